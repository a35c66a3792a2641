import { uiLanguageFor } from "../languages/languages.ts";
import type { Language, Pack, Place, Translated } from "../model.ts";

/** Whom a reply is written for. */
export interface Audience {
  /** The language they want. */
  readonly language: Language;
  /** The language in which Malinois itself speaks to them: the wanted one, or English. */
  readonly uiLanguage: Language;
  /** Languages to show an entry in, best first; begins with the one they want. */
  readonly languages: readonly Language[];
  /** Whether only they see the reply. */
  readonly private: boolean;
}

/** What is known of an asker's languages, the strongest first. */
export interface LanguageHints {
  /** Their own choice in Malinois. */
  readonly chosen: Language | undefined;
  /** The thread's language so far. */
  readonly thread: Language | undefined;
  /** The language of their settings on the platform. */
  readonly locale: Language | undefined;
}

/** The language that a text too short to tell is taken for: the thread's, the person's choice, their locale, the pack's. */
export function assumedLanguage({ chosen, thread, locale }: LanguageHints, pack: Pack): Language {
  return thread ?? chosen ?? locale ?? pack.defaultLanguage;
}

/**
 * The audience of a reply to something said in `spoken`. Whoever chose a language in Malinois is answered in it, whatever
 * they ask in; everybody else in the language that they asked in.
 */
export function audienceOf(spoken: Language, { chosen, locale }: LanguageHints, place: Place, pack: Pack): Audience {
  const language = chosen ?? spoken;
  const languages = [language, spoken, locale, pack.defaultLanguage].filter((each) => each !== undefined);
  return { language, uiLanguage: uiLanguageFor(language), languages: [...new Set(languages)], private: place.private };
}

/** A translated text as an audience gets it; empty if there is none in any language. */
export function textFor({ languages }: Audience, text: Translated): string {
  const language = languages.find((each) => text[each] !== undefined);
  return (language === undefined ? Object.values(text)[0] : text[language]) ?? "";
}
