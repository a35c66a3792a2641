import { setTimeout as wait } from "node:timers/promises";
import type { REST, RouteLike } from "discord.js";
import type { Instant } from "../../../src/model.ts";
import type { Settings } from "../options.ts";
import { codeOf, DISCORD_ERROR, explain, failureOf, rateLimitOf } from "../send/errors.ts";
import type { FirstResponse } from "./respond.ts";

/**
 * Makes the function that acknowledges interactions from the gateway. It never rejects. It resolves to true once Discord has accepted the first response, or
 * if Discord may have done so although no answer came in time. It resolves to false if Discord has not, or if another process was first: nothing more must be
 * done then. It retries after a lost answer and a short rate limit as long as there is time.
 */
export function createAcknowledge(rest: REST, { now, log, delays }: Settings) {
  return async ({ id, token, response }: FirstResponse, arrived: Instant): Promise<boolean> => {
    const route: RouteLike = `/interactions/${id}/${token}/callback`;
    const remaining = () => arrived + delays.acknowledge - now();
    let maybeAccepted = false;
    for (;;) {
      try {
        await rest.post(route, { body: response, auth: false, signal: AbortSignal.timeout(Math.max(1, remaining())) });
        return true;
      } catch (error) {
        // After a lost answer, this process may be the one that acknowledged it. If not, the claim on the question keeps it from being answered twice.
        if (codeOf(error) === DISCORD_ERROR.alreadyAcknowledged) return maybeAccepted;
        const { kind } = failureOf(error);
        maybeAccepted ||= kind === "unknown";
        const pause = rateLimitOf(error) ?? (kind === "refused" ? undefined : Math.min(delays.retry, MOST_PAUSE));
        if (pause === undefined || pause >= remaining()) {
          log.warn({ interaction: id, reason: explain(error).message }, "An interaction could not be acknowledged in time.");
          // A refusal with a code says that Discord has not accepted any earlier attempt either.
          return maybeAccepted && codeOf(error) === undefined;
        }
        await wait(pause);
      }
    }
  };
}

/** The longest pause between two attempts, in milliseconds: there are only three seconds. */
const MOST_PAUSE = 100;
