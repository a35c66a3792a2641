import { recordOf, text } from "./payload.ts";

/** How often and how long something that failed is tried again. */
export interface RetryPolicy {
  /** Waits in milliseconds before the second, third … attempt: as many repetitions as waits. */
  readonly delays: readonly number[];
  /** A longer wait (milliseconds) that the platform asks for ends the attempts. */
  readonly longestWait: number;
  /** Rejects when the adapter stops meanwhile. */
  sleep(milliseconds: number): Promise<void>;
}

/** What a failed attempt says about the next one. */
export type Failure =
  /** The platform said no: asking again would not help, and nothing was carried out. */
  | { readonly kind: "refused" }
  /** Not carried out; the platform asks to wait for so many milliseconds. */
  | { readonly kind: "rateLimited"; readonly wait: number }
  /** It never reached the platform. */
  | { readonly kind: "unsent" }
  /** It may have been carried out although its answer was lost. */
  | { readonly kind: "unknown" };

export interface Retried<Result, Kind extends Failure> {
  /** One attempt; `maybeSent` says that an earlier one may have been carried out although it failed. */
  attempt(maybeSent: boolean): Promise<Result>;
  /** Undefined for an error that is not the platform's: it is thrown as it is. */
  failureOf(error: unknown): Kind | undefined;
  /** True: again only while every attempt was certainly not carried out, for what must not happen twice. */
  readonly retryIfUnsent?: boolean;
  /** The error to throw when it is given up; `maybeSent` says that some attempt, the last included, may have been carried out. */
  explain(error: unknown, failure: Kind, maybeSent: boolean): unknown;
}

/**
 * Tries until it succeeds: after a rate limit when the platform says so, after any other failure that may pass when the
 * next delay is over. Gives up when the platform refuses, asks for too long a wait, or the delays are used up.
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

/** Waits that double: 250, 500, 1000 … */
export function doublingDelays(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, place) => first * 2 ** place);
}

/** Codes of Node's and undici's errors that come before anything was sent. */
const UNSENT: readonly (string | undefined)[] = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];

/** Whether a network error, or the cause that `fetch` gives it, came before anything was sent. */
export function isUnsent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return [error, cause].some((one) => UNSENT.includes(text(recordOf(one), "code")));
}
