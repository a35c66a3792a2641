import type { StoreOptions } from "../../../src/store/database.ts";

/** Where a process dies: after what happened to a hand-off was kept, its inbound message decided, a message of it taken to be sent, written, or recorded. */
export type Point = "kept" | "decided" | "taken" | "sent" | "recorded";

export interface ProgramOptions {
  readonly store: StoreOptions;
  readonly slack: { readonly apiUrl: string; readonly botToken: string; readonly appToken: string };
  readonly helpChannel: string;
  readonly staleAfter: number;
  /** Absent: it lives. */
  readonly death?: Point;
}
