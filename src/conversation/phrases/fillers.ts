import { UI_LANGUAGES } from "../../languages/languages.ts";
import { phrasesOf } from "../../languages/phrases.ts";
import { plainWords } from "../../text/utterance.ts";

/** All fillers of all languages, as plain words with a space after each. */
const FILLERS = new Set(
  UI_LANGUAGES.flatMap((language) => phrasesOf(language).fillers)
    .flatMap((phrase) => phrase.split("|"))
    .flatMap(spellings)
    .map((filler) =>
      plainWords(filler)
        .map((word) => `${word} `)
        .join(""),
    ),
);
const LONGEST = Math.max(...Array.from(FILLERS, (filler) => filler.length));

/** "s'il te plaît" may be typed "sil te plait", "für mich" "fuer mich". */
function spellings(filler: string): string[] {
  const umlauts = filler.replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue");
  return [filler, filler.replaceAll("'", ""), umlauts];
}

/** The positions at which the text between the fillers of a phrase may start, and at which it may end. */
export interface Trimming {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Finds all ways to leave out fillers at the start and the end of a phrase. */
export function trimFillers(text: string): Trimming {
  const boundaries = [0, ...Array.from(text.matchAll(/ /gu), ({ index }) => index + 1)];
  const isFiller = (from: number, to: number) => to - from <= LONGEST && FILLERS.has(text.slice(from, to));
  const starts = [0];
  for (const to of boundaries) if (starts.some((from) => isFiller(from, to))) starts.push(to);
  const ends = [text.length];
  for (const from of boundaries.toReversed()) if (ends.some((to) => isFiller(from, to))) ends.push(from);
  return { starts, ends };
}
