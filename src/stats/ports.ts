/** What statistics need from the store. Every method may throw a `MalinoisError` "store". */
import type { Instant, Language } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";

/** "first-aid": the asker got urgent help, from an entry or from a list of incidents to choose from. */
export const QUESTION_OUTCOMES = ["answer", "choices", "unknown", "first-aid"] as const;

export type QuestionOutcome = (typeof QUESTION_OUTCOMES)[number];

/** A question as it is counted. It contains neither the question nor the asker. */
export interface CountedQuestion {
  /** The local date, "2026-11-26". */
  readonly day: string;
  readonly language: Language;
  /** The area of the entry that was the answer or the first choice; empty if there was none. */
  readonly area: string;
  readonly outcome: QuestionOutcome;
}

/** The workspace that the figures are about; undefined: all workspaces. */
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

/** The number of questions with the same outcome and the same day, language or area. */
export interface QuestionCount {
  /** The day, the language or the area. */
  readonly name: string;
  readonly outcome: QuestionOutcome;
  readonly count: number;
}

/** Opinions about answers. */
export interface OpinionCount {
  readonly helpful: number;
  readonly unhelpful: number;
  /** How many people gave these opinions, without those whose data was erased. */
  readonly people: number;
}

/** Answers to quizzes that were delivered. */
export interface AnswerCount {
  readonly answers: number;
  /** How many of these answers were right in the end. */
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

/** The numbers of messages that wait in the database. */
export interface QueueSizes {
  /** Messages that are not answered yet. */
  readonly inbox: number;
  /** Deliveries that are still to be sent, and those that a process is sending. */
  readonly pending: number;
  readonly sending: number;
}

export interface StatsStore {
  questions(scope: Scope, days: Days, by: "day" | "language" | "area"): Promise<readonly QuestionCount[]>;
  opinions(scope: Scope, span: Span): Promise<OpinionCount>;
  opinionsBy(scope: Scope, span: Span, by: "language" | "entry"): Promise<readonly (OpinionCount & { readonly name: string })[]>;
  /** Returns the number of nudges and quizzes that were sent. */
  delivered(scope: Scope, span: Span): Promise<number>;
  /** Returns the answers so far to the quizzes that were sent in a span. */
  quizAnswers(scope: Scope, span: Span): Promise<AnswerCount>;
  /** Returns the campaigns that sent something in a span. */
  campaigns(scope: Scope, span: Span): Promise<readonly CampaignCount[]>;
  /** Returns the number of hand-offs that are not closed. */
  openHandOffs(scope: Scope): Promise<number>;
  /** Returns the workspaces that have figures, settings or nudges, in order. */
  workspaces(): Promise<readonly WorkspaceKey[]>;
  queueSizes(): Promise<QueueSizes>;
}
