import { describe, expect, it } from "vitest";
import { confusionsOf, summariseSelfTest } from "../../src/matching/self-test.ts";
import { trainPack } from "../../src/matching/train.ts";
import { CANTEEN, TOY_OPTIONS, toyEntry, toyPack } from "./toy-pack.ts";

const selfTestOf = (pack = CANTEEN) => trainPack(pack, TOY_OPTIONS).selfTest;

describe("the test of a pack on itself", () => {
  it("asks every way of asking of a small pack once, each language alike", () => {
    const asked = selfTestOf().map(({ entry, turn }) => `${entry} ${turn}`);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toHaveLength(CANTEEN.entries.reduce((sum, { questions }) => sum + questions.length, 0));
    const bilingual = toyPack([...CANTEEN.entries, ...CANTEEN.entries.map((entry) => ({ ...entry, language: "nl" }))]);
    expect(selfTestOf(bilingual).filter(({ language }) => language === "nl")).toHaveLength(asked.length);
  });

  it("tests an entry that has a single way of asking", () => {
    const single = toyPack(CANTEEN.entries.map((entry) => ({ ...entry, questions: entry.questions.slice(0, 1) })));
    expect(summariseSelfTest(selfTestOf(single)).asked).toBe(CANTEEN.entries.length);
  });

  it("sums up what was answered, and which entries were never found", () => {
    const result = (entry: number, outcome: "answered" | "offered" | "wrong" | "missed") =>
      ({ entry, language: "en", turn: 0, best: 0, confidence: 0.5, outcome }) as const;
    const summary = summariseSelfTest([result(0, "answered"), result(0, "wrong"), result(1, "offered"), result(2, "missed")]);
    expect(summary).toEqual({ asked: 4, answered: 0.25, helped: 0.5, wrong: 0.25, neverFound: [2] });
  });

  it("finds the entries that are confused with one another", () => {
    const twins = toyPack([
      ...CANTEEN.entries,
      toyEntry("tea", "Hot drinks in the morning", [
        "tea in the morning",
        "hot drinks early",
        "morning tea break",
        "drinks before noon",
      ]),
      toyEntry("coffee", "Hot drinks in the afternoon", [
        "coffee in the morning",
        "hot drinks late",
        "morning coffee break",
        "drinks after noon",
      ]),
    ]);
    const pair = [CANTEEN.entries.length, CANTEEN.entries.length + 1];
    const found = confusionsOf(selfTestOf(twins), 2).find(({ entries }) => entries.join() === pair.join());
    expect(found?.results.length).toBeGreaterThanOrEqual(2);
    expect(found?.results.every(({ entry, best }) => entry !== best && pair.includes(entry) && pair.includes(best))).toBe(true);
  });
});
