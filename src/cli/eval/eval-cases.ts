import { z } from "zod";
import { MalinoisError } from "../../errors.ts";

const Id = z.string();
const Single = z.object({
  id: Id,
  lang: z.string(),
  kind: z.enum(["in", "out", "ambiguous"]),
  q: z.string(),
  expect: z.array(z.string()),
});
const Act = z.enum(["answer", "more", "sources", "switch-language", "thanks", "decline"]);
const Dialogue = z.object({
  id: Id,
  lang: z.string(),
  turns: z.array(z.object({ q: z.string(), expect: z.array(z.string()), act: Act })).min(1),
});
const Double = z.object({ id: Id, lang: z.string(), q: z.string(), expect_all: z.array(z.string()).min(2) });

const Case = z.union([Single, Dialogue, Double]);

/** A line of a question set: a single question, a dialogue, or a message with several questions. */
export type EvalCase = z.infer<typeof Case>;
export type SingleCase = z.infer<typeof Single>;
export type DialogueCase = z.infer<typeof Dialogue>;
export type DoubleCase = z.infer<typeof Double>;

/**
 * Reads a question set, JSON Lines.
 * @throws MalinoisError (usage) naming the first line that is not a case
 */
export function readCases(text: string): EvalCase[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    // Trimmed, since a file may begin with a byte order mark.
    const parsed = Case.safeParse(parseJson(line.trim()));
    if (parsed.success) return [parsed.data];
    throw new MalinoisError(
      "usage",
      `Line ${index + 1} of the question set is not a question`,
      "See docs/evaluation.md for the three forms",
    );
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
