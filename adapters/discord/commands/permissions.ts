import { isApplicationId, misconfigured } from "../options.ts";

/** A permission of Discord's, by the name that its server settings show. Source: https://docs.discord.com/developers/topics/permissions */
export interface Permission {
  readonly name: string;
  readonly bit: bigint;
}

const VIEW_CHANNELS: Permission = { name: "View Channels", bit: 1n << 10n };
const SEND_MESSAGES: Permission = { name: "Send Messages", bit: 1n << 11n };
const READ_MESSAGE_HISTORY: Permission = { name: "Read Message History", bit: 1n << 16n };
const CREATE_PUBLIC_THREADS: Permission = { name: "Create Public Threads", bit: 1n << 35n };
const SEND_MESSAGES_IN_THREADS: Permission = { name: "Send Messages in Threads", bit: 1n << 38n };
const ADMINISTRATOR = 1n << 3n;
/** What a person needs to change what a channel gets. */
export const MANAGE_SERVER: Permission = { name: "Manage Server", bit: 1n << 5n };

/** What Malinois needs in a server: to answer with a reply, in threads too; with message content it also opens threads. */
export function neededPermissions(messageContent: boolean): Permission[] {
  const always = [VIEW_CHANNELS, SEND_MESSAGES, READ_MESSAGE_HISTORY, SEND_MESSAGES_IN_THREADS];
  return messageContent ? [...always, CREATE_PUBLIC_THREADS] : always;
}

/** What Malinois needs to write in a channel unasked, and in its threads. */
export function postingPermissions(inThread: boolean): Permission[] {
  return [VIEW_CHANNELS, SEND_MESSAGES, ...(inThread ? [SEND_MESSAGES_IN_THREADS] : [])];
}

/** As Discord writes a set of permissions: a decimal number. */
export function permissionBits(permissions: readonly Permission[]): string {
  return permissions.reduce((bits, { bit }) => bits | bit, 0n).toString();
}

/** Which of the permissions a set, as Discord writes it, lacks. */
export function missingFrom(granted: string, permissions: readonly Permission[]): Permission[] {
  const bits = /^\d+$/.test(granted) ? BigInt(granted) : 0n;
  return (bits & ADMINISTRATOR) !== 0n ? [] : permissions.filter(({ bit }) => (bits & bit) === 0n);
}

export interface InviteOptions {
  readonly applicationId: string;
  /** Whether Malinois reads threads without a mention, as in the adapter's options: it then opens threads too. */
  readonly messageContent?: boolean;
  /** A link to add Malinois to a server (default), or to one's own account, for use anywhere. */
  readonly install?: "server" | "user";
}

/**
 * The link that installs Malinois, asking for exactly the permissions that it uses.
 * @throws MalinoisError when the application's id is malformed.
 */
export function inviteUrl({ applicationId, messageContent = false, install = "server" }: InviteOptions): string {
  if (!isApplicationId(applicationId)) {
    throw misconfigured("DISCORD_APPLICATION_ID", "is not a number of 17 to 20 digits", "General Information");
  }
  const url = new URL("https://discord.com/oauth2/authorize");
  url.searchParams.set("client_id", applicationId);
  if (install === "server") {
    url.searchParams.set("integration_type", "0");
    url.searchParams.set("scope", "bot applications.commands");
    url.searchParams.set("permissions", permissionBits(neededPermissions(messageContent)));
  } else {
    url.searchParams.set("integration_type", "1");
    url.searchParams.set("scope", "applications.commands");
  }
  return url.href;
}
