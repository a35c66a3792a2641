import { DeliveryError, MalinoisError } from "../../../src/errors.ts";
import { SlackRefusal } from "./refusals.ts";
import { type Call, failureOf } from "./web-api.ts";

/** How often and how long a failed call is tried again. */
export interface Patience {
  /** Waits in milliseconds before the second, third … try. */
  readonly delays: readonly number[];
  /** A longer wait that Slack asks for ends the tries. */
  readonly longestWait: number;
  /** Rejects when the adapter stops meanwhile. */
  sleep(milliseconds: number): Promise<void>;
}

/** One try of something; `doubtful` says that an earlier try may have been carried out although it failed. */
export type Attempt<Result> = (doubtful: boolean) => Promise<Result>;

/**
 * Tries until it succeeds: after a limit when Slack says so, after a failure of Slack or the network when the next delay
 * is over. Throws when Slack refuses, asks for too long a wait, or the delays are used up: a `DeliveryError` where no try was
 * carried out, else another `MalinoisError`.
 */
export async function persist<Result>(method: string, patience: Patience, attempt: Attempt<Result>): Promise<Result> {
  let doubtful = false;
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt(doubtful);
    } catch (error) {
      if (error instanceof MalinoisError) throw error;
      const failure = failureOf(error);
      if (failure.kind === "refused") throw new SlackRefusal(method, failure.error, failure.needed);
      doubtful ||= failure.kind === "unknown";
      const delay = patience.delays[tries];
      const wait = failure.kind === "limited" ? Math.max(failure.wait, delay ?? 0) : delay;
      if (delay === undefined || wait === undefined || wait > patience.longestWait)
        throw unreachable(method, failure.kind, doubtful);
      await patience.sleep(wait);
    }
  }
}

/** The same call, tried again only where the first try was certainly not carried out: for what cannot be looked for. */
export function cautious(call: Call, patience: Patience): Call {
  return (method, parameters) =>
    persist(method, patience, (doubtful) => {
      if (doubtful) throw unreachable(method, "unknown", doubtful);
      return call(method, parameters);
    });
}

/** The same call, tried again as often as {@link persist} does: for calls that can be repeated without harm. */
export function persistent(call: Call, patience: Patience): Call {
  return (method, parameters) => persist(method, patience, () => call(method, parameters));
}

function unreachable(method: string, kind: "limited" | "unsent" | "unknown", doubtful: boolean): MalinoisError {
  const cause = {
    limited: "Slack is holding back calls (rate limit)",
    unsent: "Slack cannot be reached",
    unknown: "Slack did not answer, or with an error of its own",
  }[kind];
  const [message, mend] = [`${cause} (${method})`, "it is tried again with the next question; see status.slack.com"];
  return doubtful ? new MalinoisError("platform", message, mend) : new DeliveryError("later", message, mend);
}
