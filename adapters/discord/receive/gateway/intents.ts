import type { Settings } from "../../options.ts";

/** Events that Discord gives only where the Developer Portal allows it, and that Malinois asks for only where it is told to. */
export interface PrivilegedIntent {
  /** As the portal calls it. */
  readonly title: string;
  /** Where Malinois is told to ask for it. */
  readonly variable: string;
  /** The flags of an application that has it: fully, or limited while it is small. */
  readonly flags: number;
  /** What Discord does where all is in order. */
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

/** The privileged intents that Malinois is told to ask for. */
export function askedIntents({ messageContent, members }: Pick<Settings, "messageContent" | "members">): PrivilegedIntent[] {
  return [...(messageContent ? [MESSAGE_CONTENT] : []), ...(members ? [MEMBERS] : [])];
}

/** What to do where Discord does not allow some of them. */
export function allowIntents(intents: readonly PrivilegedIntent[]): string {
  const titles = intents.map(({ title }) => `"${title}"`).join(" and ");
  const variables = intents.map(({ variable }) => variable).join(" and ");
  return `Switch ${titles} on in the Developer Portal (your application, page "Bot"), or unset ${variables}.`;
}
