/** What figures ask of the store. Every method may throw a `MalinoisError` "store". */
import type { Instant, Language } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";

/** "first-aid": somebody was helped at once, by an entry or by a list of what may have happened. */
export const QUESTION_OUTCOMES = ["answer", "choices", "unknown", "first-aid"] as const;

export type QuestionOutcome = (typeof QUESTION_OUTCOMES)[number];

/** A question as it is counted. It holds neither what was asked nor who did. */
export interface CountedQuestion {
  /** The local date, "2026-11-26". */
  readonly day: string;
  readonly language: Language;
  /** The area of what was answered or first offered; empty for a question that found nothing. */
  readonly area: string;
  readonly outcome: QuestionOutcome;
}

/** Whose figures are wanted; undefined: everybody's. */
export type Scope = WorkspaceKey | undefined;

/** Days, from the first to the last, both included. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** Instants, the end not included. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** How many questions share a property, such as a language. */
export interface QuestionCount {
  /** The day, the language or the area. */
  readonly name: string;
  readonly outcome: QuestionOutcome;
  readonly count: number;
}

/** What some people thought of answers. */
export interface OpinionCount {
  readonly helpful: number;
  readonly unhelpful: number;
  /** How many people these are; those who have been erased are not known any more. */
  readonly people: number;
}

/** What some people answered to quizzes that were delivered. */
export interface AnswerCount {
  readonly answers: number;
  /** Of these, how many chose the right option in the end. */
  readonly right: number;
  readonly people: number;
}

export interface CampaignCount {
  readonly campaign: string;
  /** Messages sent. */
  readonly delivered: number;
  /** Channels that it runs in. */
  readonly channels: number;
  /** People who get it as direct messages. */
  readonly recipients: number;
  readonly quiz: AnswerCount;
}

/** What waits in the database. */
export interface QueueSizes {
  /** Messages that are not answered yet. */
  readonly inbox: number;
  /** Deliveries that are to be sent, and those that a process is sending. */
  readonly pending: number;
  readonly sending: number;
}

export interface StatsStore {
  questions(scope: Scope, days: Days, by: "day" | "language" | "area"): Promise<readonly QuestionCount[]>;
  opinions(scope: Scope, span: Span): Promise<OpinionCount>;
  opinionsBy(scope: Scope, span: Span, by: "language" | "entry"): Promise<readonly (OpinionCount & { readonly name: string })[]>;
  /** Nudges and quizzes that were sent. */
  delivered(scope: Scope, span: Span): Promise<number>;
  /** Answers, until now, to the quizzes that were sent in a span. */
  quizAnswers(scope: Scope, span: Span): Promise<AnswerCount>;
  /** Campaigns of which something was sent. */
  campaigns(scope: Scope, span: Span): Promise<readonly CampaignCount[]>;
  /** Questions that were passed to people and are not closed. */
  openHandOffs(scope: Scope): Promise<number>;
  /** The workspaces that have figures, settings or nudges, in order. */
  workspaces(): Promise<readonly WorkspaceKey[]>;
  queueSizes(): Promise<QueueSizes>;
}
