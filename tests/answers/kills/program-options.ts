import type { StoreOptions } from "../../../src/store/database.ts";
import type { ReplicaOptions } from "../../nudges/delivery/runner-program-options.ts";

/**
 * Where a process dies: after a question was saved, acknowledged or decided, or its answer was written, accepted or recorded.
 * "stopped": it is stopped by SIGTERM, with a full queue.
 */
export const POINTS = ["kept", "acknowledged", "decided", "writing", "answered", "recorded", "stopped"] as const;
export type Point = (typeof POINTS)[number];

export interface AnswererOptions {
  readonly store: StoreOptions;
  readonly platform: ReplicaOptions["platform"];
  readonly staleAfter: number;
  /** It dies when it reaches the point for the nth time. If absent, it lives. */
  readonly death?: { readonly point: Point; readonly after: number };
}

/** The channel of the counting platform that refuses every answer. */
export const GONE = "gone";
