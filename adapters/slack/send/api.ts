import type { webApi } from "@slack/bolt";
import { type Payload, record, recordOf, text } from "../../kit/payload.ts";

/** Calls one method of the Web API once. Rejects with what {@link failureOf} explains. */
export type Call = (method: string, parameters: Payload) => Promise<Payload>;

/** Why a call did not succeed, and whether Slack may have carried it out all the same. */
export type CallFailure =
  | { readonly kind: "refused"; readonly error: string; readonly needed: string | undefined }
  | { readonly kind: "limited"; readonly wait: number }
  | { readonly kind: "unsent" | "unknown" };

/** Slack's own words for a failure on its side; the call may have been carried out. */
const SLACKS_FAULT: readonly string[] = ["internal_error", "fatal_error", "service_unavailable", "request_timeout"];
const LIMITED: readonly string[] = ["ratelimited", "rate_limited"];
/** Failures before anything was sent. */
const UNSENT: readonly string[] = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];
/** Where Slack names no time. */
const USUAL_WAIT = 1_000;

/**
 * Options of a Web API client: a fresh object each time, because the client writes into it. No `headers`, which would
 * be shared between tokens; a timeout, which the client has not by itself; no retries and no waiting inside the client,
 * because one channel's limit would hold up all calls.
 */
export function clientOptions(apiUrl: string | undefined, timeout: number): webApi.WebClientOptions {
  return {
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
  };
}

/** Makes the caller of a client. */
export function createCall(client: webApi.WebClient): Call {
  return async (method, parameters) => recordOf(await client.apiCall(method, { ...parameters }));
}

/** Reads the error of a call. */
export function failureOf(error: unknown): CallFailure {
  const failure = recordOf(error);
  switch (failure.code) {
    case "slack_webapi_rate_limited_error":
      return { kind: "limited", wait: Number(failure.retryAfter) * 1_000 };
    case "slack_webapi_platform_error":
      return refused(record(failure, "data"));
    case "slack_webapi_request_error":
      return { kind: isUnsent(failure.original) ? "unsent" : "unknown" };
    default:
      return { kind: "unknown" };
  }
}

function refused(data: Payload): CallFailure {
  const error = text(data, "error") ?? "";
  if (LIMITED.includes(error)) return { kind: "limited", wait: USUAL_WAIT };
  // A proxy's error page is no word of Slack's.
  if (SLACKS_FAULT.includes(error) || !/^[a-z0-9_]+$/.test(error)) return { kind: "unknown" };
  return { kind: "refused", error, needed: text(data, "needed") };
}

/** Whether a failed `fetch` failed before anything was sent. */
export function isUnsent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return UNSENT.includes(text(recordOf(cause), "code") ?? "");
}
