import { type Asking, askingOf } from "../../languages/asking.ts";
import { isUiLanguage } from "../../languages/languages.ts";
import { lexiconOf } from "../../languages/lexicon.ts";
import type { Language } from "../../model.ts";

/** What must be known of a language, and of the names in a text, to put its sentences in other words. */
export interface Wording {
  /** Absent for a language that Malinois has no rules for: then nothing is put in other words. */
  readonly asking: Asking | undefined;
  /** A text as it stands within a sentence: with a small first letter, but for names. */
  within(text: string): string;
  /** A text as it stands at the beginning of one. */
  atStart(text: string): string;
  /** A form with its gaps filled, or undefined where the language has none. */
  fill(form: string, values: Readonly<Record<string, string>>): string;
  /** What is said to the reader, as the reader says it; undefined where that cannot be told. */
  fromReader(sentence: string): string | undefined;
}

const WORD = /[\p{L}\p{N}'’-]+/gu;

/** @param text all that is imported: a word with a capital letter within its sentences is a name */
export function wordingOf(language: Language, text: string): Wording {
  const asking = isUiLanguage(language) ? askingOf(language) : undefined;
  const stopWords = new Set(lexiconOf(language).stopWords.split(" "));
  const names = namesWithin(text);
  const capitalsMeanNames = language !== "de";

  const within = (written: string): string => {
    const first = firstWord(written);
    const plain = first.toLowerCase();
    if (first === "" || first === "I" || /\p{Lu}.*\p{Lu}|\p{N}/u.test(first)) return written;
    const isName = !stopWords.has(plain) && (!capitalsMeanNames || names.has(first));
    return isName ? written : written.charAt(0).toLowerCase() + written.slice(1);
  };
  const possessives = new Map(asking?.possessives ?? []);

  return {
    asking,
    within,
    atStart: (written) => written.charAt(0).toUpperCase() + written.slice(1),
    fill(form, values) {
      const filled = form
        .replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "")
        .replace(/\s+([?.])$/, language === "fr" ? " $1" : "$1");
      return (asking?.corrections ?? []).reduce((written, [from, to]) => written.replace(new RegExp(from, "gu"), to), filled);
    },
    fromReader(sentence) {
      if (asking === undefined) return undefined;
      const start = asking.persons.find(([to]) => sentence.toLowerCase().startsWith(`${to.toLowerCase()} `));
      const begun = start === undefined ? sentence : start[1] + sentence.slice(start[0].length);
      const said = begun.replace(WORD, (word) => possessives.get(word) ?? possessives.get(word.toLowerCase()) ?? word);
      const isToReader = (said.match(WORD) ?? []).some(
        (word, at) => asking.secondPerson.has(word.toLowerCase()) && !isGermanPronoun(word, at, language),
      );
      return isToReader ? undefined : said;
    },
  };
}

/** "sie" and "ihr" are "they" and "her" unless they have a capital letter. */
function isGermanPronoun(word: string, at: number, language: Language): boolean {
  return language === "de" && at > 0 && /^(?:sie|ihnen|ihr\p{L}*)$/u.test(word);
}

export function firstWord(text: string): string {
  return /^[^\s,.;:!?]+/.exec(text)?.[0] ?? "";
}

/** Words that have a capital letter where no sentence begins. */
function namesWithin(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/(?<=[\p{Ll}\p{N},] )\p{Lu}[\p{L}\p{N}'’-]*/gu)].map(([word]) => word));
}
