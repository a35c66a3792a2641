import type { WorkspaceSettings } from "../administration/workspace-settings.ts";
import type { Drafts } from "../drafts/ports.ts";
import type { ContactLine, Instant, Language } from "../model.ts";
import type { HolidayOn } from "../nudges/schedule/holidays.ts";
import type { Logger, WorkspaceKey } from "../ports.ts";
import type { HandOffStore } from "./ports.ts";

export interface HandOffOptions {
  readonly store: HandOffStore;
  readonly settings: Pick<WorkspaceSettings, "of">;
  /** The channel of a platform whose workspaces have decided on none; undefined: there is none. */
  readonly usualChannel: (platform: string) => string | undefined;
  /** Whether everything sent to a person on a platform arrives where they write, since it has no separate direct messages. */
  readonly isOneConversation: (platform: string) => boolean;
  /** Where answers become draft entries; absent: nowhere. */
  readonly drafts?: Drafts | undefined;
  /** The clock of a platform. */
  readonly now: (platform: string) => Instant;
  /** IANA zone of working hours. */
  readonly zone: string;
  readonly holidayOn: HolidayOn;
  /** Whom people of a workspace can turn to, each in a line; `urgent`: at once. */
  readonly contacts: (workspace: WorkspaceKey, language: Language, urgent: boolean) => Promise<readonly ContactLine[]>;
  /** Whether what was asked needs first aid. */
  readonly isUrgent: (question: string, language: Language) => Promise<boolean>;
  /** Makes the runner check soon for messages to send. */
  readonly wake: () => void;
  readonly logger: Logger;
}

/** The channel that a workspace's questions are passed to; undefined: it has none. Rejects when the store does. */
export async function channelFor(
  { settings, usualChannel }: Pick<HandOffOptions, "settings" | "usualChannel">,
  { platform, workspace }: WorkspaceKey,
): Promise<string | undefined> {
  return (await settings.of({ platform, workspace }))["hand-off.channel"] ?? usualChannel(platform);
}
