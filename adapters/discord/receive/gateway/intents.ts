import type { Settings } from "../../options.ts";

/** An intent whose events Discord sends only if the Developer Portal allows it, and that Malinois requests only if it is configured to. */
export interface PrivilegedIntent {
  /** Its name in the portal. */
  readonly title: string;
  /** The variable that makes Malinois request it. */
  readonly variable: string;
  /** The flags of an application that has it: without limit, or limited while the application is small. */
  readonly flags: number;
  /** What `malinois doctor` says if Discord allows it. */
  readonly gives: string;
}

// Source of the flags: https://docs.discord.com/developers/resources/application#application-object-application-flags
const MESSAGE_CONTENT: PrivilegedIntent = {
  title: "Message Content Intent",
  variable: "DISCORD_MESSAGE_CONTENT",
  flags: (1 << 18) | (1 << 19),
  gives: "Discord gives Malinois the content of all messages, as configured.",
};
const MEMBERS: PrivilegedIntent = {
  title: "Server Members Intent",
  variable: "DISCORD_MEMBERS",
  flags: (1 << 14) | (1 << 15),
  gives: "Discord tells Malinois who joins a server, as configured.",
};

/** Returns the privileged intents that Malinois is configured to request. */
export function askedIntents({ messageContent, members }: Pick<Settings, "messageContent" | "members">): PrivilegedIntent[] {
  return [...(messageContent ? [MESSAGE_CONTENT] : []), ...(members ? [MEMBERS] : [])];
}

/** Returns the fix for when Discord does not allow some of them. */
export function allowIntents(intents: readonly PrivilegedIntent[]): string {
  const titles = intents.map(({ title }) => `"${title}"`).join(" and ");
  const variables = intents.map(({ variable }) => variable).join(" and ");
  return `Switch ${titles} on in the Developer Portal (your application, page "Bot"), or unset ${variables}.`;
}
