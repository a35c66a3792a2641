import { setTimeout as wait } from "node:timers/promises";
import { type RateLimitData, REST, type RESTOptions, type RequestMethod, type RouteLike } from "discord.js";
import type { Delays, Settings } from "../options.ts";
import { codeOf, effectOf, isTokenRefused, MaybeSent } from "./errors.ts";

/** One call of Discord's REST API. */
interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly route: RouteLike;
  readonly body?: unknown;
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

/** Makes calls with a REST client, with the bot's token or without. */
export function createApi(rest: REST, auth: boolean, delays: Delays): Api {
  let refused = false;
  return {
    isRefused: () => refused,
    async call({ method, route, body, signal, repeatable, passing = [] }) {
      const request = { method: method as RequestMethod, fullRoute: route, body, signal, auth };
      let mayHaveArrived = false;
      const isWorth = (error: unknown) => {
        const isRepeated = isWorthRepeating(error, repeatable, passing);
        mayHaveArrived ||= isRepeated && effectOf(error) === "unknown";
        return isRepeated;
      };
      try {
        return await repeated(() => rest.request(request), delays, isWorth);
      } catch (error) {
        refused ||= auth && isTokenRefused(error);
        throw mayHaveArrived ? new MaybeSent(error) : error;
      }
    },
  };
}

function isWorthRepeating(error: unknown, repeatable: boolean, passing: readonly number[]): boolean {
  const code = codeOf(error);
  if (code !== undefined) return passing.includes(code);
  const effect = effectOf(error);
  return effect === "nothing" || (effect === "unknown" && repeatable);
}

/** Does something again while it fails in a way that may pass, with growing waits between. */
export async function repeated<Result>(
  attempt: () => Promise<Result>,
  { retry }: Pick<Delays, "retry">,
  isWorth: (error: unknown) => boolean,
): Promise<Result> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (failures === REPETITIONS || !isWorth(error)) throw error;
      await wait(retry * 2 ** failures);
    }
  }
}
