import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { prepareKnowledge, readValidPack } from "../../src/app/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/matcher-options.ts";
import { evaluate } from "../../src/cli/eval.ts";
import { formatEvaluation } from "../../src/cli/eval-report.ts";
import { trainPack } from "../../src/matching/train.ts";
import { ROOT } from "../repository-root.ts";

const DEVELOPMENT_SETS = ["dev.jsonl", "dev-dialogues.jsonl", "dev-multi.jsonl"].map((file) =>
  join(ROOT, "../shared/eval", file),
);
const GOLDEN = join(ROOT, "tests/golden/questions.jsonl");

/** Accuracy and handler time of the shipped pack on the question sets at hand, and how long it takes to get ready. */
export async function measureShippedPack(): Promise<string> {
  const begun = performance.now();
  const pack = await readValidPack(join(ROOT, "content/belgium"));
  const read = performance.now();
  const trained = trainPack(pack, MATCHER_OPTIONS);
  const learned = performance.now();
  const knowledge = await prepareKnowledge(pack, async () => trained);
  const ready = performance.now();
  const seconds = (from: number, to: number) => ((to - from) / 1_000).toFixed(2);
  const lines = [
    `read ${seconds(begun, read)} s, train ${seconds(read, learned)} s, load what was trained ${seconds(learned, ready)} s`,
  ];
  for (const file of [GOLDEN, ...DEVELOPMENT_SETS]) {
    if (!existsSync(file)) continue;
    const evaluation = evaluate(knowledge, readFileSync(file, "utf8"), () => performance.now());
    lines.push(`${file.slice(file.lastIndexOf("/") + 1)}\n${formatEvaluation(evaluation, false)}`);
  }
  return lines.join("\n");
}
