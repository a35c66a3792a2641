import type { Command } from "commander";
import { describeEval, type EvalContext } from "../eval/command.ts";
import type { LearningContext } from "./context.ts";
import { addDraftsCommands } from "./drafts.ts";
import { addGapsCommand } from "./gaps.ts";

/** Adds the commands that say how well Malinois answers, and make it answer better: `eval`, `gaps` and `drafts`. */
export function describeLearning(program: Command, context: LearningContext & EvalContext): void {
  describeEval(program, context);
  addGapsCommand(program, context);
  addDraftsCommands(program, context);
}
