import { describe, expect, it } from "vitest";
import { placeNames } from "../../src/matching/question/place-names.ts";

describe("place names", () => {
  it("knows countries and their languages as the reader writes them", () => {
    expect(placeNames("en", [])).toContain("germany");
    expect(placeNames("en", [])).toContain("german");
    expect(placeNames("nl", [])).toContain("duitsland");
    expect(placeNames("fr", [])).toContain("allemagne");
  });

  it("leaves out names that are everyday words", () => {
    expect(placeNames("en", [])).toContain("us");
    expect(placeNames("en", ["the", "us"])).not.toContain("us");
  });
});
