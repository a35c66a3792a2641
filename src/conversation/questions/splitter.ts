import type { Utterance, Word } from "../../text/utterance.ts";
import type { Reading } from "../phrases/reading.ts";

/** A message cut in two, each of which may be a question. */
export interface Split {
  readonly first: string;
  readonly second: string;
  /** Whether the form of the second part shows that it is a question of its own. */
  readonly plain: boolean;
}

/** The most ways to split a message; each costs one or two matches. */
const MOST_SPLITS = 3;
const SENTENCE_END = /[?!\n;]|\.(?:\s|$)|…/u;
const PAUSE = /[,:–—(]|\s-\s/u;
/** "2." or "b)" before the second of a numbered list. */
const SECOND_NUMBER = /^(?:2|ii|b)$/u;

/**
 * Returns how a message may be split in two questions, the likeliest way first: at the end of a sentence, at "and", "also" or "plus", at a comma before a
 * question word, or at the number of a list. Whether the parts are questions is left to the matcher.
 */
export function splitsOf(utterance: Utterance, reading: Reading): readonly Split[] {
  const { words } = utterance;
  const cuts = words.flatMap((_, at) => cutBefore(utterance, at, reading));
  cuts.sort((a, b) => b.strength - a.strength);
  return cuts
    .filter(({ second }) => second < words.length)
    .slice(0, MOST_SPLITS)
    .map(({ at, second, strength }) => ({
      first: textOf(utterance, 0, at),
      second: textOf(utterance, second, words.length),
      plain: strength > 1,
    }));
}

interface Cut {
  /** Position of the first word that is no longer part of the first question. */
  readonly at: number;
  /** Position of the second question's first word. */
  readonly second: number;
  readonly strength: number;
}

function cutBefore({ text, words }: Utterance, at: number, reading: Reading): Cut[] {
  const before = words[at - 1];
  const word = words[at];
  if (before === undefined || word === undefined) return [];
  const gap = text.slice(before.end, word.start);
  const after = text.slice(word.end, words[at + 1]?.start ?? word.end);
  if (SECOND_NUMBER.test(word.plain) && /^[.):]/u.test(after)) return [{ at, second: at + 1, strength: 4 }];

  const conjunction = reading.conjunctionLength(plain(words, at));
  const second = at + conjunction;
  const asks = reading.asks(plain(words, second)) && !reading.tellsOfSelf(plain(words, second).slice(0, 1));
  if (SENTENCE_END.test(gap) && (asks || !isWithinSentence(before, gap, word)))
    return [{ at, second, strength: asks || /\?/u.test(text.slice(word.start)) ? 4 : 2 }];
  if (conjunction > 0) {
    const joinsThings = !asks && reading.isBetween(words.slice(0, at).map((each) => each.plain));
    return joinsThings ? [] : [{ at, second, strength: asks ? 3 : 1 }];
  }
  return PAUSE.test(gap) && asks ? [{ at, second, strength: 2 }] : [];
}

/** Returns whether a full stop ends no sentence: after an ordinal ("am 1. Juli") or an initial, or before a number ("art. 550"). */
function isWithinSentence(before: Word, gap: string, next: Word): boolean {
  return gap.trim() === "." && (/^(?:\d+|\p{L})$/u.test(before.plain) || /^\d/u.test(next.plain));
}

function plain(words: readonly Word[], from: number): string[] {
  return words.slice(from, from + 8).map((word) => word.plain);
}

/** Returns the text of some words with the punctuation after them, without the numbers of a list. */
function textOf({ text, words }: Utterance, from: number, to: number): string {
  const start = words[from];
  const isNumber = start !== undefined && /^(?:1|i|a)$/u.test(start.plain) && /^[.):]/u.test(text.slice(start.end));
  const first = isNumber ? words[from + 1] : start;
  const next = words[to];
  return text.slice(first?.start ?? 0, next?.start ?? text.length).trim();
}
