import type { DeliveryOptions } from "../../delivery/options.ts";
import type { Area, Instant, Place, Reply } from "../../model.ts";
import type { WorkspaceKey } from "../../ports.ts";
import type { NudgeLibrary } from "../content/library.ts";
import type { LeasedMessage, NudgeStore } from "../ports.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import { JITTER_MS, type Pace } from "../schedule/pacing.ts";

/** What nudges are made of: the pack in use. */
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
  /** IANA zone in which a channel's quizzes come back. */
  readonly zone: string;
  /** Fills in what is known only when a message goes; never rejects. Absent: there is nothing to fill in. */
  readonly complete?: (reply: Reply, place: Place) => Promise<Reply>;
  readonly timings?: Partial<RunnerTimings>;
  /** Called before a message of a hand-off is given up: refused for good, or not delivered for a day. Called again where it rejects. */
  readonly onHandOffRefused?: (message: LeasedMessage, now: Instant) => Promise<void>;
}

/** All in milliseconds. */
export interface RunnerTimings {
  /** Between two looks at what is due. */
  readonly every: number;
  /** A process that has not shown for so long that it sends, does not. Longer than an adapter takes to give up, or than a process may stand still. */
  readonly staleAfter: number;
  /** Until a message that could not go is tried again. */
  readonly retryAfter: number;
  readonly jitter: number;
  readonly pace: Pace;
}

/** The pace keeps within the strictest platform: a message a second to a channel. */
export const RUNNER_TIMINGS: RunnerTimings = {
  every: 5_000,
  staleAfter: 120_000,
  retryAfter: 60_000,
  jitter: JITTER_MS,
  pace: { channelMs: 1_100, workspaceMs: 250 },
};
