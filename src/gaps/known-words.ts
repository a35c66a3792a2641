import type { Entry, Language, Pack } from "../model.ts";
import { plainWord } from "../text/utterance.ts";
import { splitWords } from "../text/words.ts";

/** What is known of the words of a language. All are asked in plain form: small letters without accents. */
export interface KnownWords {
  /** Whether it is a function word of the language. */
  isStopWord(word: string): boolean;
  /** Whether a title of the pack has the word, or a keyword is it: a topic, even where people are called so too. */
  isTopic(word: string): boolean;
  /** Whether the pack uses the word anywhere: what it says is public. */
  isOfPack(word: string): boolean;
  /** Whether it is among the language's common words. */
  isCommon(word: string): boolean;
  /** Whether people are called so. */
  isName(word: string): boolean;
  /** Whether every noun of the language begins with a capital, so that a capital says nothing of a word. */
  readonly capitalisesNouns: boolean;
}

const CAPITALISES_NOUNS: Language = "de";

export interface WordLists {
  readonly commonWords: (language: Language) => readonly string[];
  readonly isStopWord: (word: string, language: Language) => boolean;
  /** Given and family names, in plain form. */
  readonly names: ReadonlySet<string>;
}

/** Makes the function that knows the words of a pack's questions by language. What it looks up is made when it is first needed. */
export function createKnownWords(
  { entries }: Pick<Pack, "entries">,
  { commonWords, isStopWord, names }: WordLists,
): (language: Language) => KnownWords {
  // Of all languages of the pack: the names of things are the same in each.
  const topics = once(() => wordsOf(entries.flatMap(({ title, keywords }) => [title, ...keywords.filter(isOneWord)])));
  const all = once(() => wordsOf(entries.flatMap(textsOf)));
  const common = new Map<Language, () => ReadonlySet<string>>();
  return (language) => {
    const commonOfLanguage = common.get(language) ?? once(() => new Set(commonWords(language).map(plainWord)));
    common.set(language, commonOfLanguage);
    return {
      isStopWord: (word) => isStopWord(word, language),
      isTopic: (word) => topics().has(word),
      isOfPack: (word) => all().has(word),
      isCommon: (word) => commonOfLanguage().has(word),
      isName: (word) => names.has(word),
      capitalisesNouns: language === CAPITALISES_NOUNS,
    };
  };
}

/** Whether a word may be kept: it is known, and nobody's name. */
export function isKnown(word: string, known: KnownWords): boolean {
  if (known.isStopWord(word) || known.isTopic(word)) return true;
  return !known.isName(word) && (known.isOfPack(word) || known.isCommon(word));
}

/** A longer keyword may be the name of a person. */
const isOneWord = (keyword: string) => !/\s/u.test(keyword.trim());

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function wordsOf(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap(splitWords).map(plainWord));
}

/** Every text of an entry, in pieces: of a long one, only the beginning would be read. */
function textsOf({ title, questions, keywords, summary, points, steps, more }: Entry): readonly string[] {
  const body = [summary, ...points, ...steps, ...more].flatMap((text) => text.split(/(?<=[.!?:;])\s+|\n/u));
  return [title, ...questions, ...keywords, ...body];
}
