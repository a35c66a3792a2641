import { describe, expect, it } from "vitest";
import { createSuggester } from "../../src/matching/suggester.ts";
import { CANTEEN, toyEntry, toyPack } from "./toy-pack.ts";

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

  it("compares no text with titles that is longer than any title", () => {
    const title = "What is in our food for people with allergies";
    const forSlips = createSuggester(toyPack([toyEntry("food-allergy", title, ["allergy list"])]));
    const typed = title.replace("people", "poeple");
    const found = (text: string) => forSlips.suggest(text, "en", 5).map(({ entry }) => entry);
    expect(found(`${typed} ${"x".repeat(20)}`)).toEqual(["food-allergy"]);
    expect(found(`${typed} ${"x".repeat(2_000)}`)).toEqual([]);
  });

  it("names each entry once and keeps to the limit", () => {
    const found = ids("a", 3);
    expect(found).toHaveLength(3);
    expect(new Set(found).size).toBe(3);
  });

  it("offers first questions for an empty text", () => {
    expect(ids("", 2)).toHaveLength(2);
    expect(suggest("", "en", 1)[0]?.text).toBe("When the canteen is open");
  });

  it("shows titles and whole questions, never a fragment", () => {
    const entry = toyEntry("hours", "Opening hours", ["canteen hours", "When does the canteen open?", "when open lunch"]);
    const texts = (typed: string) =>
      createSuggester(toyPack([entry]))
        .suggest(typed, "en", 5)
        .map(({ text }) => text);
    expect(texts("when does")).toEqual(["When does the canteen open?"]);
    expect(texts("canteen h")).toEqual(["Opening hours"]);
  });

  it("puts an urgent entry before another that is met as well", () => {
    const calm = toyEntry("calm", "Fire drill dates", ["when is the drill"]);
    const urgent = { ...toyEntry("urgent", "Fire in the kitchen", ["there is a fire"]), urgent: true };
    expect(createSuggester(toyPack([calm, urgent])).suggest("fire", "en", 5)[0]?.entry).toBe("urgent");
  });

  it("puts first aid whose title has the word before another title that begins with it", () => {
    const calm = toyEntry("calm", "Fire drill dates", ["when is the drill"]);
    const urgent = { ...toyEntry("urgent", "The kitchen is on fire", ["it burns"]), urgent: true };
    expect(createSuggester(toyPack([calm, urgent])).suggest("fire", "en", 5)[0]?.entry).toBe("urgent");
  });

  it("begins with the first aid that the pack names first", () => {
    const aid = (id: string) => ({ ...toyEntry(id, id, []), urgent: true });
    const pack = { ...toyPack([aid("one"), aid("two"), aid("three")]), firstAid: ["three", "two"] };
    expect(
      createSuggester(pack)
        .suggest("", "en", 4)
        .map(({ entry }) => entry),
    ).toEqual(["three", "two", "one"]);
  });

  it("finds nothing for what nothing resembles", () => {
    expect(ids("zzzzzz")).toEqual([]);
  });
});
