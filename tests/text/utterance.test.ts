import { describe, expect, it } from "vitest";
import { readUtterance } from "../../src/text/utterance.ts";

describe("readUtterance", () => {
  it("reads only the beginning of a very long text, even if one character stands for several words", () => {
    expect(readUtterance("word ".repeat(10_000)).text.length).toBeLessThanOrEqual(4_000);
    expect(readUtterance("ﷺ".repeat(10_000)).text.length).toBeLessThanOrEqual(4_000);
  });

  it("keeps words whole that contain soft hyphens or zero-width characters", () => {
    const plain = (text: string) => readUtterance(text).words.map((word) => word.plain);
    expect(plain("Wacht\u00adwoord\u00admanager ver\u200bgeten, phi\u200csh\u200ding\u2060?")).toEqual([
      "wachtwoordmanager",
      "vergeten",
      "phishing",
    ]);
    expect(readUtterance("\ufeffbe\u00adtaald").text).toBe("betaald");
  });

  it("takes other control characters for spaces or line ends", () => {
    expect(readUtterance("one\u0000two\u202ethree\r\n\u0007four").text).toBe("one two three\nfour");
  });
});
