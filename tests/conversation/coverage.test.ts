import { expect, it } from "vitest";
import { createCoverageReader } from "../../src/conversation/questions/coverage.ts";
import type { Entry } from "../../src/model.ts";
import { BICYCLE_PACK } from "./bicycle-pack.ts";

const flatTyre = BICYCLE_PACK.entries.find(({ id, language }) => id === "flat-tyre" && language === "en") as Entry;
const withStory = (otherWays: number): Entry => ({
  ...flatTyre,
  questions: [
    "it happened after lunch, and now my tyre is flat",
    ...Array.from({ length: otherWays }, (_, at) => `my tyre is flat ${at}`),
  ],
});

function shareOf(text: string, entry: Entry): number {
  const reader = createCoverageReader();
  return reader.coverage(reader.contentWords(text, entry.language), entry).share;
}

it("takes a word of a single way of asking for the entry's while there are few ways, and not among many", () => {
  expect(shareOf("lunch", withStory(30))).toBe(1);
  expect(shareOf("lunch", withStory(60))).toBe(0);
  expect(shareOf("flat", withStory(60))).toBe(1);
});

it("counts words that only the answer has half", () => {
  expect(shareOf("mechanic", flatTyre)).toBe(0.5);
  expect(shareOf("puncture mechanic", flatTyre)).toBe(0.75);
});

it("tells what the title and the keywords name from what the rest of an entry speaks of", () => {
  const reader = createCoverageReader();
  const named = (text: string) => reader.named(reader.contentWords(text, "en"), flatTyre);
  expect(named("a puncture")).toBe(1);
  expect(named("tyre and mechanic")).toBe(0.5);
  expect(named("shed")).toBe(0);
  expect(named("and this?")).toBe(0);
});
