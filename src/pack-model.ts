/** The records of a pack, and of the people and services that it names. `model.ts` exports them too. */
import type { Language, Translated } from "./basic-types.ts";

/** A source of an entry's facts, as shown below the answer. */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** The day, month or year to which the source applies: "2026-02-17", "2026-02", "2026". */
  readonly asOf?: string;
}

export interface QuizQuestion {
  readonly question: string;
  readonly options: readonly string[];
  /** Index of the correct option. */
  readonly answer: number;
  readonly why: string;
}

/** One thing that Malinois can answer, in one language. */
export interface Entry {
  readonly id: string;
  readonly area: string;
  readonly language: Language;
  readonly title: string;
  /** Ways of asking, in people's own words. */
  readonly questions: readonly string[];
  readonly keywords: readonly string[];
  /** Ways of asking that an import proposed and nobody has reviewed yet: the matcher learns them, but they are neither shown nor tested. Absent: none. */
  readonly proposed?: readonly string[];
  /** Whether it is first aid, whose steps are shown before everything else. */
  readonly urgent: boolean;
  /** Whether it summarises its whole area, and so answers broad questions. Absent: it does not. */
  readonly summarises?: boolean;
  /** Ids of entries worth reading next. */
  readonly related: readonly string[];
  readonly sources: readonly Source[];
  /** ISO date of the last review. */
  readonly reviewed?: string;
  /** Who is responsible for it: a team, or a person as "<platform>:<id>", who is reminded when a review is due. Absent: nobody in particular. */
  readonly owner?: string;
  /** Tips that a nudge posts, of one sentence each. */
  readonly tips: readonly string[];
  readonly quiz: readonly QuizQuestion[];
  /** Ids of the checked facts on which the entry is based. */
  readonly facts: readonly string[];
  readonly summary: string;
  readonly points: readonly string[];
  readonly steps: readonly string[];
  /** Paragraphs for readers who want to know more. */
  readonly more: readonly string[];
}

export interface Area {
  readonly id: string;
  readonly title: Translated;
  /** Whether it holds what people need every day. Nudges that are not limited to areas choose from such areas first. */
  readonly everyday?: boolean;
}

/** A quiz question in several languages. */
export interface TranslatedQuiz {
  readonly question: Translated;
  readonly options: readonly Translated[];
  readonly answer: number;
  readonly why: Translated;
}

export interface CampaignStep {
  readonly id: string;
  /** Day of the campaign, from 1. */
  readonly day: number;
  /** The entry to which the step links; it is posted itself if the step has neither tip nor quiz. */
  readonly entry: string;
  /** The campaign's own text, or the index of one of the entry's tips. */
  readonly tip?: Translated | number;
  /** The campaign's own question, or the index of one of the entry's quiz questions. */
  readonly quiz?: TranslatedQuiz | number;
}

export interface Campaign {
  readonly id: string;
  readonly name: Translated;
  readonly description: Translated;
  readonly audience: Translated;
  /** First and last day, "2026-10-01", or "10-01" for every year; absent for a campaign that runs from the day it is started. */
  readonly period?: { readonly from: string; readonly to: string };
  readonly steps: readonly CampaignStep[];
}

/** A set of entries with its table of contents. */
export interface Pack {
  readonly id: string;
  readonly name: Translated;
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly areas: readonly Area[];
  readonly contacts: readonly Contact[];
  readonly entries: readonly Entry[];
  /** Ids of urgent entries, those that people need most often first. A cry for help is offered these before other urgent entries. Absent: the pack lists none. */
  readonly firstAid?: readonly string[];
  /** Absent: the pack has none. */
  readonly campaigns?: readonly Campaign[];
  /** Questions that use the pack's words but that no entry answers, by language. The matcher learns from them what to refuse. Absent: none. */
  readonly nearMisses?: Readonly<Record<Language, readonly string[]>>;
  /** Questions that leave open which entry is meant, by language. The matcher learns from them when to offer choices. Absent: none. */
  readonly ambiguous?: Readonly<Record<Language, readonly AmbiguousQuestion[]>>;
}

/** A question for which several entries are sensible answers. */
export interface AmbiguousQuestion {
  readonly question: string;
  /** The ids of two to four entries, the likeliest first. */
  readonly entries: readonly string[];
}

/** A person or service to turn to when Malinois does not know. */
export interface Contact {
  readonly title: Translated;
  /** When to turn to it. */
  readonly when?: Translated;
  readonly phone?: Translated;
  readonly email?: Translated;
  readonly url?: Translated;
}

/** An organisation's name, and the people and services to which its staff turn first. */
export interface Organisation {
  readonly name?: Translated;
  readonly helpdesk?: Contact;
  /** Whom to call at once when something has happened. */
  readonly emergency?: Contact;
  /** The organisation's other contacts. */
  readonly contacts: readonly Contact[];
}

/** A way to reach somebody. */
export interface ContactWay {
  readonly kind: "phone" | "email" | "url";
  readonly value: string;
}

/** A person or service with at most one way to reach them, so that each line is one thing to tap. */
export interface ContactLine {
  readonly text: string;
  readonly way?: ContactWay;
  /** When to contact them; shown after the way to reach them. */
  readonly note?: string;
}
