import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText, numbered, shorten } from "../../../adapters/kit/plain-text.ts";

describe("plain text", () => {
  it("has no control characters, direction marks or broken characters, but keeps line breaks", () => {
    expect(cleanText(" a\u0000\u0007b\r\nc\td\u202egnp.exe\ud800 ")).toBe("ab\nc dgnp.exe");
    expect(cleanText("👩‍🚒 ok")).toBe("👩‍🚒 ok");
  });

  it("is shortened with an ellipsis, never inside a character", () => {
    expect(shorten("abcd", 4)).toBe("abcd");
    expect(shorten("abcdef", 4)).toBe("abc…");
    expect(shorten("ab😀d", 4)).toBe("ab…");
    expect(shorten("a👩b", 3)).toBe("a…");
    expect(shorten("one two", 5)).toBe("one…");
  });

  it("is within any limit once it is shortened, without a broken character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }).map(cleanText), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const short = shorten(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(/\p{Cs}/u);
        expect(text.startsWith(short.replace(/…$/, ""))).toBe(true);
      }),
    );
  });

  it("is numbered line by line", () => {
    expect(numbered(["a", "b"])).toEqual(["1. a", "2. b"]);
  });
});
