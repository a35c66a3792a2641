import type { StoreOptions } from "../../../src/store/database.ts";

/** Where a process dies: after occurrences were decided, messages leased, a request written, its response read, or the outcome recorded. */
export const POINTS = ["pending", "taken", "writing", "answered", "recorded"] as const;
export type Point = (typeof POINTS)[number];

export interface ReplicaOptions {
  readonly store: StoreOptions;
  /** The platform it sends to: a counter, or the one whose adapter has this name. */
  readonly platform:
    | { readonly name: "test"; readonly url: string }
    | { readonly name: "slack"; readonly apiUrl: string; readonly botToken: string; readonly appToken: string }
    | { readonly name: "discord"; readonly apiUrl: string; readonly token: string; readonly applicationId: string };
  /** The replica's clock showed `nine` when this machine's clock showed `startedAt`, and runs `speed` times as fast. */
  readonly nine: number;
  readonly startedAt: number;
  readonly speed: number;
  /** By how much its clock jumps, again and again, in ms. */
  readonly clockSteps: readonly number[];
  readonly staleAfter: number;
  /** It dies when it reaches the point for the nth time. If absent, it lives. */
  readonly death?: { readonly point: Point; readonly after: number };
}
