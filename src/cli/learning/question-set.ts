import type { Config } from "../../app/config.ts";
import { writeWhole } from "../../drafts/draft-folder.ts";
import { MalinoisError } from "../../errors.ts";
import { confirmedQuestions } from "../../gaps/question-set.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { withStore } from "./context.ts";
import { counted } from "./drafts.ts";

/** Runs `malinois eval --from-feedback FILE`: writes the answers that people confirmed as a question set. Returns 1 if there are none. */
export async function runFromFeedback(config: Config, file: string, { write, warn }: Terminal): Promise<ExitCode> {
  const questions = await withStore(config, async ({ gaps }) => confirmedQuestions(await gaps.confirmed()));
  if (questions.length === 0) {
    warn(
      "There are no confirmed questions yet, and no file was written. They come from gaps that were accepted (malinois gaps --accept), and from answers " +
        "that three people found helpful. What of a question is kept depends on each workspace's setting “gaps”: nothing, its known words, or its text.\n",
    );
    return 1;
  }
  await writeWhole(file, questions.map((question) => `${JSON.stringify(question)}\n`).join("")).catch((cause: unknown) => {
    throw new MalinoisError("usage", "The question set cannot be written", "Name a file in a folder that Malinois may write to", {
      cause,
    });
  });
  write(`${counted(questions.length, "confirmed question")} written to ${file}; run: malinois eval ${file}\n`);
  return 0;
}
