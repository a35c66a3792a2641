import { createHmac, timingSafeEqual } from "node:crypto";

/** How far Slack's clock may differ from ours, in seconds, in either direction. */
const TOLERANCE = 300;

/** The signed parts of a request, and the signature. */
export interface Claim {
  /** Header `x-slack-signature`. */
  readonly signature: string | null;
  /** Header `x-slack-request-timestamp`: seconds since 1970. */
  readonly timestamp: string | null;
  /** The raw body. */
  readonly body: string;
}

/**
 * Whether a request was signed by Slack within five minutes of `now` (milliseconds since 1970); compares in constant time.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function isSigned({ signature, timestamp, body }: Claim, signingSecret: string, now: number): boolean {
  if (signature === null || timestamp === null || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1_000 - Number(timestamp)) > TOLERANCE) return false;
  const expected = Buffer.from(`v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
