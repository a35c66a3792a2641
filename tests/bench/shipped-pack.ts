import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serialize } from "node:v8";
import { type Knowledge, prepareKnowledge, readValidPack } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { askInTurn } from "../../src/cli/asking/batch.ts";
import { evaluate } from "../../src/cli/eval/eval.ts";
import { readCases } from "../../src/cli/eval/eval-cases.ts";
import { formatEvaluation } from "../../src/cli/eval/eval-report.ts";
import { createMatcher } from "../../src/matching/matcher.ts";
import { trainPack } from "../../src/matching/train.ts";
import { ROOT } from "../repository-root.ts";
import { percentile, table } from "./figures.ts";

const GOLDEN = join(ROOT, "tests/golden/questions.jsonl");

/**
 * Measures accuracy, reliability and handler time of the shipped pack, and how long it takes to get ready.
 * @param folder a folder with more question sets (*.jsonl); if absent, only the golden questions are used
 */
export async function measureShippedPack(folder?: string): Promise<string> {
  const begun = cpuSeconds();
  const pack = await readValidPack(join(ROOT, "content/belgium"));
  const read = cpuSeconds();
  const trained = trainPack(pack, MATCHER_OPTIONS);
  const learned = cpuSeconds();
  const knowledge = await prepareKnowledge(pack, async () => trained);
  const ready = cpuSeconds();
  createMatcher(pack, trained, MATCHER_OPTIONS);
  const again = cpuSeconds();
  const size = (serialize(trained).length / 2 ** 20).toFixed(1);
  const lines = [
    `CPU seconds: read ${(read - begun).toFixed(2)}, train ${(learned - read).toFixed(2)}, prepare with 200 warm-up questions ${(ready - learned).toFixed(2)}, make a matcher of a model ${(again - ready).toFixed(3)}; the model has ${size} MB`,
  ];
  const sets = [GOLDEN, ...questionSets(folder)];
  lines.push(times(knowledge, sets));
  for (const file of sets) {
    const evaluation = evaluate(knowledge, readFileSync(file, "utf8"), () => performance.now());
    lines.push(`${file.slice(file.lastIndexOf("/") + 1)}\n${formatEvaluation(evaluation, {})}`);
  }
  lines.push(reliability(knowledge, sets));
  return lines.join("\n");
}

function questionSets(folder: string | undefined): string[] {
  if (folder === undefined) return [];
  const folders = [folder, join(folder, "..")].filter((each) => existsSync(each));
  return folders.flatMap((each) =>
    readdirSync(each)
      .filter((file) => file.endsWith(".jsonl"))
      .map((file) => join(each, file)),
  );
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Measures the handler's time for each question, asked for the first time and for the second. */
function times(knowledge: Knowledge, sets: readonly string[]): string {
  const ask = askInTurn(knowledge, () => performance.now());
  const questions = sets.flatMap((file) =>
    readCases(readFileSync(file, "utf8")).flatMap((item) => ("q" in item ? [item.q] : item.turns.map(({ q }) => q))),
  );
  const round = () => questions.map((question, at) => ask(`${at}`, question).ms);
  const rows = [["cold", round()] as const, ["warm", round()] as const].map(([name, ms]) => [
    name,
    percentile(ms, 0.5).toFixed(2),
    percentile(ms, 0.99).toFixed(2),
  ]);
  return table(["", "p50 ms", "p99 ms"], rows);
}

const BINS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** Compares the probability of the best candidate with how often it is right, for English questions, including off-topic ones. */
function reliability(knowledge: Knowledge, sets: readonly string[]): string {
  const ask = askInTurn(knowledge, () => 0);
  const asked = sets.flatMap((file) =>
    readCases(readFileSync(file, "utf8")).flatMap((item) => {
      if (!("kind" in item) || item.kind === "ambiguous" || item.lang !== "en") return [];
      const [best] = ask(item.id, item.q).decision.considered;
      return best === undefined ? [] : [{ said: best.confidence, isRight: item.expect.includes(best.id) }];
    }),
  );
  const rows = BINS.map((from, at) => {
    const inBin = asked.filter(({ said }) => said >= from && said < (BINS[at + 1] ?? 2));
    const mean = inBin.reduce((sum, { said }) => sum + said, 0) / inBin.length;
    const right = inBin.filter(({ isRight }) => isRight).length / inBin.length;
    return [`${from}–${BINS[at + 1] ?? 1}`, `${inBin.length}`, mean.toFixed(2), right.toFixed(2)];
  });
  return `reliability\n${table(["said", "questions", "mean", "right"], rows)}`;
}
