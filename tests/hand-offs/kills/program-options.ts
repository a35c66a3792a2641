import type { StoreOptions } from "../../../src/store/database.ts";

/** Where a process dies: after a hand-off was saved or changed, its inbound message decided, or one of its messages leased, sent, or recorded. */
export type Point = "kept" | "decided" | "taken" | "sent" | "recorded";

export interface ProgramOptions {
  readonly store: StoreOptions;
  readonly slack: { readonly apiUrl: string; readonly botToken: string; readonly appToken: string };
  readonly helpChannel: string;
  readonly staleAfter: number;
  /** If absent, the process lives. */
  readonly death?: Point;
}
