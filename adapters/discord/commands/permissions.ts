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
