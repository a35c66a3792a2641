/** Opens quizzes, takes answers and counts them. */
import type { Instant, Place } from "../../model.ts";
import type { PersonKey } from "../../ports.ts";
import type { NamedPerson, Nudge, Quiz, QuizAnswer, QuizPolicy } from "../types.ts";

const HOUR_MS = 60 * 60 * 1000;

/** Opens a quiz; without a place, for somebody who takes it alone. A quiz taken alone or in direct messages is anonymous, whatever the policy. */
export function openQuiz(
  id: string,
  nudge: Extract<Nudge, { kind: "quiz" }>,
  policy: QuizPolicy,
  now: Instant,
  place?: Place,
): Quiz {
  const { item, language, entry, question } = nudge;
  const closesAt = now + policy.openForHours * HOUR_MS;
  const isAlone = place === undefined || place.private;
  const own = isAlone ? { ...policy, anonymous: true, leaderboard: false } : policy;
  return { id, item, language, entry, question, policy: own, openedAt: now, closesAt, ...(place === undefined ? {} : { place }) };
}

/**
 * Returns the name under which a person's answers are stored. It is the same in all workspaces.
 * @param hash a keyed one-way hash, whose key is the installation's secret
 */
export function participantOf({ platform, person }: PersonKey, hash: (text: string) => string): string {
  return hash(JSON.stringify([platform, person]));
}

export type AnswerOutcome =
  /** The answer is to be stored in place of the previous one, if any. */
  | { readonly kind: "taken" | "changed"; readonly answer: QuizAnswer; readonly right: boolean }
  /** The earlier answer still counts. */
  | { readonly kind: "already-answered"; readonly answer: QuizAnswer; readonly right: boolean }
  | { readonly kind: "closed" }
  | { readonly kind: "no-such-option" };

/** Takes an answer. It includes `person` only if the quiz is not anonymous. The store must save it only if `previous` is still the latest. */
export function answerQuiz(
  quiz: Quiz,
  previous: QuizAnswer | undefined,
  from: { readonly participant: string; readonly person: NamedPerson },
  option: number,
  now: Instant,
): AnswerOutcome {
  if (quiz.question.options[option] === undefined) return { kind: "no-such-option" };
  if (now >= quiz.closesAt) return { kind: "closed" };
  if (previous !== undefined && (!quiz.policy.changeable || previous.option === option)) {
    return { kind: "already-answered", answer: previous, right: isRight(quiz, previous.option) };
  }
  const named = quiz.policy.anonymous ? {} : { person: from.person };
  const first = previous?.first ?? option;
  const answer = { quiz: quiz.id, participant: from.participant, ...named, first, option, at: now };
  return { kind: previous === undefined ? "taken" : "changed", answer, right: isRight(quiz, option) };
}

export function isRight(quiz: Quiz, option: number): boolean {
  return option === quiz.question.answer;
}

export interface QuizResult {
  /** How many people chose each option, in the order of the options. */
  readonly counts: readonly number[];
  readonly answers: number;
  readonly right: number;
}

/** Counts the answers to a quiz that has closed. The result never names anybody. */
export function resultOf(quiz: Quiz, answers: readonly QuizAnswer[]): QuizResult {
  const counts = quiz.question.options.map((_, option) => answers.filter((answer) => answer.option === option).length);
  return { counts, answers: answers.length, right: counts[quiz.question.answer] ?? 0 };
}

/** Answers, each with its quiz. */
export type GradedAnswers = readonly { readonly quiz: Quiz; readonly answer: QuizAnswer }[];

export interface Progress {
  readonly answered: number;
  /** How many were right at the first choice. */
  readonly right: number;
}

/** Returns a participant's progress, from all answers of that participant. */
export function progressOf(graded: GradedAnswers): Progress {
  return { answered: graded.length, right: graded.filter(({ quiz, answer }) => isRight(quiz, answer.first)).length };
}

export interface Score {
  readonly person: NamedPerson;
  readonly points: number;
}
