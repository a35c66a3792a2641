import type { Language } from "../../model.ts";
import { splitWords } from "../../text/words.ts";

/** Letters of region and language codes: "aa" … "zz". */
const ALPHABET = [..."abcdefghijklmnopqrstuvwxyz"];
/** A name that is among this many of the commonest words, such as "us", does not count as the name of a place. */
const EVERYDAY_WORDS = 400;

/**
 * Returns the one-word names that countries and their languages have in `language`, in lower case, from the runtime's own data (Unicode CLDR): "germany",
 * "german", "uk". A question that names a country which an entry never mentions asks for something else.
 */
export function placeNames(language: Language, commonWords: readonly string[]): Set<string> {
  const regions = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const shortRegions = new Intl.DisplayNames([language], { type: "region", style: "short", fallback: "none" });
  const languages = new Intl.DisplayNames([language], { type: "language", fallback: "none" });
  const everyday = new Set(commonWords.slice(0, EVERYDAY_WORDS));
  const names = new Set<string>();
  for (const first of ALPHABET) {
    for (const second of ALPHABET) {
      const code = first + second;
      for (const name of [regions.of(code.toUpperCase()), shortRegions.of(code.toUpperCase()), languages.of(code)]) {
        const words = splitWords(name ?? "");
        const [word] = words;
        if (words.length === 1 && word !== undefined && !everyday.has(word)) names.add(word);
      }
    }
  }
  return names;
}
