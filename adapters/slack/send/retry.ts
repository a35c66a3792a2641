import { DeliveryError, MalinoisError } from "../../../src/errors.ts";
import { type Call, failureOf } from "./api.ts";
import { SlackRefusal } from "./errors.ts";

/** How often and how long a failed call is tried again. */
export interface RetryPolicy {
  /** Waits in milliseconds before the second, third … try. */
  readonly delays: readonly number[];
  /** A longer wait that Slack asks for ends the tries. */
  readonly longestWait: number;
  /** Rejects when the adapter stops meanwhile. */
  sleep(milliseconds: number): Promise<void>;
}

/** One try of something; `maybeSent` says that an earlier try may have been carried out although it failed. */
export type Attempt<Result> = (maybeSent: boolean) => Promise<Result>;

/**
 * Tries until it succeeds: after a limit when Slack says so, after a failure of Slack or the network when the next delay
 * is over. Throws when Slack refuses, asks for too long a wait, or the delays are used up: a `DeliveryError` where no try was
 * carried out, else another `MalinoisError`.
 */
export async function persist<Result>(method: string, retryPolicy: RetryPolicy, attempt: Attempt<Result>): Promise<Result> {
  let maybeSent = false;
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt(maybeSent);
    } catch (error) {
      if (error instanceof MalinoisError) throw error;
      const failure = failureOf(error);
      if (failure.kind === "refused") throw new SlackRefusal(method, failure.error, failure.needed);
      maybeSent ||= failure.kind === "unknown";
      const delay = retryPolicy.delays[tries];
      const wait = failure.kind === "limited" ? Math.max(failure.wait, delay ?? 0) : delay;
      if (delay === undefined || wait === undefined || wait > retryPolicy.longestWait)
        throw unreachable(method, failure.kind, maybeSent);
      await retryPolicy.sleep(wait);
    }
  }
}

/** The same call, tried again only where the first try was certainly not carried out: for what cannot be looked for. */
export function retryIfUnsent(call: Call, retryPolicy: RetryPolicy): Call {
  return (method, parameters) =>
    persist(method, retryPolicy, (maybeSent) => {
      if (maybeSent) throw unreachable(method, "unknown", maybeSent);
      return call(method, parameters);
    });
}

/** The same call, tried again as often as {@link persist} does: for calls that can be repeated without harm. */
export function persistent(call: Call, retryPolicy: RetryPolicy): Call {
  return (method, parameters) => persist(method, retryPolicy, () => call(method, parameters));
}

function unreachable(method: string, kind: "limited" | "unsent" | "unknown", maybeSent: boolean): MalinoisError {
  const cause = {
    limited: "Slack is holding back calls (rate limit)",
    unsent: "Slack cannot be reached",
    unknown: "Slack did not answer, or with an error of its own",
  }[kind];
  const [message, fix] = [`${cause} (${method})`, "it is tried again with the next question; see status.slack.com"];
  return maybeSent ? new MalinoisError("platform", message, fix) : new DeliveryError("later", message, fix);
}
