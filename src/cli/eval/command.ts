import type { Command } from "commander";
import type { Knowledge } from "../../app/knowledge/live-knowledge.ts";
import { MalinoisError } from "../../errors.ts";
import type { LearningContext } from "../learning/context.ts";
import { runFromFeedback } from "../learning/question-set.ts";
import { runEval } from "./eval.ts";

export interface EvalContext extends Pick<LearningContext, "terminal" | "finish" | "settings" | "content"> {
  /** The packs, ready to answer. */
  readonly know: (content: readonly string[] | undefined) => Promise<Knowledge>;
}

/** Adds `malinois eval`. */
export function describeEval(program: Command, { terminal, finish, settings, know, content: packs }: EvalContext): void {
  program
    .command("eval")
    .description("run a question set and print how often the answer was right, wrong or refused")
    .argument("[file]", "JSON Lines; docs/evaluation.md tells their form")
    .option("--from-feedback <file>", "write a question set, of the questions whose answers people confirmed, to a file")
    .option("--json", "print one JSON object")
    .option("--misses", "print each question that was not answered correctly, with the actual answer")
    .option(packs.flags, "the pack to ask; repeated: several as one", packs.collect)
    .action(async (file: string | undefined, { json, misses, content, fromFeedback }) => {
      if (fromFeedback !== undefined) return finish(await runFromFeedback(settings(), fromFeedback, terminal));
      if (file === undefined) throw new MalinoisError("usage", "There is no question set", "Name a file of JSON Lines");
      finish(await runEval(await know(content), { file, json, misses }, terminal, () => performance.now()));
    });
}
