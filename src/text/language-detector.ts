import { inOneGo, type Steps } from "../common/steps.ts";
import type { Language } from "../model.ts";
import { splitWords } from "./words.ts";

/** Returns the language of a text: one of those that the detector was made for. */
export type LanguageDetector = (text: string, prior: Language) => Language;

/** A language's words, the most common first. */
export type CommonWords = readonly string[];

const LETTERS = 3;
/** The weight of a letter sequence that occurs in no common word: less than that of any other. */
const UNSEEN = 0.05;
/** The weight of a language's common words relative to its letter sequences. Measured on 718 short questions: see DESIGN.md. */
const COMMON_WORDS_WEIGHT = 3;
/**
 * A word that is among a language's commonest and in no other list shows the language, even beside an English term: "wat is phishing". Of the shipped pack's
 * ways of asking, it settles more than it misleads, whatever the prior: 76 of 63,000 if that is English, 4 to 27 otherwise.
 */
const TELLING = { commonest: 100, weight: 2.5 } as const;
/** The bonus of the prior: enough to settle "NIS2 belgium?", too little to overrule a sentence. */
const PRIOR_BONUS = 0.2;
/** A further bonus, divided by the number of words: one or two words may be abbreviations, whose letters tell nothing. */
const PRIOR_BONUS_OF_SHORT_TEXTS = 0.3;

/** Returns whether people write a word like this in chat in a language: "kzen", "jsuis". */
export type IsChatWord = (word: string, language: Language) => boolean;

/** A chat word counts as much as one of a language's hundred commonest words. Shorter ones mean something in any language ("vs"). */
const CHAT_WORD = { weight: 0.5, shortest: 3 } as const;

/** What is known about a language from its common words. */
interface Profile {
  /** 1 for the most common word, falling with the logarithm of the rank to 0 for the last. */
  readonly commonness: ReadonlyMap<string, number>;
  /** The least value of the commonest words. */
  readonly commonest: number;
  /** The logarithm of the share of each sequence of three letters; common words count more. */
  readonly sequences: ReadonlyMap<string, number>;
  readonly unseen: number;
}

/**
 * Makes a detector that tells some languages apart in texts of one word or more, by how usual the sequences of letters and
 * the words are in each.
 * @param languages ISO 639-1 codes; one without common words is found by the prior alone
 * @param isChatWord absent: no word is
 */
export function createLanguageDetector(
  languages: readonly Language[],
  commonWords: (language: Language) => CommonWords,
  isChatWord: IsChatWord = () => false,
): LanguageDetector {
  const known = languages.filter((language) => commonWords(language).length > 0);

  /** Returns the share of the words that only this one language has, and among its commonest. */
  function tellingShare(words: readonly string[], language: Language): number {
    const own = profileOf(commonWords(language));
    const others = known.filter((other) => other !== language).map((other) => profileOf(commonWords(other)));
    const tells = (word: string) =>
      (own.commonness.get(word) ?? 0) > own.commonest && others.every(({ commonness }) => !commonness.has(word));
    return words.filter(tells).length / words.length;
  }

  return (text, prior) => {
    const words = splitWords(text);
    const bonus = PRIOR_BONUS + PRIOR_BONUS_OF_SHORT_TEXTS / words.length;
    let best = prior;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const language of words.length === 0 ? [] : known) {
      const profile = profileOf(commonWords(language));
      const isChat = (word: string) => isChatWord(word, language);
      const telling = TELLING.weight * tellingShare(words, language);
      const score = likeness(words, profile, isChat) + telling + (language === prior ? bonus : 0);
      if (score <= bestScore) continue;
      best = language;
      bestScore = score;
    }
    return best;
  };
}

/** Profiles by word list: each list is read once. */
const profiles = new WeakMap<CommonWords, Profile>();

/** Reads a language's common words: some hundredths of a second, once for each list. Harmless when repeated. */
export function* prepareLanguage(words: CommonWords): Steps<Profile> {
  const known = profiles.get(words);
  if (known !== undefined) return known;
  const profile = yield* readProfile(words);
  profiles.set(words, profile);
  return profile;
}

