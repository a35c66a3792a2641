import type { webApi } from "@slack/bolt";
import { DeliveryError, MalinoisError } from "../../../src/errors.ts";
import { type Payload, recordOf } from "../../kit/payload.ts";
import { type RetryPolicy, retry } from "../../kit/retry.ts";
import type { CommonOptions } from "../options.ts";
import { boltLogger } from "../receive/transport/bolt-logger.ts";
import { failureOf, refusesToken, SlackRefusal } from "./errors.ts";

/** Calls one method of the Web API once. Rejects with an error that `failureOf` explains. */
export type Call = (method: string, parameters: Payload) => Promise<Payload>;

export type ClientSettings = Pick<CommonOptions, "apiUrl" | "logger">;

/**
 * Returns options for a Web API client: a new object each time, because the client writes into it. They have no `headers`, which would be shared between
 * tokens, and a timeout in milliseconds, since the client has none by default. The client neither retries nor waits, because one channel's rate limit would
 * delay all calls.
 */
export function clientOptions(apiUrl: string | undefined, timeout: number): webApi.WebClientOptions {
  return {
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
  };
}

/** Makes the function that calls Slack's methods with a token. Slack's client is loaded on the first call. */
export function createTokenCall(token: string | undefined, { apiUrl, logger }: ClientSettings, timeout: number): Call {
  let loaded: Promise<webApi.WebClient> | undefined;
  async function load(): Promise<webApi.WebClient> {
    const { webApi } = await import("@slack/bolt");
    return new webApi.WebClient(token, { ...clientOptions(apiUrl, timeout), logger: boltLogger(logger) });
  }
  return async (method, parameters) => {
    loaded ??= load();
    return recordOf(await (await loaded).apiCall(method, { ...parameters }));
  };
}

/** Wraps a call so that it reports after each try whether Slack accepts the token. */
export function telling(call: Call, token: { readonly accepted: () => void; readonly revoked: () => void }): Call {
  return async (method, parameters) => {
    try {
      const answer = await call(method, parameters);
      token.accepted();
      return answer;
    } catch (error) {
      if (refusesToken(error)) token.revoked();
      throw error;
    }
  };
}

/**
 * Tries a call until it succeeds, as the kit's `retry` does. Throws a `SlackRefusal` if Slack refuses, a `DeliveryError`
 * if no attempt was carried out, otherwise another `MalinoisError`.
 */
export function persist<Result>(method: string, policy: RetryPolicy, attempt: Attempt<Result>): Promise<Result> {
  return retry(policy, {
    attempt,
    failureOf: (error) => (error instanceof MalinoisError ? undefined : failureOf(error)),
    explain: (_, failure, maybeSent) =>
      failure.kind === "refused"
        ? new SlackRefusal(method, failure.error, failure.needed)
        : unreachable(method, failure.kind, maybeSent),
  });
}

/** One attempt; `maybeSent` says that an earlier one may have been carried out although it failed. */
export type Attempt<Result> = (maybeSent: boolean) => Promise<Result>;

/** Returns the same call with the retries of {@link persist}, for calls that can be repeated without harm. */
export function persistent(call: Call, policy: RetryPolicy): Call {
  return (method, parameters) => persist(method, policy, () => call(method, parameters));
}

function unreachable(method: string, kind: "rateLimited" | "unsent" | "unknown", maybeSent: boolean): MalinoisError {
  const cause = {
    rateLimited: "Slack is holding back calls (rate limit)",
    unsent: "Slack cannot be reached",
    unknown: "Slack did not answer, or with an error of its own",
  }[kind];
  const [message, fix] = [`${cause} (${method})`, "it is tried again with the next question; see status.slack.com"];
  return maybeSent ? new MalinoisError("platform", message, fix) : new DeliveryError("later", message, fix);
}
