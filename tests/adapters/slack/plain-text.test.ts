import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "../../../adapters/kit/plain-text.ts";
import { escapedLength, escapeMarkup, splitText } from "../../../adapters/slack/render/markup.ts";

const anyText = fc.string({ unit: "binary", maxLength: 400 }).map(cleanText);

describe("plain text for Slack", () => {
  it("has characters that begin markup escaped", () => {
    expect(escapeMarkup("<!channel> & <@U1>")).toBe("&lt;!channel&gt; &amp; &lt;@U1&gt;");
  });

  it("is split into parts within the limit without losing anything", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 10, max: 120 }), (text, limit) => {
        const pieces = splitText(text, limit);
        for (const piece of pieces) expect(escapedLength(piece)).toBeLessThanOrEqual(limit);
        expect(pieces.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        for (const piece of pieces) expect(piece).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  it("is split between paragraphs if possible, otherwise between sentences or words", () => {
    expect(splitText("one two three.\n\nfour five", 20)).toEqual(["one two three.", "four five"]);
    expect(splitText("one two. three four five six", 20)).toEqual(["one two. three four", "five six"]);
    expect(splitText("one two three. four five", 20)).toEqual(["one two three.", "four five"]);
    expect(splitText("x".repeat(25), 10)).toEqual(["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
  });
});
