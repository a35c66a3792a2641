import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Action } from "../../src/actions.ts";
import type { Decision } from "../../src/model.ts";
import { LANGUAGES } from "./bicycle-pack.ts";
import { idsOf, startTalk } from "./talk.ts";

function expectSound(decision: Decision, addressed: boolean): void {
  expect(["answer", "choices", "unknown", "smalltalk", "command"]).toContain(decision.outcome);
  if (addressed) expect(decision.replies.length).toBeGreaterThan(0);
  expect(decision.replies.length).toBeLessThanOrEqual(2);
  for (const reply of decision.replies) {
    const said = [reply.title ?? "", ...reply.body, ...(reply.sources?.items.map(({ title }) => title) ?? [])].join("");
    expect(said).not.toBe("");
    expect(said).not.toMatch(/undefined|\[object/u);
  }
  if (decision.outcome === "unknown") expect(decision.entries).toEqual([]);
  if (decision.outcome === "choices") expect(decision.entries.length).toBeGreaterThanOrEqual(1);
}

/** Arbitrary text, mixed with words that mean something to Malinois. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "thanks",
          "merci",
          "en français",
          "more",
          "2",
          "and",
          "what if",
          "?",
          ",",
          "shed",
          "puncture",
          "bike",
          "1.",
          "help",
          "\n",
          "source",
          "topics",
          "http://x.y",
        ),
        fc.string({ unit: "grapheme", maxLength: 5 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(" ")),
);

describe("whatever is typed", () => {
  test("gets a decision with something to say", () => {
    fc.assert(
      fc.property(
        fc.array(anyText, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...LANGUAGES, undefined),
        (texts, locale) => {
          const talk = startTalk(locale === undefined ? {} : { locale });
          for (const text of texts) expectSound(talk.say(text), true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("without being spoken to, too", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), (texts) => {
        const talk = startTalk({ addressed: false });
        for (const text of texts) expectSound(talk.say(text), false);
      }),
      { numRuns: 150 },
    );
  });

  test("and whatever an old button says", () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constantFrom("show", "more", "sources", "share"), entry: fc.string(), language: fc.string() }),
      fc.record({ kind: fc.constant("feedback"), entry: fc.string(), language: fc.string(), helpful: fc.boolean() }),
      fc.record({ kind: fc.constant("topics"), area: fc.string(), language: fc.string() }),
      fc.record({ kind: fc.constant("set-language"), choice: fc.string(), language: fc.string() }),
      fc.record({
        kind: fc.constantFrom("why", "help", "person", "privacy", "settings", "home", "my-data", "confirm-erase", "erase"),
        language: fc.string(),
      }),
    ) as fc.Arbitrary<Action>;
    fc.assert(
      fc.property(action, fc.string(), (pressed, text) => expectSound(startTalk().press(pressed, text), true)),
      { numRuns: 300 },
    );
  });
});

describe("what holds no question", () => {
  test.each(["", "   ", "\n\t", "\u0000\u0001", "\u200b\u200b"])("nothing (%j) gets help", (text) => {
    expect(startTalk().say(text)).toMatchObject({ outcome: "command", replies: [{ title: "How to ask" }] });
  });

  test.each(["🤦‍♂️🤦‍♂️😂", "🔒💻❓", "???", "…", "!!!!", "¯\\_(ツ)_/¯", "\u0000\u0001\u0002\ufffd\ufffd"])(
    "signs alone (%s) get the way to ask",
    (text) => {
      expect(startTalk().say(text)).toMatchObject({ outcome: "unknown", entries: [] });
    },
  );

  test.each([
    "https://www.example.org/watch?v=puncture",
    "www.example.org",
    "<https://example.org/a|b>",
    "https://a.example https://b.example",
  ])("an address alone (%s) is not opened", (text) => {
    const decision = startTalk().say(text);
    expect(decision).toMatchObject({ outcome: "unknown", entries: [] });
    expect(decision.replies[0]?.body[0]).toContain("I cannot open links");
  });

  test("a long paste is read from its beginning", () => {
    const question = "how do I repair a puncture? ";
    expect(idsOf(startTalk().say(question + "lorem ipsum dolor ".repeat(600)))).not.toContain("stolen-bike");
    for (const text of [
      "a".repeat(10_000),
      "and ".repeat(2_500),
      "ok ".repeat(3_000),
      "? ".repeat(5_000),
      "🙏".repeat(5_000),
      `${"shed, ".repeat(2_000)}`,
    ]) {
      expectSound(startTalk().say(text), true);
    }
  });
});
