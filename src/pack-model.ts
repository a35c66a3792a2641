/** The records of a pack, and whom people are led to. `model.ts` has them too. */
import type { Language, Translated } from "./basic-types.ts";

/** Where an entry's facts come from, as printed under the answer. */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** The day, month or year the source spoke of: "2026-02-17", "2026-02", "2026". */
  readonly asOf?: string;
}

export interface QuizQuestion {
  readonly question: string;
  readonly options: readonly string[];
  /** Position of the right option. */
  readonly answer: number;
  readonly why: string;
}

/** One thing that Malinois can answer, in one language. */
export interface Entry {
  readonly id: string;
  readonly area: string;
  readonly language: Language;
  readonly title: string;
  /** Ways people really ask. */
  readonly questions: readonly string[];
  readonly keywords: readonly string[];
  /** Ways of asking that an import proposed and nobody has looked at yet: learned, and neither shown nor tested. Absent: none. */
  readonly proposed?: readonly string[];
  /** First aid: steps before everything else. */
  readonly urgent: boolean;
  /** The entry says in short what its whole area is about: broad questions are answered by it. Absent: it does not. */
  readonly summarises?: boolean;
  /** Ids of entries worth reading next. */
  readonly related: readonly string[];
  readonly sources: readonly Source[];
  /** ISO date of the last review. */
  readonly reviewed?: string;
  /** Who looks after it: a team, or a person as "<platform>:<id>", who is reminded when the review is over. Absent: nobody in particular. */
  readonly owner?: string;
  /** One sentence each: what a nudge posts. */
  readonly tips: readonly string[];
  readonly quiz: readonly QuizQuestion[];
  /** Ids of the checked facts behind the entry. */
  readonly facts: readonly string[];
  readonly summary: string;
  readonly points: readonly string[];
  readonly steps: readonly string[];
  /** Paragraphs of the part for those who want to know more. */
  readonly more: readonly string[];
}

export interface Area {
  readonly id: string;
  readonly title: Translated;
  /** What people need every day: nudges that are not limited to areas take from here first. */
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
  /** The entry it leads to; posted itself where the step has neither tip nor quiz. */
  readonly entry: string;
  /** The campaign's own text, or which tip of the entry, counted from 0. */
  readonly tip?: Translated | number;
  /** The campaign's own question, or which quiz question of the entry, counted from 0. */
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
  /** Ids of urgent entries, what people need most first: whoever cries for help is offered these before others. Absent: the pack does not say. */
  readonly firstAid?: readonly string[];
  /** Absent: the pack has none. */
  readonly campaigns?: readonly Campaign[];
  /** Questions with the pack's own words that it does not answer, by language: the matcher learns from them what is none of its entries. Absent: none. */
  readonly nearMisses?: Readonly<Record<Language, readonly string[]>>;
}

/** A person or service that staff are led to when Malinois does not know. */
export interface Contact {
  readonly title: Translated;
  /** When to turn to it. */
  readonly when?: Translated;
  readonly phone?: Translated;
  readonly email?: Translated;
  readonly url?: Translated;
}

/** What an organisation calls itself, and whom its people turn to first. */
export interface Organisation {
  readonly name?: Translated;
  readonly helpdesk?: Contact;
  /** Whom to call at once when something has happened. */
  readonly emergency?: Contact;
  /** Others of its own. */
  readonly contacts: readonly Contact[];
}

/** A way to reach somebody. */
export interface ContactWay {
  readonly kind: "phone" | "email" | "url";
  readonly value: string;
}

/** A person or service, with one way to reach them at most: each line is one thing to tap. */
export interface ContactLine {
  readonly text: string;
  readonly way?: ContactWay;
  /** When to contact them: shown after how to reach them. */
  readonly note?: string;
}
