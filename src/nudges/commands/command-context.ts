import type { Instant, Language, Person, Place } from "../../model.ts";
import type { ChangeList, Store, WorkspaceKey } from "../../ports.ts";
import type { ContentOf, NudgeContent } from "../delivery/options.ts";
import type { NudgeStore } from "../ports.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import type { NamedPerson } from "../types.ts";

export interface NudgeCommandsOptions {
  readonly store: NudgeStore;
  readonly settings: Pick<Store, "workspaceSetting" | "setWorkspaceSetting">;
  /**
   * Returns the quiet hours that a workspace wants for new nudges, as people type them: "20:00-07:00" or "none". Undefined: the usual ones. Absent: the usual
   * ones for all workspaces.
   */
  readonly quietHours?: (workspace: WorkspaceKey) => Promise<string | undefined>;
  readonly content: ContentOf;
  readonly holidayOn: HolidayOn;
  /** Returns the current time by the clock of a platform. */
  readonly now: (platform: string) => Instant;
  /** Returns a random number n: 0 ≤ n < 1. */
  readonly random: () => number;
  /** The IANA zone for people and channels whose own zone is not known. */
  readonly zone: string;
  /** Makes the runner check soon for messages to send. */
  readonly wake: () => void;
  /** Returns whether a platform tells Malinois who joins. */
  readonly hearsNewcomers: (platform: string) => boolean;
  /** Returns the `PlatformInstance.rightsHint` of a platform; undefined if it has none. Absent: no platform has one. */
  readonly rightsHint?: (platform: string, language: Language, isKnown: boolean) => string | undefined;
}

/** Who calls a command, where and when, and what it may use. */
export interface CommandContext extends Omit<NudgeCommandsOptions, "now" | "content" | "rightsHint">, NudgeContent {
  readonly now: Instant;
  readonly language: Language;
  /** A name derived from the inbound message. What a command sends is named after it, so that it is sent once even if the command is answered again. */
  readonly cause: string;
  /** What the command changes, if it would reply differently the second time. */
  readonly changes: ChangeList;
  readonly person: NamedPerson;
  /** The channel, or the person's direct messages, without thread and handle. */
  readonly place: Place;
  readonly mayManage?: Person["mayManage"];
  /** The rights that the caller needs on the platform, as a sentence. */
  readonly rightsHint?: string | undefined;
  /** Whether Malinois may post in the channel of its own accord. Absent: not known. */
  readonly mayPost?: boolean;
}