/** Returns how much words look like a language: the mean over letter sequences and words, about −12 to 0. */
function likeness(
  words: readonly string[],
  { commonness, sequences, unseen }: Profile,
  isChat: (word: string) => boolean,
): number {
  let letters = 0;
  let count = 0;
  let common = 0;
  for (const word of words) {
    common += Math.max(commonness.get(word) ?? 0, word.length >= CHAT_WORD.shortest && isChat(word) ? CHAT_WORD.weight : 0);
    for (const sequence of sequencesOf(word)) {
      letters += sequences.get(sequence) ?? unseen;
      count += 1;
    }
  }
  return letters / Math.max(1, count) + (COMMON_WORDS_WEIGHT * common) / words.length;
}

function profileOf(words: CommonWords): Profile {
  return profiles.get(words) ?? inOneGo(prepareLanguage(words));
}

/** How many common words are read in one step. */
const WORDS_IN_STEP = 500;

function* readProfile(words: CommonWords): Steps<Profile> {
  const commonnessAt = (rank: number) => 1 - Math.log(1 + rank) / Math.log(1 + words.length);
  const commonness = new Map(words.map((word, rank) => [word, commonnessAt(rank)]));
  const weights = new Map<string, number>();
  let total = 0;
  for (const [rank, word] of words.entries()) {
    if (rank % WORDS_IN_STEP === 0) yield;
    const weight = 1 / Math.sqrt(1 + rank);
    for (const sequence of sequencesOf(word)) {
      weights.set(sequence, (weights.get(sequence) ?? 0) + weight);
      total += weight;
    }
  }
  const share = (weight: number) => Math.log((weight + UNSEEN) / (total + UNSEEN * weights.size));
  return {
    commonness,
    commonest: commonnessAt(TELLING.commonest),
    sequences: new Map([...weights].map(([sequence, weight]) => [sequence, share(weight)])),
    unseen: share(0),
  };
}

/** Returns the sequences of three letters in a word, its edges included. */
function sequencesOf(word: string): string[] {
  const padded = `^${word}$`;
  return Array.from({ length: Math.max(0, padded.length - LETTERS + 1) }, (_, start) => padded.slice(start, start + LETTERS));
}

/** Whether a text is in none of some languages: "certain" by its letters, "likely" by its words, or "no". */
export type ForeignLanguageReader = (text: string) => "certain" | "likely" | "no";

/**
 * Measured on 931 questions of the development sets, with slips and abbreviations: eight of them are taken for likely foreign, none for
 * certainly; of 26 in other languages, 20.
 */
const FEWEST_WORDS = 5;
const KNOWN_SHARE = { certain: 0.5, likely: 0.45 } as const;
/** A letter that occurs in fewer common words than this, and in none of the commonest, comes from a foreign name. */
const FEWEST_WITH_LETTER = 6;
const COMMONEST = 1_000;

/** Makes a reader that tells whether texts are in none of some languages. Without lists of common words, no text is foreign. */
export function createForeignLanguageReader(
  languages: readonly Language[],
  commonWords: (language: Language) => CommonWords,
): ForeignLanguageReader {
  const lists = languages.map(commonWords).filter((words) => words.length > 0);
  const vocabularies = lists.map((words) => profileOf(words).commonness);
  const letters = lettersOf(lists);

  return (text) => {
    const words = splitWords(text).filter((word) => !/\p{N}/u.test(word));
    if (words.length === 0 || vocabularies.length === 0) return "no";
    const known = Math.max(
      ...vocabularies.map((vocabulary) => words.filter((word) => vocabulary.has(word)).length / words.length),
    );
    const strange = words.filter((word) => [...word].some((letter) => !letters.has(letter))).length;
    const isStrange = strange === words.length || (strange > 0 && words.length > 1);
    if (isStrange && known < KNOWN_SHARE.certain) return "certain";
    return words.length >= FEWEST_WORDS && known < KNOWN_SHARE.likely ? "likely" : "no";
  };
}

/** Returns the letters in which the languages are written. */
function lettersOf(lists: readonly CommonWords[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const words of lists) {
    words.forEach((word, rank) => {
      let counted = "";
      for (const letter of word) {
        const count = counts.get(letter) ?? 0;
        // Nearly all letters have enough after a few words, which makes the rest quick.
        if (count >= FEWEST_WITH_LETTER || counted.includes(letter)) continue;
        counted += letter;
        counts.set(letter, count + (rank < COMMONEST ? FEWEST_WITH_LETTER : 1));
      }
    });
  }
  return new Set([...counts].filter(([, count]) => count >= FEWEST_WITH_LETTER).map(([letter]) => letter));
}
