import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMatcher } from "../../src/matching/matcher.ts";
import { trainPack } from "../../src/matching/train.ts";
import { CANTEEN, TOY_OPTIONS, toyEntry, toyPack } from "./toy-pack.ts";

const matcherOf = (pack = CANTEEN) => createMatcher(pack, trainPack(pack, TOY_OPTIONS), TOY_OPTIONS);
const matcher = matcherOf();
const best = (question: string) => matcher.match(question).candidates[0]?.id;

describe("the matcher, on any small pack", () => {
  it("finds the entry for questions asked in other words", () => {
    expect(best("at what time can we have lunch on Friday?")).toBe("opening-hours");
    expect(best("anything for vegetarians today")).toBe("vegetarian-food");
    expect(best("paying with the badge?")).toBe("pay-for-lunch");
    expect(best("my colleague is allergic to nuts")).toBe("food-allergy");
  });

  it("forgives typing errors in long words", () => {
    expect(best("reservtaion for a gruop")).toBe("book-a-table");
    expect(best("vegeterian")).toBe("vegetarian-food");
  });

  it("knows when it does not know", () => {
    for (const question of ["who won the match last night", "qwertz asdf", "?!", ""]) {
      expect(matcher.match(question).outcome).toBe("unknown");
    }
  });

  it("gives its confidences in order, between 0 and 1", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (question) => {
        const { candidates, offered } = matcher.match(question);
        const confidences = candidates.map(({ confidence }) => confidence);
        expect(confidences.every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
        expect(confidences[0]).toBe(Math.max(...confidences));
        expect(offered).toBeLessThanOrEqual(4);
      }),
    );
  });

  it("answers the same however often it is built and asked", () => {
    const question = "lunch for a vegetarian with an allergy";
    expect(matcherOf().match(question)).toEqual(matcher.match(question));
  });

  it("says which words spoke for the best candidate, fixed", () => {
    expect(matcher.match("vegeterian dishes please").matched).toContain("vegetarian");
  });
});

describe("the matcher, with a pack in two languages", () => {
  const bilingual = toyPack([
    ...CANTEEN.entries,
    toyEntry(
      "opening-hours",
      "Wanneer het restaurant open is",
      ["hoe laat gaat het restaurant open", "openingsuren", "tot hoe laat kan ik eten"],
      "nl",
    ),
    toyEntry("pay-for-lunch", "Betalen", ["hoe kan ik betalen", "kan ik met mijn badge betalen", "wat kost een maaltijd"], "nl"),
  ]);
  const { match } = matcherOf(bilingual);

  it("recognises the language of the question", () => {
    expect(match("hoe laat kan ik gaan eten?").language).toBe("nl");
    expect(match("when is the canteen open?").language).toBe("en");
  });

  it("lets the hint decide where the words do not tell", () => {
    expect(match("badge", "nl").language).toBe("nl");
    expect(match("badge", "en").language).toBe("en");
  });

  it("finds the entry in either", () => {
    expect(match("hoe laat kan ik gaan eten?").candidates[0]?.id).toBe("opening-hours");
    expect(match("kan ik met de badge betalen").candidates[0]?.id).toBe("pay-for-lunch");
  });
});

describe("the matcher, at the edges", () => {
  it("works with a single entry and a single question", () => {
    const { match } = matcherOf(toyPack([toyEntry("only", "The only one", ["what is the only thing"])]));
    expect(match("the only thing").candidates.map(({ id }) => id)).toEqual(["only"]);
  });

  it("works with an empty pack", () => {
    const { match } = matcherOf(toyPack([]));
    expect(match("anything")).toMatchObject({ outcome: "unknown", candidates: [] });
  });
});
