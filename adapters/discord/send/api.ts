import { type RateLimitData, REST, type RESTOptions, type RequestMethod, type RouteLike } from "discord.js";
import type { z } from "zod";
import { MalinoisError } from "../../../src/errors.ts";
import type { Attachment } from "../../../src/model.ts";
import { doublingDelays, type Failure, type RetryPolicy, retry } from "../../kit/retry.ts";
import type { Delays, Settings } from "../options.ts";
import { codeOf, failureOf, isTokenRefused, MaybeSent } from "./errors.ts";

/** One call of Discord's REST API. */
interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly route: RouteLike;
  readonly body?: unknown;
  /** Uploaded with the body, as form data. */
  readonly file?: Attachment | undefined;
  /** Whether making the call twice does no harm, so that it may be retried after a lost answer. */
  readonly repeatable: boolean;
  /** Whether it sends a message, so that it matters after a failure whether an attempt may have arrived. Of anything else, the last attempt tells the truth. */
  readonly sends?: boolean;
  /** Discord's error codes that are only temporary for this call. */
  readonly passing?: readonly number[];
}

/** Calls Discord, and retries after failures that may pass. */
export interface Api {
  /** Rejects with discord.js's error, in a `MaybeSent` if the call sends a message and an attempt may have arrived. */
  call(call: Call): Promise<unknown>;
  /** Whether Discord refused the token that the calls are made with. */
  isRefused(): boolean;
}

const REPETITIONS = 4;
/** Discord blocks an address after 10,000 refused requests in ten minutes. */
const REFUSALS_TO_WARN_AT = 1_000;

/**
 * Returns options for discord.js's REST client. It does not retry by itself, which it would do at once, four times within milliseconds, and
 * not after a lost connection. Calls wait for rate limits in their order, with exceptions that reject: an interaction cannot wait, the start of the bot
 * should not wait for the registration of commands, and no call waits longer than `delays.rateLimit`.
 */
export function restOptions({ apiUrl, delays }: Settings): Partial<RESTOptions> {
  return {
    api: apiUrl,
    retries: 0,
    invalidRequestWarningInterval: REFUSALS_TO_WARN_AT,
    rejectOnRateLimit: ({ route, timeToReset, retryAfter, sublimitTimeout }: RateLimitData) =>
      route.endsWith("/callback") ||
      route.startsWith("/applications") ||
      Math.max(timeToReset, retryAfter, sublimitTimeout) > delays.rateLimit,
  };
}

/**
 * Returns a REST client for interactions, which are answered without the bot's token and do not count towards its limit of 50 calls
 * a second. Source: https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints
 */
export function createInteractionRest(settings: Settings): REST {
  return new REST({ ...restOptions(settings), globalRequestsPerSecond: Number.POSITIVE_INFINITY });
}

/** Returns a REST client with the bot's token, for inspecting the bot without connecting it. */
export function createBotRest(settings: Settings, token: string): REST {
  return new REST(restOptions(settings)).setToken(token);
}

/**
 * Returns how often and how long a failed call is retried.
 * @param sleep rejects when the adapter stops meanwhile
 */
export function retryPolicyOf({ retry, rateLimit }: Delays, sleep: RetryPolicy["sleep"]): RetryPolicy {
  return { delays: doublingDelays(retry, REPETITIONS), longestWait: rateLimit, sleep };
}

/** Makes the API from a REST client, with the bot's token or without. */
export function createApi(rest: REST, auth: boolean, policy: RetryPolicy): Api {
  let refused = false;
  return {
    isRefused: () => refused,
    call({ method, route, body, file, repeatable, sends = false, passing = [] }) {
      const files = file && { files: [{ name: file.name, data: file.text, contentType: file.mediaType }] };
      const request = { method: method as RequestMethod, fullRoute: route, body, auth, ...files };
      return retry(policy, {
        attempt: () => rest.request(request),
        failureOf: (error) => (passing.includes(codeOf(error) ?? 0) ? { kind: "unsent" } : failureOf(error)),
        retryIfUnsent: !repeatable,
        explain(error, _, maybeSent) {
          refused ||= auth && isTokenRefused(error);
          return sends && maybeSent ? new MaybeSent(error) : error;
        },
      });
    },
  };
}

/** Retries, after any failure that may pass, something that does no harm when done twice. Rejects with the last error. */
export function retryAlways<Result>(
  attempt: () => Promise<Result>,
  policy: RetryPolicy,
  failureOfAttempt: (error: unknown) => Failure | undefined = failureOf,
): Promise<Result> {
  return retry(policy, { attempt, failureOf: failureOfAttempt, explain: (error) => error });
}

/**
 * Reads something from Discord, and checks its form.
 * @throws MalinoisError if the answer has another form; rejects with discord.js's error if there is none.
 */
export async function askDiscord<Schema extends z.ZodType>(
  api: Api,
  route: `/${string}`,
  schema: Schema,
): Promise<z.output<Schema>> {
  const { success, data } = schema.safeParse(await api.call({ method: "GET", route, repeatable: true }));
  if (success) return data;
  throw new MalinoisError(
    "platform",
    "Discord answered in a form that Malinois does not know.",
    "Check DISCORD_API_URL where it is set; otherwise update Malinois.",
  );
}
