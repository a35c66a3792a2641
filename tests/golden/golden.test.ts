import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { prepareKnowledge, readValidPack } from "../../src/app/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/matcher-options.ts";
import { evaluate } from "../../src/cli/eval.ts";
import type { Verdict } from "../../src/cli/eval-report.ts";
import { trainPack } from "../../src/matching/matcher.ts";
import { ROOT } from "../repository-root.ts";

/** Questions of our own, with decoys that share words with the pack. What may go wrong is a budget, not a list. */
const QUESTIONS = readFileSync(join(ROOT, "tests/golden/questions.jsonl"), "utf8");

let verdicts: readonly Verdict[] = [];
const share = (kind: Verdict["kind"], of: (verdict: Verdict) => boolean) => {
  const group = verdicts.filter((verdict) => verdict.kind === kind);
  return group.filter(of).length / group.length;
};

beforeAll(async () => {
  const pack = await readValidPack(join(ROOT, "content/belgium"));
  const knowledge = await prepareKnowledge(pack, async (each) => trainPack(each, MATCHER_OPTIONS));
  verdicts = evaluate(knowledge, QUESTIONS, () => 0).verdicts;
}, 120_000);

describe("the shipped pack, on the golden questions", () => {
  it("is asked all of them", () => {
    expect(verdicts).toHaveLength(40);
  });

  it("helps nearly always and is right at once mostly", () => {
    expect(share("in", ({ helped }) => helped)).toBeGreaterThanOrEqual(0.95);
    expect(share("in", ({ right }) => right)).toBeGreaterThanOrEqual(0.65);
  });

  it("seldom gives a wrong answer", () => {
    expect(share("in", ({ wrong }) => wrong)).toBeLessThanOrEqual(0.05);
  });

  it("answers no decoy", () => {
    expect(verdicts.filter(({ kind, wrong }) => kind === "out" && wrong).map(({ id }) => id)).toEqual([]);
  });
});
