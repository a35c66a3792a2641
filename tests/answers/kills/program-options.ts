import type { StoreOptions } from "../../../src/store/database.ts";
import type { ReplicaOptions } from "../../nudges/delivery/runner-program-options.ts";

/** Where a process dies: after a question was kept, acknowledged, decided, its answer written, taken, or recorded; or it is asked to stop, with a full queue. */
export const POINTS = ["kept", "acknowledged", "decided", "writing", "answered", "recorded", "stopped"] as const;
export type Point = (typeof POINTS)[number];

export interface AnswererOptions {
  readonly store: StoreOptions;
  readonly platform: ReplicaOptions["platform"];
  readonly staleAfter: number;
  /** Dies when it comes to a point for the nth time; absent: lives. */
  readonly death?: { readonly point: Point; readonly after: number };
}

/** A channel of the platform that only counts, which takes no answer. */
export const GONE = "gone";
