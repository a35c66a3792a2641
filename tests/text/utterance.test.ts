import { describe, expect, it } from "vitest";
import { readUtterance } from "../../src/text/utterance.ts";

describe("readUtterance", () => {
  it("reads only the beginning of a very long text, also where one character stands for several words", () => {
    expect(readUtterance("word ".repeat(10_000)).text.length).toBeLessThanOrEqual(4_000);
    expect(readUtterance("ﷺ".repeat(10_000)).text.length).toBeLessThanOrEqual(4_000);
  });

  it("takes other control characters for spaces or line ends", () => {
    expect(readUtterance("one\u0000two\u202ethree\r\n\u0007four").text).toBe("one two three\nfour");
  });
});
