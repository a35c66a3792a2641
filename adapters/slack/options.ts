import type { InstallationStore, Logger } from "../../src/ports.ts";

/** What the Slack adapter is made with, however many workspaces it serves. */
export interface CommonOptions {
  /** Ids of people (U…, W…) and user groups (S…) who may change nudges everywhere, beside the workspace's administrators. */
  readonly managers?: readonly string[];
  /** Base address of the Web API instead of Slack's own. */
  readonly apiUrl?: string;
  readonly now: () => number;
  readonly logger: Logger;
  readonly timings?: Partial<SlackTimings>;
}

/** One workspace, or one organisation, by a token that somebody copied. */
export interface SlackOptions extends CommonOptions {
  /** Bot User OAuth Token, "xoxb-…". */
  readonly botToken: string;
  /** App-level token with `connections:write`, "xapp-…": with it, Slack is reached by Socket Mode. */
  readonly appToken?: string;
  /** Signing secret: with it and without an app token, Slack comes to POST /slack/events. */
  readonly signingSecret?: string;
}

/** What Slack knows a distributed app by: Basic Information → App Credentials. */
export interface AppCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** All workspaces and organisations that install the app by OAuth, over signed HTTP. */
export interface DistributedOptions extends CommonOptions, AppCredentials {
  readonly signingSecret: string;
  /** Keys that tokens are sealed with, "id:base64": the first seals, all of them open. */
  readonly tokenKeys: readonly string[];
  readonly installations: InstallationStore;
  /** How many workspaces are held in memory at once; another one takes the place of the one that was used longest ago. */
  readonly sessions?: number;
}

/** How much is remembered for one token. */
export interface MemoryBounds {
  /** People's profiles, about half a kilobyte each. */
  readonly people: number;
  /** Modals whose answer may still grow, with what they show. */
  readonly modals: number;
  /** Response addresses, with how often each was used. */
  readonly responses: number;
  /** Deleted questions, while answers to them may wait for their turn. */
  readonly deletions: number;
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
  /** A token that expires sooner than this is renewed before it is used. */
  readonly renewBefore: number;
  /** How long one process has to renew a token before another one may. */
  readonly renewWithin: number;
  /** How long a token whose renewal failed is used before the next try. */
  readonly renewAgain: number;
  /** What is known of an installation is looked up again after this long: another process may have changed it. */
  readonly installationLifetime: number;
  /** How long stopping waits for running work. */
  readonly drainDeadline: number;
}

/** For the one workspace of a process, and for one among many: together with Bolt's app well below a megabyte. */
export const BOUNDS: Readonly<Record<"alone" | "amongMany", MemoryBounds>> = {
  alone: { people: 5_000, modals: 200, responses: 1_000, deletions: 1_000 },
  amongMany: { people: 400, modals: 20, responses: 100, deletions: 100 },
};

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
  renewBefore: 2 * 3_600_000,
  renewWithin: 20_000,
  renewAgain: 60_000,
  installationLifetime: 30_000,
  drainDeadline: 8_000,
};

/** Returns all durations: those of the options, else the usual ones. */
export function timingsOf(options: CommonOptions): SlackTimings {
  return { ...USUAL, ...options.timings };
}
