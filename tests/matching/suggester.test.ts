import { describe, expect, it } from "vitest";
import { createSuggester } from "../../src/matching/suggester.ts";
import { CANTEEN } from "./toy-pack.ts";

const { suggest } = createSuggester(CANTEEN);
const ids = (typed: string, limit = 5) => suggest(typed, "en", limit).map(({ entry }) => entry);

describe("suggestions while typing", () => {
  it("puts an exact title before a question that begins so, and that before anything similar", () => {
    expect(ids("booking a table")[0]).toBe("book-a-table");
    expect(ids("can i r")[0]).toBe("book-a-table");
    expect(ids("is the c")[0]).toBe("opening-hours");
  });

  it("meets beginnings of words in any order, spaces included", () => {
    expect(ids("menu meat")[0]).toBe("vegetarian-food");
    expect(ids("canteen card")[0]).toBe("pay-for-lunch");
  });

  it("forgives a slip in a title", () => {
    expect(ids("alergies")[0]).toBe("food-allergy");
  });

  it("names each entry once and keeps to the limit", () => {
    const found = ids("a", 3);
    expect(found).toHaveLength(3);
    expect(new Set(found).size).toBe(3);
  });

  it("offers first questions for an empty text", () => {
    expect(ids("", 2)).toHaveLength(2);
    expect(suggest("", "en", 1)[0]?.text).toBe("when does the canteen open");
  });

  it("finds nothing for what nothing resembles", () => {
    expect(ids("zzzzzz")).toEqual([]);
  });
});
