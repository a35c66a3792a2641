import { recordOf, text } from "./payload.ts";

/** How often, and after which waits, a failed attempt is retried. */
export interface RetryPolicy {
  /** Waits in milliseconds before the second, third … attempt: one retry for each. */
  readonly delays: readonly number[];
  /** In milliseconds; if the next wait would be longer, usually because of a rate limit, there are no more retries. */
  readonly longestWait: number;
  /** Waits; rejects if the adapter stops meanwhile. */
  sleep(milliseconds: number): Promise<void>;
}

/** The kinds of failure of an attempt, by what they mean for a retry. */
export type Failure =
  /** The platform refused: a retry would not help, and nothing was carried out. */
  | { readonly kind: "refused" }
  /** Not carried out because of a rate limit; the platform asks to wait for `wait` milliseconds. */
  | { readonly kind: "rateLimited"; readonly wait: number }
  /** The request never reached the platform. */
  | { readonly kind: "unsent" }
  /** The request may have been carried out, although no answer arrived. */
  | { readonly kind: "unknown" };

/** One attempt only, for what is useless or impossible to repeat. */
export const NO_RETRIES: RetryPolicy = { delays: [], longestWait: 0, sleep: async () => undefined };

export interface Retried<Result, Kind extends Failure> {
  /** Makes one attempt. `maybeSent`: whether an earlier attempt may have been carried out although it failed. */
  attempt(maybeSent: boolean): Promise<Result>;
  /** Returns the kind of failure; undefined for an error that does not come from the platform, which is rethrown as it is. */
  failureOf(error: unknown): Kind | undefined;
  /** True for a call that must not be carried out twice: it is retried only while no attempt can have been carried out. */
  readonly retryIfUnsent?: boolean;
  /** Returns the error to throw after the last attempt. `maybeSent`: whether any attempt, including the last, may have been carried out. */
  explain(error: unknown, failure: Kind, maybeSent: boolean): unknown;
}

/**
 * Makes attempts until one succeeds. Before a retry it waits for the next delay, or after a rate limit for as long as the platform asks, if that is longer.
 * Gives up if the platform refuses or asks for too long a wait, if the delays are used up, or if a retry might repeat what must not happen twice.
 */
export async function retry<Result, Kind extends Failure>(
  { delays, longestWait, sleep }: RetryPolicy,
  { attempt, failureOf, retryIfUnsent = false, explain }: Retried<Result, Kind>,
): Promise<Result> {
  let maybeSent = false;
  for (let attempts = 0; ; attempts += 1) {
    try {
      return await attempt(maybeSent);
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      maybeSent ||= failure.kind === "unknown";
      const delay = delays[attempts];
      const wait = failure.kind === "rateLimited" ? Math.max(failure.wait, delay ?? 0) : (delay ?? 0);
      const isHopeless = failure.kind === "refused" || (retryIfUnsent && maybeSent);
      if (isHopeless || delay === undefined || wait > longestWait) throw explain(error, failure, maybeSent);
      await sleep(wait).catch((stopped: unknown) => {
        throw maybeSent ? explain(error, failure, maybeSent) : stopped;
      });
    }
  }
}

/** Returns `count` delays that double, from `first` on: 250, 500, 1000 … */
export function doublingDelays(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, place) => first * 2 ** place);
}

/** Codes of errors of Node and undici that occur before anything is sent. */
const UNSENT: readonly (string | undefined)[] = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];

/** Returns whether a network error, or its cause as set by `fetch`, occurred before anything was sent. */
export function isUnsent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return [error, cause].some((one) => UNSENT.includes(text(recordOf(one), "code")));
}
