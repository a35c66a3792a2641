import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";

/** Discord's error codes that this adapter knows. Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export const DISCORD_ERROR = {
  unknownChannel: 10003,
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

/** Errors of the network that came before anything was sent. */
const UNSENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** What a failed call may have done on Discord's side. */
export type Effect = "nothing" | "unknown" | "refused";

/** Something failed after it, or a part of it, may have reached Discord; what failed is the reason. */
export class MaybeSent extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super("Maybe sent");
    this.name = "MaybeSent";
    this.reason = reason;
  }
}

/**
 * What became of a call that failed: it was never sent, it may have been carried out although its answer was lost
 * (server errors, resets, timeouts), or Discord refused it.
 */
export function effectOf(error: unknown): Effect {
  if (error instanceof DiscordAPIError || error instanceof RateLimitError) return "refused";
  if (error instanceof HTTPError) return "unknown";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code === "string" && UNSENT.has(code)) return "nothing";
  return isTokenMissing(error) ? "refused" : "unknown";
}

/** The error code that Discord gave; undefined for anything but a refusal with one. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === "number" ? error.code : undefined;
}

/** How long to wait before asking again, in milliseconds; undefined unless a rate limit was the reason. */
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
