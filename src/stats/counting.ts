import type { Decision, Inbound, Pack } from "../model.ts";
import type { CountedQuestion, QuestionOutcome } from "./ports.ts";

/**
 * Returns what to count for an inbound message: each typed question in it that got a reply, and nothing for commands, courtesies and follow-ups.
 * @param day the local date
 */
export function countQuestions(inbound: Inbound, decision: Decision, pack: Pack, day: string): readonly CountedQuestion[] {
  const outcome = questionOutcome(decision);
  if (inbound.kind !== "asked" || outcome === undefined || decision.replies.length === 0) return [];
  const { language, entries } = decision;
  const areaOf = (id: string) => pack.entries.find((entry) => entry.id === id)?.area ?? "";
  // Two questions in one message get two answers. Of several choices, the first is the most likely.
  const [first] = entries;
  const areas =
    decision.outcome === "answer" ? entries.map(({ id }) => areaOf(id)) : [first === undefined ? "" : areaOf(first.id)];
  return areas.map((area) => ({ day, language, area, outcome }));
}

/** Returns the outcome of a question; undefined if the message was not a question. */
export function questionOutcome({ outcome, replies, isQuestion }: Decision): QuestionOutcome | undefined {
  if (isQuestion !== true) return undefined;
  if (replies.some(({ urgent }) => urgent === true)) return "first-aid";
  return outcome === "answer" || outcome === "choices" || outcome === "unknown" ? outcome : undefined;
}
