import type { InstallationStore, Logger } from "../../src/ports.ts";

/** Options of the Slack adapter that apply however many workspaces it serves. */
export interface CommonOptions {
  /** Ids of people (U…, W…) and user groups (S…) who may change nudges everywhere, besides the workspace's administrators. */
  readonly managers?: readonly string[];
  /** Base address of the Web API instead of Slack's own. */
  readonly apiUrl?: string;
  readonly now: () => number;
  readonly logger: Logger;
  readonly timings?: Partial<SlackTimings>;
}

/** Options for one workspace or organisation, whose token somebody copied into the settings. */
export interface SlackOptions extends CommonOptions {
  /** Bot User OAuth Token, "xoxb-…". */
  readonly botToken: string;
  /** App-level token with `connections:write`, "xapp-…"; if it is set, Malinois uses Socket Mode. */
  readonly appToken?: string;
  /** Signing secret; if it is set and the app token is not, Slack sends its requests to POST /slack/events. */
  readonly signingSecret?: string;
}

/** The credentials of a distributed app: Basic Information → App Credentials. */
export interface AppCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Options for all workspaces and organisations that install the app by OAuth, over signed HTTP. */
export interface DistributedOptions extends CommonOptions, AppCredentials {
  readonly signingSecret: string;
  /** Keys that encrypt tokens, "id:base64": the first one encrypts, all of them can decrypt. */
  readonly tokenKeys: readonly string[];
  readonly installations: InstallationStore;
  /** How many installations are held in memory at once; another one replaces the least recently used. */
  readonly sessions?: number;
}

/** How many of each are held in memory for one token. */
export interface MemoryBounds {
  /** People's profiles, about half a kilobyte each. */
  readonly people: number;
  /** Modals that may still be updated with more of an answer, with what they show. */
  readonly modals: number;
  /** Response URLs, with how often each was used. */
  readonly responses: number;
  /** Deleted questions, for as long as answers to them may still be queued. */
  readonly deletions: number;
}

/** Durations in milliseconds. */
export interface SlackTimings {
  /** A call of the Web API is given up after this long; its outcome is then unknown. */
  readonly callTimeout: number;
  /** The same for a response address. */
  readonly responseTimeout: number;
  /** An event is acknowledged when it is answered or, after this long, as soon as it is stored. Slack allows 3,000. */
  readonly acknowledgeWithin: number;
  /** Waits before the second, third … attempt of a call that failed through no fault of ours; there is one retry per wait. */
  readonly retryDelays: readonly number[];
  /** Waits before each further attempt to sign in at the start. */
  readonly startDelays: readonly number[];
  /** Waits before a socket is opened again; the last one repeats. */
  readonly reconnectDelays: readonly number[];
  /** If Slack asks for a longer wait, the call is given up. */
  readonly longestWait: number;
  /** Time per message of a channel, in the long run. */
  readonly channelInterval: number;
  /** How many messages may be sent to a channel at once after a pause; not a duration. */
  readonly channelBurst: number;
  /** A socket that has not said hello after this long is given up. */
  readonly helloTimeout: number;
  /** A socket that has not answered a ping after this long is given up. */
  readonly pingTimeout: number;
  /** How long to wait for what an answer can do without: a person's language, the status line. */
  readonly courtesyTimeout: number;
  /** A token that expires sooner than this is renewed before it is used. */
  readonly renewBefore: number;
  /** How long one process has to renew a token before another may try. */
  readonly renewWithin: number;
  /** How long to wait after a failed renewal before trying again; the old token is used until then. */
  readonly renewAgain: number;
  /** How long what is known about an installation is trusted: another process may change it. */
  readonly installationLifetime: number;
  /** How long stopping waits for running work. */
  readonly drainDeadline: number;
}

/** Bounds for the only workspace of a process, and for one of many. One of many takes well below a megabyte, its Bolt app included. */
export const BOUNDS: Readonly<Record<"alone" | "amongMany", MemoryBounds>> = {
  alone: { people: 5_000, modals: 200, responses: 1_000, deletions: 1_000 },
  amongMany: { people: 400, modals: 20, responses: 100, deletions: 100 },
};

/**
 * The defaults. Slack allows one message per second and channel, and tolerates short bursts: https://docs.slack.dev/apis/web-api/rate-limits. With bursts of
 * four, two of three messages in a long run arrived a few milliseconds too early for a simulated Slack that tolerates four (`npm run bench bursts`).
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

/** Returns all durations: those in the options, otherwise the defaults. */
export function timingsOf(options: CommonOptions): SlackTimings {
  return { ...USUAL, ...options.timings };
}
