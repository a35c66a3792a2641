import { uiLanguageFor } from "../languages/languages.ts";
import type { Language, Organisation, Pack, Place, Translated, WorkspaceKind } from "../model.ts";

/** The people whom a reply is written for. */
export interface Audience {
  /** The language they want. */
  readonly language: Language;
  /** The language in which Malinois itself speaks to them: the wanted one, or English. */
  readonly uiLanguage: Language;
  /** Languages to show an entry in, best first; begins with the one they want. */
  readonly languages: readonly Language[];
  /** Whether only they see the reply. */
  readonly private: boolean;
  /** Whether the answer is in a channel, and so is short: either this reply, or the answer to which this reply adds something for one person. */
  readonly inChannel: boolean;
  /** The organisation that they work for. */
  readonly organisation: Organisation;
  /** The languages in which their workspace wants answers; empty: all. */
  readonly served: readonly Language[];
  /** Whether they may change what their workspace has decided. */
  readonly manages: boolean;
  /** What their platform calls a workspace. */
  readonly workspaceKind: WorkspaceKind;
}

/** What is known about an asker's languages, from the strongest hint to the weakest. */
export interface LanguageHints {
  /** Their own choice in Malinois. */
  readonly chosen: Language | undefined;
  /** The thread's language so far. */
  readonly thread: Language | undefined;
  /** The language of their settings on the platform. */
  readonly locale: Language | undefined;
}

/** Returns the language assumed for a text that is too short to detect: the thread's, the one the person chose, their locale's, or the pack's. */
export function assumedLanguage({ chosen, thread, locale }: LanguageHints, pack: Pack): Language {
  return thread ?? chosen ?? locale ?? pack.defaultLanguage;
}

/** What a reply depends on besides what was said. */
export interface Circumstances {
  readonly hints: LanguageHints;
  readonly place: Place;
  /** Whether the reply adds to an answer in a channel, even if only one person sees it. */
  readonly addsToChannel: boolean;
  readonly pack: Pack;
  readonly organisation: Organisation;
  /** The languages in which the workspace wants answers; empty: all. */
  readonly served: readonly Language[];
  readonly manages: boolean;
  readonly workspaceKind: WorkspaceKind;
}

/**
 * Returns the audience of a reply to something said in the language `spoken`. People who chose a language in Malinois are answered in it, and
 * everybody else in the language of their question. If the workspace named languages, the answer is in one of those.
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

/**
 * Returns whether a workspace wants answers in a language.
 * @param served the languages that it named; empty: all
 */
export function isServed(language: Language, served: readonly Language[]): boolean {
  return served.length === 0 || served.includes(language);
}

/** Returns a translated text in the first language of the audience that it has, else in any; empty if it has none. */
export function textFor({ languages }: Audience, text: Translated): string {
  const language = languages.find((each) => text[each] !== undefined);
  return (language === undefined ? Object.values(text)[0] : text[language]) ?? "";
}
