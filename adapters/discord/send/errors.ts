import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { DeliveryError, type DeliveryFailure, MalinoisError } from "../../../src/errors.ts";
import { type Failure, isUnsent } from "../../kit/retry.ts";

/** Discord's error codes that this adapter knows. Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export const DISCORD_ERROR = {
  unknownChannel: 10003,
  unknownServer: 10004,
  unknownMember: 10007,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  tooManyCommandChanges: 30034,
  alreadyAcknowledged: 40060,
  tooManyFollowUps: 40094,
  missingAccess: 50001,
  directMessagesClosed: 50007,
  notTextChannel: 50008,
  missingPermissions: 50013,
  notForThisChannel: 50024,
  invalidWebhookToken: 50027,
  invalidForm: 50035,
  threadArchived: 50083,
  noMutualServer: 50278,
  cannotReplyWithoutHistory: 160002,
  threadExists: 160004,
  threadLocked: 160005,
} as const;

/** A failure after which a message, or a part of it, may have reached Discord; `reason` is the original error. */
export class MaybeSent extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super("Maybe sent");
    this.name = "MaybeSent";
    this.reason = reason;
  }
}

/**
 * Returns what happened to a call that failed: it was never sent, it may have been carried out although its answer was lost
 * (server errors, resets, timeouts), or Discord refused it. discord.js waits for rate limits itself, so one that it reports
 * counts as a refusal.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof DiscordAPIError || error instanceof RateLimitError || isTokenMissing(error)) return { kind: "refused" };
  return { kind: isUnsent(error) ? "unsent" : "unknown" };
}

/** Returns Discord's error code; undefined for anything but a refusal with one. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === "number" ? error.code : undefined;
}

/** Returns how long to wait before asking again, in milliseconds; undefined unless a rate limit was the reason. */
export function rateLimitOf(error: unknown): number | undefined {
  return error instanceof RateLimitError ? Math.max(error.timeToReset, error.retryAfter, error.sublimitTimeout) : undefined;
}

/** Whether Discord refuses the bot's token; after that discord.js sends nothing more with it. */
export function isTokenRefused(error: unknown): boolean {
  return (error instanceof DiscordAPIError && error.status === 401) || isTokenMissing(error);
}

function isTokenMissing(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Expected token to be set");
}

/** Returns why a message was not sent: a `DeliveryError` if it is certain that nothing was sent. Like {@link explain}, it contains no secrets. */
export function explainDelivery(error: unknown): MalinoisError {
  const { message, fix } = explain(error);
  if (error instanceof MalinoisError || error instanceof MaybeSent || failureOf(error).kind === "unknown") return explain(error);
  return new DeliveryError(REASONS[codeOf(error) ?? 0]?.failure ?? "later", message, fix);
}

/**
 * Returns in plain words why a call failed. The original error is not attached: it contains what was sent, and addresses with tokens.
 */
export function explain(error: unknown): MalinoisError {
  if (error instanceof MalinoisError) return error;
  if (error instanceof MaybeSent) return explain(error.reason);
  const wait = rateLimitOf(error);
  if (wait !== undefined) {
    return platform(
      `Discord's rate limit asks for a wait of ${Math.ceil(wait / 1000)} s, longer than Malinois waits.`,
      "Try again later.",
    );
  }
  const code = codeOf(error);
  const known = code === undefined ? undefined : REASONS[code];
  if (known !== undefined) return platform(`${known.message} (Discord error ${code})`, known.fix);
  if (isTokenRefused(error)) return tokenRefused();
  if (error instanceof DiscordAPIError) {
    return platform(
      `Discord refused a call with status ${error.status}${code === undefined ? "" : `, error ${code}`}.`,
      'Run "malinois doctor" to see what is missing.',
    );
  }
  if (error instanceof HTTPError) {
    return platform(`Discord failed with status ${error.status}.`, "Nothing to do here: see https://discordstatus.com.");
  }
  if (error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError")) {
    return platform(
      "Discord did not answer in time.",
      "Ask again; look at the machine's load and the network if it happens often.",
    );
  }
  const network = error instanceof Error && "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
  return platform(`Discord could not be reached${network}.`, "Check the network, and DISCORD_API_URL where it is set.");
}

/** Returns the error for a bot's token that is invalid, or no longer valid. */
export function tokenRefused(): MalinoisError {
  return new MalinoisError(
    "configuration",
    "Discord refuses the bot's token.",
    'Reset it in the Developer Portal (your application, page "Bot"), set DISCORD_TOKEN to the new one and start again.',
  );
}

function platform(message: string, fix: string): MalinoisError {
  return new MalinoisError("platform", message, fix);
}

const GRANT =
  "Give Malinois' role View Channels, Send Messages, Send Messages in Threads and Read Message History in that channel.";

interface Reason {
  readonly failure: DeliveryFailure;
  readonly message: string;
  readonly fix: string;
}

const INTERACTION_OVER: Reason = { failure: "gone", message: "The time to answer this interaction is over.", fix: "Ask again." };

const REASONS: Readonly<Record<number, Reason>> = {
  [DISCORD_ERROR.unknownChannel]: {
    failure: "gone",
    message: "The channel does not exist any more.",
    fix: "Choose another channel.",
  },
  [DISCORD_ERROR.unknownWebhook]: INTERACTION_OVER,
  [DISCORD_ERROR.invalidWebhookToken]: INTERACTION_OVER,
  [DISCORD_ERROR.unknownInteraction]: {
    failure: "gone",
    message: "The interaction was acknowledged too late.",
    fix: "Ask again; look at the machine's load if it happens often.",
  },
  [DISCORD_ERROR.alreadyAcknowledged]: {
    failure: "gone",
    message: "Another process answers this interaction.",
    fix: "Run one process for each shard.",
  },
  [DISCORD_ERROR.tooManyFollowUps]: {
    failure: "forbidden",
    message: "Discord allows no more messages for this interaction, since Malinois is not in this server.",
    fix: "Add Malinois to the server, or ask in a direct message.",
  },
  [DISCORD_ERROR.missingAccess]: { failure: "forbidden", message: "Malinois cannot see the channel.", fix: GRANT },
  [DISCORD_ERROR.missingPermissions]: { failure: "forbidden", message: "Malinois may not write in the channel.", fix: GRANT },
  [DISCORD_ERROR.notTextChannel]: {
    failure: "forbidden",
    message: "This kind of channel takes no messages, only posts that people begin.",
    fix: "Choose a text channel.",
  },
  [DISCORD_ERROR.directMessagesClosed]: {
    failure: "undeliverable",
    message: "This person does not take direct messages from Malinois.",
    fix: "They can allow them in their privacy settings.",
  },
  [DISCORD_ERROR.noMutualServer]: {
    failure: "undeliverable",
    message: "This person shares no server with Malinois.",
    fix: "Add Malinois to one of their servers.",
  },
  [DISCORD_ERROR.threadArchived]: { failure: "forbidden", message: "The thread is archived.", fix: "Open it again." },
  [DISCORD_ERROR.threadLocked]: { failure: "forbidden", message: "The thread is locked.", fix: "Unlock it, or ask elsewhere." },
};
