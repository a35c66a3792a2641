import { UI_LANGUAGES } from "../../languages/languages.ts";
import { phrasesOf } from "../../languages/phrases.ts";
import type { Language } from "../../model.ts";
import { readUtterance, type Utterance } from "../../text/utterance.ts";
import { phraseSource, phraseText } from "./pattern.ts";

/** The kind of politeness in a message; the first one found decides how it is answered. */
const KINDS = ["thanks", "farewell", "greeting", "praise", "acknowledgement"] as const;
type SmalltalkKind = (typeof KINDS)[number];

export interface Smalltalk {
  /** The kind that counts most. */
  readonly kind: SmalltalkKind;
  /** The languages in which people say it this way. */
  readonly languages: readonly Language[];
  /** How many words from the start are smalltalk. */
  readonly length: number;
}

interface Piece {
  readonly kind: SmalltalkKind | "fillers";
  readonly language: Language;
}

const MATCHERS = [...KINDS, "fillers" as const].flatMap((kind) =>
  UI_LANGUAGES.flatMap((language) => {
    const piece: Piece = { kind, language };
    return phrasesOf(language)[kind].map((phrase) => ({ piece, pattern: new RegExp(phraseSource(phrase), "uy") }));
  }),
);
/** The most words that can be a courtesy; a longer run of words is ordinary text. */
const LONGEST = 20;

/** Reads the smalltalk at the start of a message, as far as it goes; returns undefined if there is none. Words are plain words. */
export function readSmalltalk(words: readonly string[]): Smalltalk | undefined {
  const text = phraseText(words.slice(0, LONGEST));
  /** The pieces of smalltalk on the ways from the start to each position that a row of phrases can reach. */
  const reached = new Map<number, ReadonlySet<Piece>>([[0, new Set()]]);
  let end = 0;
  for (let position = 0; position <= text.length; position++) {
    const before = reached.get(position);
    if (before === undefined) continue;
    end = position;
    for (const { piece, pattern } of MATCHERS) {
      pattern.lastIndex = position;
      const next = position + (pattern.exec(text)?.[0].length ?? 0);
      if (next > position) reached.set(next, new Set([...before, ...(reached.get(next) ?? []), piece]));
    }
  }
  const pieces = [...(reached.get(end) ?? [])];
  const kind = KINDS.find((each) => pieces.some((piece) => piece.kind === each));
  if (kind === undefined) return undefined;
  const languages = [...new Set(pieces.filter((piece) => piece.kind === kind).map(({ language }) => language))];
  return { kind, languages, length: (text.slice(0, end).match(/ /gu) ?? []).length };
}

const PAUSE = /[,.!?:;\n–—-]/u;

/**
 * Splits a message at a pause: "thanks, | and where …".
 * @param latest how many words there may be before the pause; the last such pause is taken
 */
export function splitAtPause(
  { text, words }: Utterance,
  latest: number,
): { readonly before: Utterance; readonly after: Utterance } | undefined {
  for (let at = latest; at > 0; at--) {
    const last = words[at - 1];
    const next = words[at];
    if (last === undefined || next === undefined) return undefined;
    if (PAUSE.test(text.slice(last.end, next.start)))
      return { before: readUtterance(text.slice(0, last.end)), after: readUtterance(text.slice(next.start)) };
  }
  return undefined;
}
