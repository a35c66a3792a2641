import type { Phrase } from "./pattern.ts";

/**
 * What people say to Malinois itself in one language, in whole messages; anything else is a question.
 * Fillers may stand before and after each of them, so they need not be repeated.
 */
export interface PhraseTable {
  /** Words that stand in for each other; `<name>` in a phrase means any of them. */
  readonly groups: Readonly<Record<string, Phrase>>;
  readonly fillers: readonly Phrase[];

  readonly greeting: readonly Phrase[];
  readonly thanks: readonly Phrase[];
  readonly praise: readonly Phrase[];
  readonly acknowledgement: readonly Phrase[];
  readonly farewell: readonly Phrase[];

  readonly help: readonly Phrase[];
  /** May hold `<area>`: what the wanted area is called. */
  readonly topics: readonly Phrase[];
  readonly privacy: readonly Phrase[];
  readonly settings: readonly Phrase[];
  readonly erase: readonly Phrase[];
  /** Holds `<language>`: the language of all answers from now on. */
  readonly setLanguage: readonly Phrase[];
  readonly person: readonly Phrase[];

  readonly more: readonly Phrase[];
  readonly sources: readonly Phrase[];
  readonly why: readonly Phrase[];
  /** Holds `<language>`: the language that the last answer is wanted in. */
  readonly switchLanguage: readonly Phrase[];
  /** Holds `<ordinal>`: one of {@link ordinals}. */
  readonly pick: readonly Phrase[];
  readonly both: readonly Phrase[];
  /** None of what was offered or said. */
  readonly none: readonly Phrase[];

  /** Words for places in a list: 1 is the first, −1 the last. */
  readonly ordinals: Readonly<Record<string, number>>;
}

/** What a whole message can ask of Malinois. */
export type Intent = Exclude<
  keyof PhraseTable,
  "groups" | "fillers" | "ordinals" | "greeting" | "thanks" | "praise" | "acknowledgement" | "farewell"
>;
