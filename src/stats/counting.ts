import type { Decision, Inbound, Pack } from "../model.ts";
import type { CountedQuestion, QuestionOutcome } from "./ports.ts";

/**
 * What is counted of an inbound message: each question in it that was typed and got a reply, and nothing of commands, courtesies and follow-ups.
 * @param day the local date
 */
export function countQuestions(inbound: Inbound, decision: Decision, pack: Pack, day: string): readonly CountedQuestion[] {
  const outcome = questionOutcome(decision);
  if (inbound.kind !== "asked" || outcome === undefined || decision.replies.length === 0) return [];
  const { language, entries } = decision;
  const areaOf = (id: string) => pack.entries.find((entry) => entry.id === id)?.area ?? "";
  // Two questions in one message get two answers; of choices, the first is the likeliest.
  const [first] = entries;
  const areas =
    decision.outcome === "answer" ? entries.map(({ id }) => areaOf(id)) : [first === undefined ? "" : areaOf(first.id)];
  return areas.map((area) => ({ day, language, area, outcome }));
}

/** What became of a question; undefined for whatever is none. */
export function questionOutcome({ outcome, replies, isQuestion }: Decision): QuestionOutcome | undefined {
  if (isQuestion !== true) return undefined;
  if (replies.some(({ urgent }) => urgent === true)) return "first-aid";
  return outcome === "answer" || outcome === "choices" || outcome === "unknown" ? outcome : undefined;
}
