import type { Entry, Language } from "../../model.ts";
import { editDistance } from "../../text/edit-distance.ts";
import { createStemmer, type Stem } from "../../text/stemming.ts";
import { plainWord } from "../../text/utterance.ts";
import { sentences, splitWords } from "../../text/words.ts";
import { readingOf } from "../phrases/reading.ts";

/** A word that names a topic, as typed (lower case) and as its stem. */
export interface ContentWord {
  readonly word: string;
  readonly stem: string;
}

/** How much of what a message names an entry deals with. */
export interface Coverage {
  /** Content words of the message that the entry uses; words with a slip are given in the entry's form. */
  readonly known: readonly ContentWord[];
  /** The share (0–1) of the message's content words that the entry uses; those in its title, questions and keywords count fully, others half. */
  readonly share: number;
}

/** Compares messages with whole entries, word by word. */
export interface CoverageReader {
  contentWords(text: string, language: Language): readonly ContentWord[];
  coverage(words: readonly ContentWord[], entry: Entry): Coverage;
  /** Returns the share (0–1) of the words that are in the title or the keywords of an entry, without any slip. */
  named(words: readonly ContentWord[], entry: Entry): number;
  /** Returns the points, steps and paragraphs of an entry that contain one of the words, in the entry's order. */
  passages(words: readonly ContentWord[], entry: Entry): readonly string[];
}

/** The weight of a word in the body, when one in the title, questions or keywords has 1. */
const BODY_WEIGHT = 0.5;
/** The lengths from which one slip and two slips in a word are accepted; the first letter must be right. */
const ONE_SLIP_FROM = 6;
const TWO_SLIPS_FROM = 9;

/** The most content words with which slips are looked for; a longer message has enough other words without slips. */
const MOST_FORGIVEN = 4;
/** A word of the ways of asking counts as the entry's if at least one in so many ways uses it. If there are fewer ways, one use is enough. */
const WAYS_FOR_ONE_USE = 40;

interface Vocabulary {
  readonly names: ReadonlySet<string>;
  readonly body: ReadonlySet<string>;
}

export function createCoverageReader(): CoverageReader {
  const stemmers = new Map<Language, Stem>();
  const vocabularies = new WeakMap<Entry, Vocabulary>();
  const titles = new WeakMap<Entry, ReadonlySet<string>>();

  function stemmer(language: Language): Stem {
    const known = stemmers.get(language) ?? createStemmer(language);
    stemmers.set(language, known);
    return known;
  }

  function stemsOf(texts: readonly string[], language: Language): Set<string> {
    return new Set(texts.flatMap((text) => splitWords(text)).map(stemmer(language)));
  }

  function titleOf(entry: Entry): ReadonlySet<string> {
    const known = titles.get(entry) ?? stemsOf([entry.title, ...entry.keywords], entry.language);
    titles.set(entry, known);
    return known;
  }

  function vocabulary(entry: Entry): Vocabulary {
    const known = vocabularies.get(entry);
    if (known !== undefined) return known;
    const { questions, summary, points, steps, more, language } = entry;
    const usual = usualStems(questions.map((question) => stemsOf([question], language)));
    const made = {
      names: new Set([...titleOf(entry), ...usual]),
      body: stemsOf([summary, ...points, ...steps, ...more].flatMap(sentences), language),
    };
    vocabularies.set(entry, made);
    return made;
  }

  function contentWords(text: string, language: Language): ContentWord[] {
    const { isStopWord } = readingOf(language);
    const words = splitWords(text).filter((word) => !/^\p{N}+$/u.test(word) && !isStopWord(plainWord(word)));
    return [...new Set(words)].map((word) => ({ word, stem: stemmer(language)(word) }));
  }

  return {
    contentWords,

    coverage(words, entry) {
      const { names, body } = vocabulary(entry);
      const findStem = words.length <= MOST_FORGIVEN ? findForgiving : findExact;
      let weight = 0;
      const known = words.flatMap((word) => {
        const inNames = findStem(word.stem, names);
        const found = inNames ?? findStem(word.stem, body);
        if (found === undefined) return [];
        weight += inNames === undefined ? BODY_WEIGHT : 1;
        return [{ ...word, stem: found }];
      });
      return { known, share: words.length === 0 ? 0 : weight / words.length };
    },

    named(words, entry) {
      const title = titleOf(entry);
      return words.length === 0 ? 0 : words.filter(({ stem }) => title.has(stem)).length / words.length;
    },

    passages(words, { points, steps, more, language }) {
      const wanted = new Set(words.map(({ stem }) => stem));
      const speaksOfIt = (text: string) => [...stemsOf(sentences(text), language)].some((stem) => wanted.has(stem));
      return [...steps, ...points, ...more].filter(speaksOfIt);
    },
  };
}

/** Returns the stems that enough of the ways of asking use. Many words of a story have nothing to do with the entry. */
function usualStems(questions: readonly ReadonlySet<string>[]): string[] {
  const uses = new Map<string, number>();
  for (const stem of questions.flatMap((stems) => [...stems])) uses.set(stem, (uses.get(stem) ?? 0) + 1);
  const fewest = Math.ceil(questions.length / WAYS_FOR_ONE_USE);
  return [...uses].filter(([, count]) => count >= fewest).map(([stem]) => stem);
}

function findExact(stem: string, vocabulary: ReadonlySet<string>): string | undefined {
  return vocabulary.has(stem) ? stem : undefined;
}

function findForgiving(stem: string, vocabulary: ReadonlySet<string>): string | undefined {
  if (vocabulary.has(stem)) return stem;
  if (stem.length < ONE_SLIP_FROM || /\p{N}/u.test(stem)) return undefined;
  const allowed = stem.length < TWO_SLIPS_FROM ? 1 : 2;
  for (const known of vocabulary) {
    if (known[0] !== stem[0] || Math.abs(known.length - stem.length) > allowed) continue;
    if (known.length >= ONE_SLIP_FROM && editDistance(known, stem) <= allowed) return known;
  }
  return undefined;
}
