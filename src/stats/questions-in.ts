import type { WorkspaceKey } from "../ports.ts";
import { type Days, QUESTION_OUTCOMES, type QuestionOutcome, type StatsStore } from "./ports.ts";

/** Returns the function that counts a workspace's questions in some local days, and how many of them were answered. It rejects if the store does. */
export function questionsIn({ questions }: Pick<StatsStore, "questions">) {
  return async (workspace: WorkspaceKey, days: Days) => {
    const counts = await questions(workspace, days, "day");
    const sum = (...outcomes: readonly QuestionOutcome[]) =>
      counts.reduce((total, { outcome, count }) => total + (outcomes.includes(outcome) ? count : 0), 0);
    return { questions: sum(...QUESTION_OUTCOMES), answered: sum("answer", "first-aid") };
  };
}
