/** Drafts: entries that somebody proposes, in the pack's own form, and that nobody is answered with before they are reviewed and published. */
import type { Language } from "../model.ts";

export interface DraftEntry {
  /** The id of the entry to be. */
  readonly id: string;
  readonly language: Language;
  readonly area?: string;
  readonly title: string;
  /** Ways people ask. */
  readonly questions: readonly string[];
  readonly summary: string;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  /** What it was made of: a hand-off that a person answered, a gap, or an imported text. */
  readonly origin: "hand-off" | "gap" | "import";
}

export interface Drafts {
  /** Keeps a draft; one of the same id takes its place. Returns the id that it has. Rejects with a `MalinoisError` where it cannot be kept. */
  save(draft: DraftEntry): Promise<{ readonly id: string }>;
}
