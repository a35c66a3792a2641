import type { StoreOptions } from "../../../src/store/database.ts";

/** Where a process dies: after occurrences were claimed, messages taken, a request written, its answer read, or the outcome recorded. */
export const POINTS = ["pending", "taken", "writing", "answered", "recorded"] as const;
export type Point = (typeof POINTS)[number];

export interface ReplicaOptions {
  readonly store: StoreOptions;
  /** Where it sends: to a counter, or with the adapter of that name. */
  readonly platform:
    | { readonly name: "test"; readonly url: string }
    | { readonly name: "slack"; readonly apiUrl: string; readonly botToken: string; readonly appToken: string }
    | { readonly name: "discord"; readonly apiUrl: string; readonly token: string; readonly applicationId: string };
  /** Its clock showed nine when this machine's showed `startedAt`, and runs so many times as fast. */
  readonly nine: number;
  readonly startedAt: number;
  readonly speed: number;
  /** How far its clock is put off, again and again, in ms. */
  readonly clockSteps: readonly number[];
  readonly staleAfter: number;
  /** Dies when it comes to a point for the nth time; absent: lives. */
  readonly death?: { readonly point: Point; readonly after: number };
}
