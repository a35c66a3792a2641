import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeLine, escapeText, link, splitMarkdown } from "../../../adapters/discord/render/markup.ts";
import { cleanText } from "../../../adapters/kit/plain-text.ts";

/** Returns escaped text as Discord shows it: without the backslashes, and without the invisible character that keeps "@everyone" from being a mention. */
function shown(markdown: string): string {
  return markdown.replace(/\\([^0-9A-Za-z\s])/g, "$1").replaceAll("\u200b", "");
}

/** Returns the markup that Discord would apply: special characters without a backslash before them. */
function liveMarkup(markdown: string): string[] {
  const withoutAddresses = markdown.replace(/https?:\/\/[^\s<>\\[\]()"'`*|@]+/g, "x");
  const withoutEscapes = withoutAddresses.replace(/\\[^0-9A-Za-z\s]/g, "x");
  return withoutEscapes.match(/[`*_~|[\]<]|^\s*[#>+-]|^\s*\d+\.|@everyone|@here/gm) ?? [];
}

const awkward = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ..."\\`*_~|[]()<>#+-@.:/1 \n",
      "@everyone",
      "@here",
      "<@123>",
      "<t:1:R>",
      "</ask:1>",
      "https://a.be/b_c",
      "\u202e",
      "😀",
      "||",
      "**",
      "- ",
      "1. ",
    ),
    fc.string({ minLength: 1, maxLength: 3 }),
  ),
  maxLength: 60,
});

describe("escaped Discord text", () => {
  test.each([
    ["@everyone and @here", "@\u200beveryone and @\u200bhere"],
    ["<@123> <@&4> <#5>", "\\<@123> \\<@&4> \\<#5>"],
    ["# not a heading", "\\# not a heading"],
    ["-# not small", "\\-# not small"],
    ["> not a quote", "\\> not a quote"],
    ["1. not a list", "1\\. not a list"],
    ["[bank](https://evil.example)", "\\[bank\\](https://evil.example)"],
    ["||spoiler|| and `code`", "\\|\\|spoiler\\|\\| and \\`code\\`"],
  ])("is shown exactly as %j", (plain, escaped) => {
    expect(escapeText(plain)).toBe(escaped);
    expect(shown(escaped)).toBe(plain);
  });

  test("has clickable web addresses", () => {
    expect(escapeText("See https://www.cert.be/en/a_b_c now_")).toBe("See https://www.cert.be/en/a_b_c now\\_");
  });

  test("loses only invisible characters, and contains no active markup", () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const escaped = escapeText(text);
        expect(liveMarkup(escaped)).toEqual([]);
        const visible = cleanText(text).replace(/\u200b/g, "");
        expect(shown(escaped)).toBe(visible);
      }),
    );
  });

  test("has no line break if it is one line", () => {
    expect(escapeLine("one\n\n# two")).toBe("one # two");
  });
});

describe("links in Discord", () => {
  test("have a title and an address, without a preview", () => {
    expect(link("Report [here]", "https://safeonweb.be/a(b)")).toBe("[Report \\[here\\]](<https://safeonweb.be/a%28b%29>)");
  });

  test.each(["javascript:alert(1)", "discord://settings", "not an address", "file:///etc/passwd"])(
    "are not made of %s",
    (url) => {
      expect(link("Title", url)).toBe("Title");
    },
  );

  test("have no title that looks like another address", () => {
    expect(link("https://bank.be", "https://evil.example/")).toBe("https://bank.be <https://evil.example/>");
  });
});

describe("splitting Markdown for Discord", () => {
  test("keeps every word, in order and within the limit", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(fc.constantFrom(" ", "\n", "\\*", "#", "😀", "1. "), fc.string({ maxLength: 4 })),
          maxLength: 200,
        }),
        fc.integer({ min: 10, max: 60 }),
        (text, limit) => {
          const escaped = escapeText(text);
          const pieces = splitMarkdown(escaped, limit);
          expect(pieces.every((piece) => piece.length > 0 && piece.length <= limit)).toBe(true);
          const letters = (markdown: string) => markdown.replace(/[\\\s]/g, "");
          expect(letters(pieces.join(""))).toBe(letters(escaped));
          expect(pieces.flatMap(liveMarkup)).toEqual([]);
          expect(pieces.some((piece) => /\p{Surrogate}/u.test(piece))).toBe(/\p{Surrogate}/u.test(escaped));
        },
      ),
    );
  });

  test.each(["</nudge campaign list:123>", "[The title of a source](<https://safeonweb.be/en>)", "<t:1764000000:F>"])(
    "cuts before %s rather than within it",
    (whole) => {
      for (let before = 1; before <= 70; before += 1) {
        const text = `${"x ".repeat(before)}${whole} and more`;
        expect(splitMarkdown(text, 60).filter((piece) => piece.includes(whole))).toHaveLength(1);
      }
    },
  );

  test("prefers the end of a line", () => {
    expect(splitMarkdown("- first point\n- second point", 20)).toEqual(["- first point", "- second point"]);
  });
});
