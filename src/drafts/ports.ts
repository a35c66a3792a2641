/** Drafts: proposed entries in the pack's file format. Malinois does not answer with them before they are reviewed and published. */
import type { Language } from "../model.ts";

export interface DraftEntry {
  /** The wanted id of the new entry; empty: it is made from the title. */
  readonly id: string;
  readonly language: Language;
  readonly area?: string;
  readonly title: string;
  /** Ways people ask. */
  readonly questions: readonly string[];
  readonly summary: string;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  /** What it was made from: a hand-off that a person answered, a gap, or an imported text. */
  readonly origin: "hand-off" | "gap" | "import";
}

export interface Drafts {
  /**
   * Saves a draft. It replaces an earlier draft of a new entry with the same id; one made from a gap only adds its ways of asking to that draft. A number is
   * appended to the id if it belongs to a live entry or to a file that cannot be read, or if it was made from the title of an answer and another draft has it.
   * Returns the id that the draft has. Rejects with a `MalinoisError` if it cannot be saved.
   */
  save(draft: DraftEntry): Promise<{ readonly id: string }>;
}
