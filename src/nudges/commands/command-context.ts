import type { Instant, Language, Person, Place } from "../../model.ts";
import type { Store, WorkspaceKey } from "../../ports.ts";
import type { ContentOf, NudgeContent } from "../delivery/options.ts";
import type { NudgeStore } from "../ports.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import type { NamedPerson } from "../types.ts";

export interface NudgeCommandsOptions {
  readonly store: NudgeStore;
  readonly settings: Pick<Store, "workspaceSetting" | "setWorkspaceSetting">;
  /** The quiet hours of new nudges that a workspace wants, as they are typed: "20:00-07:00", "none"; undefined: the usual ones. Absent: no workspace wants any. */
  readonly quietHours?: (workspace: WorkspaceKey) => Promise<string | undefined>;
  readonly content: ContentOf;
  readonly holidayOn: HolidayOn;
  /** The clock of a platform. */
  readonly now: (platform: string) => Instant;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  /** IANA zone of people and channels whose own is not known. */
  readonly zone: string;
  /** Makes the runner check soon for messages to send. */
  readonly wake: () => void;
  /** Whether a platform tells who joins. */
  readonly hearsNewcomers: (platform: string) => boolean;
  /** As `PlatformInstance.rightsHint` of a platform; undefined where that says nothing. Absent: none does. */
  readonly rightsHint?: (platform: string, language: Language, isKnown: boolean) => string | undefined;
}

/** Who calls a command, where and when, and what it may use. */
export interface CommandContext extends Omit<NudgeCommandsOptions, "now" | "content" | "rightsHint">, NudgeContent {
  readonly now: Instant;
  readonly language: Language;
  readonly person: NamedPerson;
  /** The channel, or the person's direct messages, without thread and handle. */
  readonly place: Place;
  readonly mayManage?: Person["mayManage"];
  /** Which rights the platform wants of the caller, as a sentence. */
  readonly rightsHint?: string | undefined;
  /** Whether the channel can be written to unasked; absent: not known. */
  readonly mayPost?: boolean;
}
