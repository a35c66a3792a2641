import type { Instant } from "../model.ts";
import { localDate } from "../nudges/schedule/zoned-time.ts";
import type { WorkspaceKey } from "../ports.ts";
import { QUESTION_OUTCOMES, type QuestionOutcome, type StatsStore } from "./ports.ts";

/** Returns the function that counts a workspace's questions since the day of an instant, and how many of them were answered. It rejects if the store does. */
export function questionsSince({ questions }: Pick<StatsStore, "questions">, zone: string, now: () => Instant) {
  return async (workspace: WorkspaceKey, since: Instant) => {
    const days = { first: localDate(since, zone), last: localDate(now(), zone) };
    const counts = await questions(workspace, days, "day");
    const sum = (...outcomes: readonly QuestionOutcome[]) =>
      counts.reduce((total, { outcome, count }) => total + (outcomes.includes(outcome) ? count : 0), 0);
    return { questions: sum(...QUESTION_OUTCOMES), answered: sum("answer", "first-aid") };
  };
}
