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
  /** Sent beside the body, as a form. */
  readonly file?: Attachment | undefined;
  /** Whether twice is as good as once, so that the call may be repeated when its answer was lost. */
  readonly repeatable: boolean;
  /** Error codes of Discord's that pass when one waits a little. */
  readonly passing?: readonly number[];
  readonly signal?: AbortSignal;
}

/** Calls Discord; what fails for the moment is repeated. */
export interface Api {
  /** Rejects with discord.js's error, in a `MaybeSent` where an attempt before may have arrived. */
  call(call: Call): Promise<unknown>;
  /** Whether Discord refused the token that the calls are made with. */
  isRefused(): boolean;
}

const REPETITIONS = 4;
/** Discord blocks an address after 10,000 refused requests in ten minutes. */
const REFUSALS_TO_WARN_AT = 1_000;

/**
 * Options for discord.js's REST client. It repeats nothing itself: it would do so at once, four times within milliseconds, and
 * not after a lost connection. Rate limits are waited for in the order of the calls, unless the wait would come too late:
 * an interaction cannot wait, nor should the start of the bot for the registration of commands.
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
 * A REST client for interactions, which are answered without the bot's token and do not count for its limit of 50 calls
 * a second. Source: https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints
 */
export function createInteractionRest(settings: Settings): REST {
  return new REST({ ...restOptions(settings), globalRequestsPerSecond: Number.POSITIVE_INFINITY });
}

/** A REST client with the bot's token, for looking at the bot without connecting it. */
export function createBotRest(settings: Settings, token: string): REST {
  return new REST(restOptions(settings)).setToken(token);
}

/**
 * How often and how long a failed call is tried again.
 * @param sleep rejects when the adapter stops meanwhile
 */
export function retryPolicyOf({ retry, rateLimit }: Delays, sleep: RetryPolicy["sleep"]): RetryPolicy {
  return { delays: doublingDelays(retry, REPETITIONS), longestWait: rateLimit, sleep };
}

/** Makes calls with a REST client, with the bot's token or without. */
export function createApi(rest: REST, auth: boolean, policy: RetryPolicy): Api {
  let refused = false;
  return {
    isRefused: () => refused,
    call({ method, route, body, file, signal, repeatable, passing = [] }) {
      const files = file && { files: [{ name: file.name, data: file.text, contentType: file.mediaType }] };
      const request = { method: method as RequestMethod, fullRoute: route, body, signal, auth, ...files };
      return retry(policy, {
        attempt: () => rest.request(request),
        failureOf: (error) => (passing.includes(codeOf(error) ?? 0) ? { kind: "unsent" } : failureOf(error)),
        retryIfUnsent: !repeatable,
        explain(error, _, maybeSent) {
          refused ||= auth && isTokenRefused(error);
          return maybeSent ? new MaybeSent(error) : error;
        },
      });
    },
  };
}

/** Does something again while it fails in a way that may pass: it is the same when done twice. Rejects with the last error. */
export function retryAlways<Result>(
  attempt: () => Promise<Result>,
  policy: RetryPolicy,
  failureOfAttempt: (error: unknown) => Failure | undefined = failureOf,
): Promise<Result> {
  return retry(policy, { attempt, failureOf: failureOfAttempt, explain: (error) => error });
}

/**
 * Reads something from Discord in a known form.
 * @throws MalinoisError where the answer has another form; rejects with discord.js's error where there is none.
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
