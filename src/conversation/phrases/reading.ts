import { uiLanguageFor } from "../../languages/languages.ts";
import { type Lexicon, lexiconOf } from "../../languages/lexicon.ts";
import { type Phrase, phrasesOf } from "../../languages/phrases.ts";
import type { Language } from "../../model.ts";
import { plainWords } from "../../text/utterance.ts";
import { anyOf, anyWords, literalWords, phraseText } from "./pattern.ts";

/** What the form of a message tells, whatever its topic. Words are plain words. */
export interface Reading {
  /** Whether a word names no topic. */
  isStopWord(word: string): boolean;
  /** Whether one of the words points back to what was said before. */
  pointsBack(words: readonly string[]): boolean;
  /** Whether a message begins like one that goes on with the thread. */
  goesOn(words: readonly string[]): boolean;
  /** Whether it begins like a question or a request to be told. */
  asks(words: readonly string[]): boolean;
  /** Whether it is an order to write, translate or break into something, which no entry carries out. */
  isOrder(words: readonly string[]): boolean;
  /** Whether it can be about no entry, whatever the thread: an order to make, fetch or do something, or everyday talk. */
  isOffTopic(words: readonly string[]): boolean;
  /** Whether the asker speaks of themselves. */
  tellsOfSelf(words: readonly string[]): boolean;
  /** How many words at the start of `words` join what follows to what came before. */
  conjunctionLength(words: readonly string[]): number;
  /** Whether the words before a conjunction show that it joins two things of one question: "the difference between a virus" and "a worm". */
  isBetween(words: readonly string[]): boolean;
}

/** Only so many words of a message are read to see whether it begins like a question or an order, after any number of words that lead up to it. */
const LONGEST_BEGINNING = 64;

const beginningOf = (words: readonly string[]) => phraseText(words.slice(0, LONGEST_BEGINNING));

const readings = new Map<Language, Reading>();

/** Returns the reading of a language; that of English for a language that Malinois does not speak. */
export function readingOf(language: Language): Reading {
  const spoken = uiLanguageFor(language);
  const known = readings.get(spoken);
  if (known !== undefined) return known;
  const reading = createReading(lexiconOf(spoken), phrasesOf(spoken).fillers);
  readings.set(spoken, reading);
  return reading;
}

function createReading(lexicon: Lexicon, fillers: readonly Phrase[]): Reading {
  const stopWords = new Set(plainWords(lexicon.stopWords));
  const pronouns = new Set(plainWords(lexicon.pronouns));
  const firstPerson = new Set(plainWords(lexicon.firstPerson));
  const slots = { words: anyWords(5) };
  const startsAfter = createLeadReader([...lexicon.conjunctions, ...lexicon.continuations.slice(0, 1), ...fillers]);
  const start = (phrases: readonly Phrase[]) => {
    const pattern = new RegExp(anyOf(phrases, { groups: {}, slots }), "uy");
    return (text: string) => startsAfter(text).some((position) => matchesAt(pattern, text, position));
  };
  const tests = {
    continuation: new RegExp(`^${anyOf(lexicon.continuations)}`, "u"),
    conjunction: new RegExp(`^${anyOf(lexicon.conjunctions)}`, "u"),
    asking: start([...lexicon.questions, ...lexicon.requests]),
    order: start(lexicon.orders),
    offTopic: start([...lexicon.orders, ...lexicon.offTopic]),
  };

  return {
    isStopWord: (word) => stopWords.has(word),
    pointsBack: (words) => words.some((word) => pronouns.has(word)),
    goesOn: (words) => tests.continuation.test(phraseText(words)),
    asks: (words) => tests.asking(beginningOf(words)),
    isOrder: (words) => tests.order(beginningOf(words)),
    isOffTopic: (words) => tests.offTopic(beginningOf(words)),
    tellsOfSelf: (words) => words.some((word) => firstPerson.has(word)),
    isBetween: (words) => words.includes(lexicon.between),
    conjunctionLength: (words) => (tests.conjunction.exec(phraseText(words))?.[0].match(/ /gu) ?? []).length,
  };
}

/**
 * Makes a function that returns all positions at which a text may start after any number of leads. A regular expression with repeated leads would backtrack
 * through every way to split them: "and and and …" can be split into "and" and "and and", and twenty words would take half a minute.
 */
function createLeadReader(leads: readonly Phrase[]): (text: string) => readonly number[] {
  const source = anyOf(leads);
  const atStart = new RegExp(source, "uy");
  const whole = new RegExp(`^${source}$`, "u");
  const mostWords = Math.max(...leads.map((lead) => literalWords([lead]).length));
  return (text) => {
    const boundaries = [0, ...Array.from(text.matchAll(/ /gu), ({ index }) => index + 1)];
    const reached = new Set([0]);
    for (const [at, from] of boundaries.entries()) {
      if (!reached.has(from) || !matchesAt(atStart, text, from)) continue;
      for (const to of boundaries.slice(at + 1, at + 1 + mostWords)) if (whole.test(text.slice(from, to))) reached.add(to);
    }
    return [...reached];
  };
}

/** Returns whether a sticky expression matches at a position. */
function matchesAt(pattern: RegExp, text: string, position: number): boolean {
  pattern.lastIndex = position;
  return pattern.test(text);
}
