import { z } from "zod";
import type { Language } from "../model.ts";
import { readForEach } from "./languages.ts";

/**
 * Phrases are written as people type them: `[optional words]`, `(one|or another)`, `<name>` for a slot or group.
 * Case, accents and punctuation do not count, apostrophes may be left out, and ä, ö, ü may be typed ae, oe, ue.
 */
export type Phrase = string;

const phrases = z.array(z.string()).readonly();

const phraseTableSchema = z.strictObject({
  /** Words that stand in for each other; `<name>` in a phrase means any of them. */
  groups: z.record(z.string(), z.string()).readonly(),
  fillers: phrases,

  greeting: phrases,
  thanks: phrases,
  praise: phrases,
  acknowledgement: phrases,
  farewell: phrases,

  /** A cry for help if it is exclaimed ("Help!"); without an exclamation mark, it asks what Malinois can do. */
  cry: phrases,
  /** Somebody needs help at once. */
  emergency: phrases,
  help: phrases,
  /** Asks what Malinois is, which version, or who made it. */
  about: phrases,
  /** Asks who made "this", which is Malinois unless the message follows an answer. */
  madeThis: phrases,
  /** Asks for a quiz question. */
  quiz: phrases,
  /** Asks to get nudges. */
  addNudge: phrases,
  editNudges: phrases,
  pauseNudges: phrases,
  stopNudges: phrases,
  /** May contain `<area>`: the name of the wanted area. */
  topics: phrases,
  /** Asks for figures of the workspace. */
  stats: phrases,
  adminPage: phrases,
  privacy: phrases,
  /** Asks to see what is kept about the asker. */
  myData: phrases,
  settings: phrases,
  erase: phrases,
  /** Asks to erase one's data in words that leave no doubt: "yes, erase my data". */
  eraseConfirmed: phrases,
  /** Contains `<language>`: the language of all answers from now on. */
  setLanguage: phrases,
  person: phrases,

  more: phrases,
  sources: phrases,
  why: phrases,
  /** Contains `<language>`: the language in which the last answer is wanted. */
  switchLanguage: phrases,
  /** Contains `<ordinal>`: one of `ordinals`. */
  pick: phrases,
  both: phrases,
  /** None of what was offered or said. */
  none: phrases,
  /** After choices: none of them. Otherwise a courtesy, which `acknowledgement` must have as well. */
  no: phrases,
  /** After choices: no choice. Otherwise a courtesy, which `acknowledgement` must have as well. */
  yes: phrases,
  /** Says that Malinois is of no use. */
  complaint: phrases,
  /** Is ashamed or afraid of what may follow. */
  worried: phrases,
  /** Does not understand what was said, or finds it too long. */
  unclear: phrases,

  /** Words for places in a list: 1 is the first, −1 the last. */
  ordinals: z.record(z.string(), z.number()).readonly(),
});

/**
 * What people say to Malinois itself in one language; each phrase matches a whole message, and anything else is a question.
 * Fillers may come before and after each of them, so they need not be repeated.
 */
export type PhraseTable = Readonly<z.infer<typeof phraseTableSchema>>;

/** Returns the phrases of a language; those of English for a language that Malinois does not speak. */
export const phrasesOf: (language: Language) => PhraseTable = readForEach("phrases.json", phraseTableSchema);
