import { describe, expect, it } from "vitest";
import { createSpellingCorrector, findSlips, packWords } from "../../src/matching/question/spelling.ts";

const frequencies = new Map([
  ["phishing", 40],
  ["ransomware", 20],
  ["site", 5],
  ["report", 30],
  ["nis2", 10],
  ["ransomwear", 1],
  ["parle", 4],
  ["locking", 4],
]);
const common = ["what", "how", "the", "people", "resort", "paste"];
const { correct } = createSpellingCorrector(packWords({ frequencies, slips: new Map([["ransomwear", "ransomware"]]) }), {
  commonWords: common,
  isKnown: (word) => word === "straat",
  isUsed: (word) => word !== "parle",
});

describe("the spelling corrector", () => {
  it("fixes a slip in a word of the pack, two in a long one", () => {
    expect(correct(["phising", "ransomeware", "rasnomwaer"])).toEqual(["phishing", "ransomware", "ransomware"]);
    expect(correct(["reprottt"])).toEqual(["reprottt"]);
  });

  it("allows one slip below eight letters, two from eight", () => {
    expect(correct(["reqqrt"])).toEqual(["reqqrt"]);
    expect(correct(["phqqhing"])).toEqual(["phishing"]);
  });

  it("finds swapped letters", () => {
    expect(correct(["phihsing", "repotr"])).toEqual(["phishing", "report"]);
  });

  it("leaves words that the pack, the language or another of the pack's languages knows", () => {
    expect(correct(["resort", "people", "report", "straat"])).toEqual(["resort", "people", "report", "straat"]);
  });

  it("takes no word of another language for what was meant", () => {
    expect(correct(["parke"])).toEqual(["parke"]);
  });

  it("corrects the initial of a long word only: a short one is rather another word", () => {
    expect(correct(["docking", "tansomware"])).toEqual(["docking", "ransomware"]);
  });

  it("fixes a slip in a common word to that word, not to one of the pack", () => {
    expect(correct(["peple"])).toEqual(["people"]);
  });

  it("fixes three letters to a question word that lost or swapped one, and no others", () => {
    expect(correct(["wht", "hwo", "teh"])).toEqual(["what", "how", "the"]);
    expect(correct(["sit", "nis3", "pst", "hat"])).toEqual(["sit", "nis3", "pst", "hat"]);
  });

  it("fixes a slip that the pack makes itself", () => {
    expect(correct(["ransomwear"])).toEqual(["ransomware"]);
    expect(correct(["ransomwaer"])).toEqual(["ransomware"]);
  });

  it("fixes at most eight unknown words of a question", () => {
    const typed = ["phisging", "phishinh", "phizhing", "ohishing", "phiwhing", "phushing", "phisting", "phishong", "phishibg"];
    const fixed = correct(typed);
    expect(fixed.slice(0, 8).every((word) => word === "phishing")).toBe(true);
    expect(fixed[8]).toBe("phishibg");
  });
});

describe("slips in the pack itself", () => {
  const counts = new Map([
    ["ransomware", 40],
    ["ransomwear", 2],
    ["ransomeware", 6],
    ["phishing", 30],
    ["vishing", 1],
    ["smishing", 2],
    ["fishing", 2],
    ["phishings", 1],
  ]);
  const slips = findSlips(counts, (word) => word === "phishings");

  it("are rare words near one that is ten times as frequent", () => {
    expect(slips.get("ransomwear")).toBe("ransomware");
    expect(slips.has("ransomeware")).toBe(false);
  });

  it("begin like what was meant: related words do not", () => {
    for (const word of ["vishing", "smishing", "fishing"]) expect(slips.has(word)).toBe(false);
  });

  it("are no words that are known to be right", () => {
    expect(slips.has("phishings")).toBe(false);
  });
});
