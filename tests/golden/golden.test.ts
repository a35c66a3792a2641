import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { prepareKnowledge, readValidPack } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { evaluate } from "../../src/cli/eval.ts";
import type { Verdict } from "../../src/cli/eval-report.ts";
import { trainPack } from "../../src/matching/train.ts";
import { ROOT } from "../repository-root.ts";

/** Questions of our own, with decoys that share words with the pack. What may go wrong is a budget, not a list. */
const QUESTIONS = readFileSync(join(ROOT, "tests/golden/questions.jsonl"), "utf8");

/** Three questions for each of the 39 claims of the article that the pack is about, in other words: what the pack must know above all. */
const CLAIMS = readFileSync(join(ROOT, "tests/golden/article-claims.jsonl"), "utf8");

let verdicts: readonly Verdict[] = [];
let claims: readonly Verdict[] = [];
const share = (kind: Verdict["kind"], of: (verdict: Verdict) => boolean, among = verdicts) => {
  const group = among.filter((verdict) => verdict.kind === kind);
  return group.filter(of).length / group.length;
};

beforeAll(async () => {
  const pack = await readValidPack(join(ROOT, "content/belgium"));
  const knowledge = await prepareKnowledge(pack, async (each) => trainPack(each, MATCHER_OPTIONS));
  verdicts = evaluate(knowledge, QUESTIONS, () => 0).verdicts;
  claims = evaluate(knowledge, CLAIMS, () => 0).verdicts;
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

  it("answers no decoy, and offers choices to few", () => {
    expect(verdicts.filter(({ kind, wrong }) => kind === "out" && wrong).map(({ id }) => id)).toEqual([]);
    expect(share("out", ({ refused }) => refused)).toBeGreaterThanOrEqual(0.75);
  });

  it("knows the claims of the article", () => {
    expect(claims).toHaveLength(117);
    expect(share("in", ({ right }) => right, claims)).toBeGreaterThanOrEqual(0.7);
    expect(share("in", ({ helped }) => helped, claims)).toBeGreaterThanOrEqual(0.92);
    expect(share("in", ({ wrong }) => wrong, claims)).toBeLessThanOrEqual(0.03);
  });
});
