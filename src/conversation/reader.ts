import { uiLanguageFor } from "../languages/languages.ts";
import type { Language, Organisation, Pack, Place, Translated, WorkspaceKind } from "../model.ts";

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
  /** Whether the answer stands in a channel, where it is short: the reply itself, or the one that it adds to for a single person. */
  readonly inChannel: boolean;
  /** Whom they work for. */
  readonly organisation: Organisation;
  /** The languages that their workspace wants answers in; empty: all. */
  readonly served: readonly Language[];
  /** Whether they may change what their workspace has decided. */
  readonly manages: boolean;
  /** What their platform calls a workspace. */
  readonly workspaceKind: WorkspaceKind;
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

/** What else a reply depends on, beside what was said. */
export interface Circumstances {
  readonly hints: LanguageHints;
  readonly place: Place;
  /** Whether the reply adds to an answer in a channel, whoever sees the reply. */
  readonly addsToChannel: boolean;
  readonly pack: Pack;
  readonly organisation: Organisation;
  /** The languages that the workspace wants answers in; empty: all. */
  readonly served: readonly Language[];
  readonly manages: boolean;
  readonly workspaceKind: WorkspaceKind;
}

/**
 * The audience of a reply to something said in `spoken`. Whoever chose a language in Malinois is answered in it, whatever
 * they ask in; everybody else in the language that they asked in; both in one that the workspace wants, if it named some.
 */
export function audienceOf(
  spoken: Language,
  { hints, place, addsToChannel, pack, organisation, served, manages, workspaceKind }: Circumstances,
): Audience {
  const { chosen, locale } = hints;
  const wanted = [chosen ?? spoken, spoken, locale, pack.defaultLanguage, ...served].filter((each) => each !== undefined);
  const languages = [...new Set(wanted)].filter((each) => isServed(each, served));
  const [language = spoken] = languages;
  const inChannel = addsToChannel || !place.private;
  const uiLanguage = uiLanguageFor(language);
  return { language, uiLanguage, languages, private: place.private, inChannel, organisation, served, manages, workspaceKind };
}

/** Whether a workspace that wants answers in some languages, or, with none, in all, wants them in this one. */
export function isServed(language: Language, served: readonly Language[]): boolean {
  return served.length === 0 || served.includes(language);
}

/** A translated text as an audience gets it; empty if there is none in any language. */
export function textFor({ languages }: Audience, text: Translated): string {
  const language = languages.find((each) => text[each] !== undefined);
  return (language === undefined ? Object.values(text)[0] : text[language]) ?? "";
}
