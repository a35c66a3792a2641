import { askingOf } from "../../languages/asking.ts";
import { lexiconOf } from "../../languages/lexicon.ts";
import type { Language } from "../../model.ts";
import { commonWords } from "../../text/common-words.ts";
import { createStemmer } from "../../text/stemming.ts";
import { stripAccents } from "../../text/words.ts";

/** A word of a text, with how much it tells of what the text is about. */
interface Word {
  readonly written: string;
  readonly count: number;
}

const WORD = /[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu;
/** "l’application", "d’accès". */
const ELISION = /^\p{L}{1,2}['’]/u;
const SHORTEST = 4;
/** So many words of text are worth a keyword. */
const WORDS_PER_KEYWORD = 10;
const FEWEST = 3;
const MOST = 24;
/** A word among the commonest of the language names no topic. */
const COMMONEST = 300;

/**
 * The words by which each text is told from the others: often in it, seldom in them (tf·idf), the most telling first. They are written as the text
 * first writes them.
 */
export function keywordsOfEach(texts: readonly string[], language: Language): readonly (readonly string[])[] {
  const stem = createStemmer(language);
  const plain = (word: string) => stripAccents(word.toLowerCase());
  const { smallWords, prepositions, clauses, dependent } = askingOf(language);
  const common = [...lexiconOf(language).stopWords.split(" "), ...commonWords(language).slice(0, COMMONEST)];
  const dull = new Set([...common, ...smallWords, ...prepositions, ...clauses, ...dependent].map(plain));
  const counted = texts.map((text) => {
    const words = new Map<string, Word>();
    for (const [found] of text.matchAll(WORD)) {
      const written = found.replace(ELISION, "");
      if (written.length < SHORTEST || dull.has(plain(written)) || !/\p{L}{3}/u.test(written)) continue;
      const key = stem(written.toLowerCase());
      const known = words.get(key);
      words.set(key, { written: known?.written ?? written, count: (known?.count ?? 0) + 1 });
    }
    return words;
  });
  const users = new Map<string, number>();
  for (const key of counted.flatMap((words) => [...words.keys()])) users.set(key, (users.get(key) ?? 0) + 1);
  return counted.map((words, at) => {
    const length = texts[at]?.split(" ").length ?? 0;
    const most = Math.min(MOST, Math.max(FEWEST, Math.round(length / WORDS_PER_KEYWORD)));
    const weight = ([key, { count }]: readonly [string, Word]) =>
      (1 + Math.log(count)) * Math.log((texts.length + 1) / (users.get(key) ?? 1));
    return [...words]
      .sort((a, b) => weight(b) - weight(a))
      .slice(0, most)
      .map(([, { written }]) => written);
  });
}
