import { inOneGo, type Steps } from "../../common/steps.ts";
import { UI_LANGUAGES } from "../../languages/languages.ts";
import { type PhraseTable, phrasesOf } from "../../languages/phrases.ts";
import type { Language } from "../../model.ts";
import { trimFillers } from "./fillers.ts";
import { anyOf, anyWords, createWordTest, literalWords, type Names, phraseText } from "./pattern.ts";
import { createPhraseCorrector } from "./phrase-spelling.ts";

/** What a whole message can ask of Malinois. */
type Intent = Exclude<
  keyof PhraseTable,
  "groups" | "fillers" | "ordinals" | "greeting" | "thanks" | "praise" | "acknowledgement" | "farewell"
>;

/** What a whole message asks of Malinois itself. */
export interface Recognised {
  readonly intent: Intent;
  /** The languages in which people say it this way. */
  readonly languages: readonly Language[];
  /** For switchLanguage and setLanguage. */
  readonly wanted?: Language;
  /** For topics: plain words that name an area. */
  readonly area?: string;
  /** For pick: the place in the list from 1, or −1 for the last. */
  readonly ordinal?: number;
}

/** Recognises commands that take up a whole message, given as plain words; slips in long words are corrected. */
export type Recogniser = (words: readonly string[]) => Recognised | undefined;

/** Longer messages are never matched against phrases. */
const LONGEST = 14;

/** In the order in which they are tried: the more specific first. */
const INTENTS: readonly Intent[] = [
  "pick",
  "both",
  "none",
  "no",
  "yes",
  "setLanguage",
  "switchLanguage",
  "sources",
  "why",
  "more",
  "person",
  "emergency",
  "stopNudges",
  "pauseNudges",
  "editNudges",
  "addNudge",
  "quiz",
  "stats",
  "adminPage",
  "about",
  "madeThis",
  "eraseConfirmed",
  "erase",
  "myData",
  "privacy",
  "settings",
  "topics",
  "cry",
  "help",
  "complaint",
  "worried",
  "unclear",
];

/** How one intent is put in one language. */
interface Expression {
  readonly intent: Intent;
  readonly language: Language;
  /** What most texts fail. V8 compiles an expression on its first use: all of them would take 12 MB. */
  readonly mayMatch: (text: string) => boolean;
  readonly pattern: RegExp;
}

const made = new Map<string, Recogniser>();

/**
 * Returns the recogniser for some names of languages. Cached, because compiling the phrases takes longer than answering.
 * @param languageNames plain names with the language each means
 */
export function recogniserFor(languageNames: ReadonlyMap<string, Language>): Recogniser {
  return inOneGo(prepareRecogniser(languageNames));
}

/** Builds, phrase by phrase, the recogniser that {@link recogniserFor} returns. Harmless when repeated. */
export function* prepareRecogniser(languageNames: ReadonlyMap<string, Language>): Steps<Recogniser> {
  const key = JSON.stringify([...languageNames]);
  const recogniser = made.get(key) ?? (yield* buildRecogniser(languageNames));
  made.set(key, recogniser);
  return recogniser;
}

function* buildRecogniser(languageNames: ReadonlyMap<string, Language>): Steps<Recogniser> {
  const ordinals = new Map(UI_LANGUAGES.flatMap((language) => Object.entries(phrasesOf(language).ordinals)));
  const slots = {
    language: oneOf(languageNames.keys()),
    ordinal: oneOf(ordinals.keys()),
    area: anyWords(6),
    words: anyWords(6),
  };
  const expressions: Expression[] = [];
  for (const intent of INTENTS) {
    for (const language of UI_LANGUAGES) {
      const source = sourceOf(language, intent, slots);
      expressions.push({ intent, language, mayMatch: createWordTest(source), pattern: new RegExp(`^${source}$`, "u") });
      yield;
    }
  }
  // Inflected names are left out: "en France" is one slip away from "en franse", and means something else.
  const names = [...languageNames.keys()].filter((name) => !languageNames.has(name.replace(/e$/u, "")) || !name.endsWith("e"));
  const vocabulary = yield* phraseVocabulary();
  const fix = createPhraseCorrector(new Set([...vocabulary, ...names.flatMap((name) => name.split(" "))]));
  yield;

  function find(text: string): Recognised | undefined {
    const spans = spansWithoutFillers(text);
    const hits = expressions.flatMap(({ intent, language, mayMatch, pattern }) => {
      const groups = firstMatch(pattern, spans.filter(mayMatch));
      return groups === undefined ? [] : [{ intent, language, slot: groups.find((group) => group !== undefined)?.trim() }];
    });
    const best = hits[0];
    if (best === undefined) return undefined;
    const languages = hits.filter(({ intent }) => intent === best.intent).map(({ language }) => language);
    return { intent: best.intent, languages, ...readSlot(best.intent, best.slot) };
  }

  function readSlot(intent: Intent, slot: string | undefined): Pick<Recognised, "wanted" | "area" | "ordinal"> {
    if (slot === undefined) return {};
    if (intent === "topics") return { area: slot };
    const ordinal = ordinals.get(slot);
    if (intent === "pick" && ordinal !== undefined) return { ordinal };
    const wanted = languageNames.get(slot);
    const asksLanguage = intent === "switchLanguage" || intent === "setLanguage";
    return asksLanguage && wanted !== undefined ? { wanted } : {};
  }

  return (words) => {
    if (words.length === 0 || words.length > LONGEST) return undefined;
    const exact = find(phraseText(words));
    if (exact !== undefined) return exact;
    const fixed = words.map(fix);
    return fixed.some((word, index) => word !== words[index]) ? find(phraseText(fixed)) : undefined;
  };
}

function sourceOf(language: Language, intent: Intent, slots: Names["slots"]): string {
  const table = phrasesOf(language);
  return anyOf(table[intent], { groups: table.groups, slots });
}

/** Returns what may remain of a text without the fillers around it, the longest first, because a filler may be a phrase itself. */
function spansWithoutFillers(text: string): string[] {
  const { starts, ends } = trimFillers(text);
  const spans = starts.flatMap((start) => ends.filter((end) => end > start).map((end) => text.slice(start, end)));
  return [...new Set(spans)].sort((a, b) => b.length - a.length);
}

/** Returns the captured groups of the first text that matches. */
function firstMatch(pattern: RegExp, texts: readonly string[]): (string | undefined)[] | undefined {
  for (const text of texts) {
    const match = pattern.exec(text);
    if (match !== null) return match.slice(1);
  }
  return undefined;
}

function oneOf(names: Iterable<string>): string {
  const sorted = [...names].sort((a, b) => b.length - a.length);
  return sorted.map((name) => `${name} `).join("|") || "(?!)";
}

function* phraseVocabulary(): Steps<string[]> {
  const words: string[] = [];
  for (const table of UI_LANGUAGES.map(phrasesOf)) {
    words.push(...literalWords([...Object.values(table.groups), ...table.fillers]));
    for (const intent of INTENTS) {
      yield;
      words.push(...literalWords(table[intent]));
    }
  }
  return words;
}
