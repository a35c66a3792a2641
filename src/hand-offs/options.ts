import type { WorkspaceSettings } from "../administration/workspace-settings.ts";
import type { Drafts } from "../drafts/ports.ts";
import type { ContactLine, Instant, Language } from "../model.ts";
import type { HolidayOn } from "../nudges/schedule/holidays.ts";
import type { Logger, WorkspaceKey } from "../ports.ts";
import type { HandOffStore } from "./ports.ts";

export interface HandOffOptions {
  readonly store: HandOffStore;
  readonly settings: Pick<WorkspaceSettings, "of">;
  /** Returns the channel of a platform for workspaces that chose none; undefined if there is none. */
  readonly usualChannel: (platform: string) => string | undefined;
  /** Returns whether everything sent to a person on a platform arrives where they write, since it has no separate direct messages. */
  readonly isOneConversation: (platform: string) => boolean;
  /** Where answers are saved as draft entries. Absent: they are not. */
  readonly drafts?: Drafts | undefined;
  /** Returns the current time by the clock of a platform. */
  readonly now: (platform: string) => Instant;
  /** The IANA zone of the working hours. */
  readonly zone: string;
  readonly holidayOn: HolidayOn;
  /** Returns whom people of a workspace can contact, each in a line; with `urgent`, whom to contact at once. */
  readonly contacts: (workspace: WorkspaceKey, language: Language, urgent: boolean) => Promise<readonly ContactLine[]>;
  /** Returns whether a question is about something that needs first aid. */
  readonly isUrgent: (question: string, language: Language) => Promise<boolean>;
  /** Makes the runner check soon for messages to send. */
  readonly wake: () => void;
  readonly logger: Logger;
}

/** Returns the channel to which a workspace's questions are passed; undefined if it has none. Rejects if the store does. */
export async function channelFor(
  { settings, usualChannel }: Pick<HandOffOptions, "settings" | "usualChannel">,
  { platform, workspace }: WorkspaceKey,
): Promise<string | undefined> {
  return (await settings.of({ platform, workspace }))["hand-off.channel"] ?? usualChannel(platform);
}
