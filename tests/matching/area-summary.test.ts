import { describe, expect, it } from "vitest";
import { areaSummariesOf, joinSummary } from "../../src/matching/area-summary.ts";
import { createMatcher } from "../../src/matching/matcher.ts";
import { trainPack } from "../../src/matching/train.ts";
import { CANTEEN, TOY_OPTIONS, toyEntry, toyPack } from "./toy-pack.ts";

/** Two entries that people ask for in the same words; the first is a short version of the second. */
const overview = toyEntry("food", "Food in the canteen", [
  "what can I eat in the canteen",
  "food in the canteen",
  "which dishes are there",
  "what is on the menu",
]);
const detail = toyEntry("soup", "Soup of the day", [
  "what soup can I eat in the canteen",
  "soup in the canteen",
  "which soups are there",
  "which dishes are there with soup on the menu",
]);
/** Background questions for this test only, so that changes elsewhere do not make one of the two entries win. */
const ELSEWHERE = [
  "who won the match",
  "what is the weather like",
  "book a flight to Rome",
  "how do I reset my router",
  "sing a song",
];
const OPTIONS = { ...TOY_OPTIONS, background: () => ELSEWHERE };
const ask = (summarises: boolean, question: string, otherArea = false) => {
  const entries = [...CANTEEN.entries, { ...overview, summarises }, otherArea ? { ...detail, area: "other" } : detail];
  const pack = toyPack(entries);
  return createMatcher(pack, trainPack(pack, OPTIONS), OPTIONS).match(question);
};
/** A question that fits both entries equally well. */
const TORN = "the dishes of the day in the canteen menu";

describe("an entry that summarises its area", () => {
  it("is answered if it is the likelier of two candidates from its area, with the other as a button", () => {
    expect(ask(false, TORN)).toMatchObject({ outcome: "choices" });
    const match = ask(true, TORN);
    expect(match).toMatchObject({ outcome: "answer", besides: ["soup"] });
    expect(match.candidates[0]?.id).toBe("food");
  });

  it("does not speak for an entry of another area", () => {
    expect(ask(true, TORN, true).outcome).toBe("choices");
  });

  it("comes second if the other is likelier", () => {
    const summaries = areaSummariesOf(toyPack([{ ...overview, summarises: true }, detail]));
    const join = (first: string, second: string) =>
      joinSummary(
        [
          { id: first, confidence: 0.5 },
          { id: second, confidence: 0.25 },
        ],
        summaries,
      );
    expect(join("food", "soup")?.map(({ id, confidence }) => [id, confidence])).toEqual([
      ["food", 0.75],
      ["soup", 0.25],
    ]);
    expect(join("soup", "food")?.[0]).toEqual({ id: "soup", confidence: 0.75 });
  });

  it("leaves an answer that is clear", () => {
    const match = ask(true, "soup of the day");
    expect(match).toMatchObject({ outcome: "answer" });
    expect(match.candidates[0]?.id).toBe("soup");
    expect(match.besides).toBeUndefined();
  });
});
