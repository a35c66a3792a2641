import type { Logger } from "../../src/ports.ts";

/** What the Slack adapter is made with. */
export interface SlackOptions {
  /** Bot User OAuth Token, "xoxb-…". */
  readonly botToken: string;
  /** App-level token with `connections:write`, "xapp-…": with it, Slack is reached by Socket Mode. */
  readonly appToken?: string;
  /** Signing secret: with it and without an app token, Slack comes to POST /slack/events. */
  readonly signingSecret?: string;
  /** Ids of people (U…, W…) and user groups (S…) who may change nudges everywhere, beside the workspace's administrators. */
  readonly managers?: readonly string[];
  /** Base address of the Web API instead of Slack's own. */
  readonly apiUrl?: string;
  readonly now: () => number;
  readonly logger: Logger;
  readonly timings?: Partial<SlackTimings>;
}

/** Durations in milliseconds. */
export interface SlackTimings {
  /** A call of the Web API is given up after this long; its outcome is then unknown. */
  readonly callTimeout: number;
  /** The same for a response address. */
  readonly responseTimeout: number;
  /** An event is acknowledged when it is answered; after this long as soon as it is kept: Slack allows 3,000. */
  readonly acknowledgeWithin: number;
  /** Waits before the second, third … try of a call that failed for no reason of ours; as many tries as waits. */
  readonly retryDelays: readonly number[];
  /** Waits before the next try to sign in at start. */
  readonly startDelays: readonly number[];
  /** Waits before a socket is opened again; the last one repeats. */
  readonly reconnectDelays: readonly number[];
  /** A longer wait that Slack asks for ends the try. */
  readonly longestWait: number;
  /** A channel takes about one message in this time … */
  readonly channelInterval: number;
  /** … and this many at once after a pause. */
  readonly channelBurst: number;
  /** A socket that has not said hello after this long is given up. */
  readonly helloTimeout: number;
  /** A socket that has not answered a ping after this long is given up. */
  readonly pingTimeout: number;
  /** What an answer can do without, a person's language and the status line, is waited for this long. */
  readonly courtesyTimeout: number;
  /** How long stopping waits for running work. */
  readonly drainDeadline: number;
}

/**
 * https://docs.slack.dev/apis/web-api/rate-limits: one message a second and channel, short bursts tolerated. With a burst of four, two of three messages of a
 * long one came a few milliseconds early for a Slack that takes four (`npm run bench bursts`).
 */
const USUAL: SlackTimings = {
  callTimeout: 10_000,
  responseTimeout: 5_000,
  acknowledgeWithin: 1_500,
  retryDelays: [500, 1_000, 2_000, 4_000, 8_000],
  startDelays: [1_000, 2_000, 4_000, 8_000, 15_000, 30_000],
  reconnectDelays: [0, 1_000, 2_000, 5_000, 10_000, 30_000],
  longestWait: 120_000,
  channelInterval: 1_000,
  channelBurst: 3,
  helloTimeout: 10_000,
  pingTimeout: 5_000,
  courtesyTimeout: 1_000,
  drainDeadline: 8_000,
};

/** Returns all durations: those of the options, else the usual ones. */
export function timingsOf(options: SlackOptions): SlackTimings {
  return { ...USUAL, ...options.timings };
}
