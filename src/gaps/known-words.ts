import type { Entry, Language, Pack } from "../model.ts";
import { plainWord } from "../text/utterance.ts";
import { splitWords } from "../text/words.ts";

/** What is known of the words of a language. All methods take a word in plain form: lower case without accents. */
export interface KnownWords {
  /** Returns whether a word is a function word of the language. */
  isStopWord(word: string): boolean;
  /** Returns whether a word is in a title of the pack or is a keyword. Then it is a topic, even if it is also a person's name. */
  isTopic(word: string): boolean;
  /** Returns whether the pack uses a word anywhere. The pack's text is public. */
  isOfPack(word: string): boolean;
  /** Returns whether a word is among the language's common words. */
  isCommon(word: string): boolean;
  /** Returns whether a word is a person's name. */
  isName(word: string): boolean;
  /** Whether all nouns of the language begin with a capital, so that a capital does not suggest a name. */
  readonly capitalisesNouns: boolean;
}

const CAPITALISES_NOUNS: Language = "de";

export interface WordLists {
  readonly commonWords: (language: Language) => readonly string[];
  readonly isStopWord: (word: string, language: Language) => boolean;
  /** Given and family names, in plain form. */
  readonly names: ReadonlySet<string>;
}

/** Returns a function that gives the known words of a language. The word sets are created when they are first needed. */
export function createKnownWords(
  { entries }: Pick<Pack, "entries">,
  { commonWords, isStopWord, names }: WordLists,
): (language: Language) => KnownWords {
  // From all languages of the pack, since the names of things are the same in each.
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

/** Whether a word may be kept: it is known and not a person's name. */
export function isKnown(word: string, known: KnownWords): boolean {
  if (known.isStopWord(word) || known.isTopic(word)) return true;
  return !known.isName(word) && (known.isOfPack(word) || known.isCommon(word));
}

/** Whether a keyword is a single word. A longer one may be a person's name. */
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

/** Returns all texts of an entry. Long ones are split into sentences, since only the beginning of a long text would be read. */
function textsOf({ title, questions, keywords, summary, points, steps, more }: Entry): readonly string[] {
  const body = [summary, ...points, ...steps, ...more].flatMap((text) => text.split(/(?<=[.!?:;])\s+|\n/u));
  return [title, ...questions, ...keywords, ...body];
}
