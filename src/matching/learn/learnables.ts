import type { Language, Pack } from "../../model.ts";
import { sentences } from "../../text/words.ts";

/** Returns the words of a text as the matcher reads it: chat shorthand spelled out, known typos corrected and compounds split. */
export type ReadWords = (text: string, language: Language) => string[];

/** What the matcher learns of one entry in one language. */
export interface Learnable {
  /** The entry's position among the pack's ids. */
  readonly entry: number;
  readonly language: Language;
  /** The title, keywords and proposed ways of asking, which are learned from but never tested. */
  readonly names: readonly string[];
  readonly questions: readonly string[];
  /** How many of the names are ways of asking that an import proposed. */
  readonly proposals: number;
  /** The text of the answer. */
  readonly body: readonly string[];
}

/** The parts of a pack that the matcher learns from. Nothing else in the pack affects what is learned. */
export interface Curriculum {
  readonly languages: readonly Language[];
  /** Each id once, in the pack's order. */
  readonly ids: readonly string[];
  readonly learnables: readonly Learnable[];
  /** Questions that look like the pack's but that it does not answer, by language. */
  readonly nearMisses: Readonly<Record<Language, readonly string[]>>;
  readonly ambiguous: readonly LearnableAmbiguity[];
}

/** A question that leaves open which of several entries is meant. */
export interface LearnableAmbiguity {
  readonly question: string;
  readonly language: Language;
  /** The positions of two or more entries among the pack's ids. */
  readonly entries: readonly number[];
}

/** Returns the parts of a pack that the matcher learns from. */
export function curriculumOf({ entries, languages, nearMisses = {}, ambiguous = {} }: Pack): Curriculum {
  const ids = [...new Set(entries.map(({ id }) => id))];
  const position = new Map(ids.map((id, at) => [id, at]));
  const learnables = entries.map(({ id, language, title, keywords, proposed = [], questions, summary, points, steps, more }) => ({
    entry: position.get(id) ?? 0,
    language,
    names: [title, ...keywords, ...proposed],
    questions,
    proposals: proposed.length,
    body: [summary, ...points, ...steps, ...more],
  }));
  const open = Object.entries(ambiguous).flatMap(([language, questions]) =>
    questions.map(({ question, entries: named }): LearnableAmbiguity => {
      const known = named.flatMap((id) => position.get(id) ?? []);
      return { question, language, entries: known };
    }),
  );
  return { languages, ids, learnables, nearMisses, ambiguous: open.filter((each) => each.entries.length > 1) };
}

/** Returns the sentences of an entry's text. */
export function sentencesOf({ body }: Pick<Learnable, "body">): readonly string[] {
  return body
    .flatMap((text) => text.split("\n"))
    .flatMap(sentences)
    .filter((sentence) => sentence.trim() !== "");
}
