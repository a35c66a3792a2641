import { describe, expect, it } from "vitest";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { curriculumOf } from "../../src/matching/learn/learnables.ts";
import { usesOf, vocabularyOf } from "../../src/matching/learn/vocabulary.ts";
import { compoundSplitters } from "../../src/matching/question/compounds.ts";
import { languageTools } from "../../src/matching/question/language-tools.ts";
import { toyEntry, toyPack } from "./toy-pack.ts";

const pack = toyPack([
  toyEntry("waiting", "Un moment", ["attendre un sec", "le quai est sec"], "fr"),
  toyEntry("kantoor", "Kantoor", ["welke badge heb ik nodig"], "nl"),
]);
const tools = new Map(pack.languages.map((each) => [each, languageTools(each, MATCHER_OPTIONS.commonWords(each))]));
const uses = usesOf(vocabularyOf(curriculumOf(pack), tools), pack.languages);
const split = compoundSplitters(uses, tools, MATCHER_OPTIONS.isStopWord).get("nl");

describe("compounds of a pack in several languages", () => {
  it("are split into words that the pack uses in the same language", () => {
    expect(split?.("badgenummer")).toEqual(["badge", "nummer"]);
  });

  it("are not split into words of another language", () => {
    expect(uses.isUsedIn("sec", "fr")).toBe(true);
    expect(split?.("sectoren")).toEqual(["sectoren"]);
  });
});
