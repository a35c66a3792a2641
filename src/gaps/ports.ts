/** What learning needs from the store. Every method may throw a `MalinoisError` "store"; each takes effect completely or not at all. */
import type { Instant } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";
import type { EntryFeedback, KeptGap } from "./types.ts";

export interface GapStore {
  /** Returns the gaps that nobody has accepted yet, latest first, at most {@link MOST_GAPS}; without `workspace`, those of all workspaces. */
  open(workspace?: WorkspaceKey): Promise<readonly KeptGap[]>;
  /** Returns the questions that can check answers: those answered helpfully, and accepted gaps; of all workspaces, latest first, at most {@link MOST_GAPS}. */
  confirmed(): Promise<readonly KeptGap[]>;
  /** Marks gaps as accepted for an entry. They are not shown again. */
  accept(ids: readonly string[], entry: string): Promise<void>;
  /** Returns the feedback since an instant, by entry, most unhelpful first; without `workspace`, that of all workspaces. */
  feedback(since: Instant, workspace?: WorkspaceKey): Promise<readonly EntryFeedback[]>;
  /** Returns the language that a person chose in any workspace of a platform; undefined if the person chose none. */
  chosenLanguage(platform: string, person: string): Promise<string | undefined>;
  /** Returns the workspaces that have a setting, with its value as JSON. */
  workspacesWith(setting: string): Promise<readonly (WorkspaceKey & { readonly value: string })[]>;
}

/** The most gaps read at once: enough to find the largest groups. */
export const MOST_GAPS = 20_000;
