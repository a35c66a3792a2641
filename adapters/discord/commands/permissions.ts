import { isApplicationId, misconfigured } from "../options.ts";

/** A Discord permission, with its name in the server settings. Source: https://docs.discord.com/developers/topics/permissions */
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
/** The permission that a person needs to change the nudges of a channel. */
export const MANAGE_SERVER: Permission = { name: "Manage Server", bit: 1n << 5n };

/** Returns what Malinois needs in a server: to answer with a reply, also in threads, and with message content to open threads. */
export function neededPermissions(messageContent: boolean): Permission[] {
  const always = [VIEW_CHANNELS, SEND_MESSAGES, READ_MESSAGE_HISTORY, SEND_MESSAGES_IN_THREADS];
  return messageContent ? [...always, CREATE_PUBLIC_THREADS] : always;
}

/** Returns what Malinois needs to write in a channel unasked, or in one of its threads. */
export function postingPermissions(inThread: boolean): Permission[] {
  return [VIEW_CHANNELS, SEND_MESSAGES, ...(inThread ? [SEND_MESSAGES_IN_THREADS] : [])];
}

/** Returns a set of permissions in the form that Discord uses: a decimal number. */
export function permissionBits(permissions: readonly Permission[]): string {
  return permissions.reduce((bits, { bit }) => bits | bit, 0n).toString();
}

/** Returns which of the permissions a set lacks; `granted` is in Discord's form, a decimal number. */
export function missingFrom(granted: string, permissions: readonly Permission[]): Permission[] {
  const bits = /^\d+$/.test(granted) ? BigInt(granted) : 0n;
  return (bits & ADMINISTRATOR) !== 0n ? [] : permissions.filter(({ bit }) => (bits & bit) === 0n);
}

export interface InviteOptions {
  readonly applicationId: string;
  /** As in the adapter's options: whether Malinois reads threads without a mention. It then needs to open threads too. */
  readonly messageContent?: boolean;
  /** Whether the link adds Malinois to a server (default) or to the user's own account, for use anywhere. */
  readonly install?: "server" | "user";
}

/**
 * Returns the link that installs Malinois and requests exactly the permissions that it uses.
 * @throws MalinoisError if the application's id is malformed.
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
