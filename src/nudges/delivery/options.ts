import type { DeliveryOptions } from "../../delivery/options.ts";
import type { Area, Instant, Place, Reply } from "../../model.ts";
import type { WorkspaceKey } from "../../ports.ts";
import type { NudgeLibrary } from "../content/library.ts";
import type { LeasedMessage, NudgeStore } from "../ports.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import { JITTER_MS, type Pace } from "../schedule/pacing.ts";

/** The parts of the pack in use that nudges need. */
export interface NudgeContent {
  readonly library: NudgeLibrary;
  readonly areas: readonly Area[];
}

/** Returns the content of a workspace. Never rejects. */
export type ContentOf = (workspace: WorkspaceKey) => Promise<NudgeContent>;

export interface NudgeRunnerOptions extends DeliveryOptions {
  readonly store: NudgeStore;
  readonly content: ContentOf;
  readonly holidayOn: HolidayOn;
  /** The IANA zone that decides on which day a channel's quiz questions come back. */
  readonly zone: string;
  /** Fills in what is known only when a message is sent. Never rejects. Absent: there is nothing to fill in. */
  readonly complete?: (reply: Reply, place: Place) => Promise<Reply>;
  readonly timings?: Partial<RunnerTimings>;
  /** Called before a hand-off's message is given up, because it was refused for good or not delivered for a day. Called again if it rejects. */
  readonly onHandOffRefused?: (message: LeasedMessage, now: Instant) => Promise<void>;
}

/** The timings of the runner, in milliseconds. */
export interface RunnerTimings {
  /** The time between two checks for what is due. */
  readonly every: number;
  /** A process without a heartbeat for this long counts as dead. It is longer than an adapter takes to give up, and than a process may be suspended. */
  readonly staleAfter: number;
  /** The time until a message that could not be sent is retried. */
  readonly retryAfter: number;
  readonly jitter: number;
  readonly pace: Pace;
}

/** The default timings. The pace respects the strictest platform's rate limit: one message a second to a channel. */
export const RUNNER_TIMINGS: RunnerTimings = {
  every: 5_000,
  staleAfter: 120_000,
  retryAfter: 60_000,
  jitter: JITTER_MS,
  pace: { channelMs: 1_100, workspaceMs: 250 },
};
