/** What learning asks of the store. Every method may throw a `MalinoisError` "store"; each runs whole or not at all. */
import type { Instant } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";
import type { EntryFeedback, KeptGap } from "./types.ts";

export interface GapStore {
  /** What is kept and was not accepted yet, the latest first, at most {@link MOST_GAPS}; of all workspaces where none is named. */
  open(workspace?: WorkspaceKey): Promise<readonly KeptGap[]>;
  /** What checks answers: questions that were answered helpfully, and gaps that were accepted; of all workspaces. */
  confirmed(): Promise<readonly KeptGap[]>;
  /** Marks gaps as taken in by an entry: they are not shown again. */
  accept(ids: readonly string[], entry: string): Promise<void>;
  /** Opinions by entry from an instant on, the most unhelpful first; of all workspaces where none is named. */
  feedback(since: Instant, workspace?: WorkspaceKey): Promise<readonly EntryFeedback[]>;
  /** The language that a person chose in any workspace of a platform. */
  chosenLanguage(platform: string, person: string): Promise<string | undefined>;
  /** The workspaces that have decided on a setting, with its value as JSON. */
  workspacesWith(setting: string): Promise<readonly (WorkspaceKey & { readonly value: string })[]>;
}

/** More are not read at once: enough for what the largest groups are. */
export const MOST_GAPS = 20_000;
