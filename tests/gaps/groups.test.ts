import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupGaps } from "../../src/gaps/groups.ts";
import { confirmedQuestions } from "../../src/gaps/question-set.ts";
import type { KeptGap } from "../../src/gaps/types.ts";
import { isStopWord } from "./known.ts";

let number = 0;
function gap(text: string, asker: string, over: Partial<KeptGap> = {}): KeptGap {
  number += 1;
  return {
    ...{ id: `g${number}`, platform: "slack", workspace: "T1", reason: "unknown", language: "en", keeping: "words", text },
    ...{ asker, month: "2026-11", at: number, ...over },
  };
}
const groups = (...gaps: KeptGap[]) => groupGaps(gaps, { isStopWord });

describe("groups of gaps", () => {
  it("join questions with the same word stems, and are only shown once three people have asked", async () => {
    const asked = [gap("where is the bike parking", "a"), gap("parking for bikes?", "b")];
    expect(await groups(...asked)).toEqual([]);
    const [group] = await groups(...asked, gap("how do i park my bike", "c"));
    expect(group).toMatchObject({ language: "en", askers: 3, counts: { unknown: 3, refused: 0, unhelpful: 0 } });
    expect(group?.texts).toHaveLength(3);
  });

  it("count a person once, however often they ask", async () => {
    expect(await groups(gap("bike parking", "a"), gap("parking bikes", "a"), gap("bike parking now", "b"))).toEqual([]);
  });

  it("do not count people who ask in several months more than once", async () => {
    const months = ["2026-09", "2026-10", "2026-11"];
    expect(await groups(...months.map((month) => gap("bike parking", `a in ${month}`, { month })))).toEqual([]);
  });

  it("keep different topics and languages apart", async () => {
    const both = (text: string, language: string) => ["a", "b", "c"].map((asker) => gap(text, asker, { language }));
    const found = await groups(...both("bike parking", "en"), ...both("printer toner empty", "en"), ...both("parking", "nl"));
    expect(found.map(({ language, texts }) => [language, texts[0]]).sort()).toEqual([
      ["en", "bike parking"],
      ["en", "printer toner empty"],
      ["nl", "parking"],
    ]);
  });

  it("name the closest entry, unless none is close", async () => {
    const near = (asker: string, entry: string, confidence: number) =>
      gap("bike parking", asker, { nearest: { entry, confidence } });
    expect(
      (await groups(near("a", "badges", 0.4), near("b", "canteen", 0.1), near("c", "badges", 0.4)))[0]?.nearest,
    ).toMatchObject({
      entry: "badges",
    });
    expect(
      (await groups(near("a", "badges", 0.02), near("b", "badges", 0.02), near("c", "badges", 0.02)))[0]?.nearest,
    ).toBeUndefined();
  });

  it("do not depend on the order of gaps, contain each gap once, and have stable names", async () => {
    const words = fc.constantFrom("bike", "parking", "printer", "toner", "canteen", "menu", "badge", "visitor");
    const texts = fc.array(fc.tuple(fc.array(words, { minLength: 1, maxLength: 4 }), fc.constantFrom("a", "b", "c", "d")), {
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(texts, fc.integer(), async (items, seed) => {
        const gaps = items.map(([text, asker], at) => gap(text.join(" "), asker, { id: `p${at}`, at }));
        const shuffled = [...gaps].sort((a, b) => Math.sin(a.at + seed) - Math.sin(b.at + seed));
        const found = await groups(...gaps);
        const normal = (all: typeof found) => all.map((one) => ({ ...one, ids: [...one.ids].sort() }));
        expect(normal(await groups(...shuffled))).toEqual(normal(found));
        const ids = found.flatMap((one) => one.ids);
        expect(new Set(ids).size).toBe(ids.length);
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      }),
    );
  });
});

describe("the question set", () => {
  const helpful = (text: string, asker: string) =>
    gap(text, asker, { reason: "helpful", nearest: { entry: "badges", confidence: 0.9 } });

  it("contains accepted questions and those that three people found helpful, without redaction marks", () => {
    const accepted = gap("where is [name] … badge", "a", { accepted: "badges" });
    const questions = confirmedQuestions([
      accepted,
      helpful("lost badge", "a"),
      helpful("badge gone", "b"),
      helpful("Lost badge", "c"),
    ]);
    expect(questions.map(({ q, expect: [entry], lang, kind }) => [q, entry, lang, kind])).toEqual([
      ["where is badge", "badges", "en", "in"],
      ["lost badge", "badges", "en", "in"],
      ["badge gone", "badges", "en", "in"],
    ]);
  });

  it("leaves out questions that fewer people found helpful, which could identify them", () => {
    expect(confirmedQuestions([helpful("lost badge", "a"), helpful("badge gone", "b"), helpful("badge again", "b")])).toEqual([]);
  });
});
