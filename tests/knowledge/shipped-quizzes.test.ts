import { describe, expect, test } from "vitest";
import { readPack } from "../../src/knowledge/read/read-pack.ts";
import { UI_LANGUAGES } from "../../src/languages/languages.ts";
import type { QuizQuestion } from "../../src/model.ts";
import { createLibrary } from "../../src/nudges/content/library.ts";
import { chooseMaterial } from "../../src/nudges/decide/choice.ts";
import { seededRandom } from "../../src/text/random.ts";

const reading = await readPack("content/belgium");
if (!reading.ok) throw new Error("the pack cannot be read");
const { pack } = reading;

/** Always picking the longest option must not be right much more often than by chance, which is 0.25 with the pack's four options. */
const MOST_LONGEST = 0.33;
/** The same for the shortest option, since authors shorten the right one so that it is not the longest. */
const MOST_SHORTEST = 0.4;
/** The minimum share of quizzes about behaviour in the first year, with two quizzes a week. */
const LEAST_BEHAVIOUR = 0.5;
const FIRST_YEAR = 104;

/** Returns whether all other options are shorter than the right one, and whether none is shorter. */
function lengthOfRight({ options, answer }: QuizQuestion): { readonly isLongest: boolean; readonly isShortest: boolean } {
  const right = options[answer]?.length ?? 0;
  const others = options.filter((_, position) => position !== answer).map(({ length }) => length);
  return { isLongest: Math.max(...others) < right, isShortest: Math.min(...others) >= right };
}

describe("the quizzes of the pack that ships", () => {
  test.each(UI_LANGUAGES)("cannot be guessed by the length of their options in %s", (language) => {
    const quizzes = pack.entries.filter((entry) => entry.language === language).flatMap(({ quiz }) => quiz);
    expect(quizzes.length).toBeGreaterThan(200);
    const lengths = quizzes.map(lengthOfRight);
    expect(lengths.filter(({ isLongest }) => isLongest).length / quizzes.length).toBeLessThan(MOST_LONGEST);
    expect(lengths.filter(({ isShortest }) => isShortest).length / quizzes.length).toBeLessThan(MOST_SHORTEST);
  });

  test("begin with what people do themselves if all areas are chosen", () => {
    const { material } = createLibrary(pack, []);
    const random = seededRandom(3);
    const timesShown = new Map<string, number>();
    let last: string | undefined;
    const sent = Array.from({ length: FIRST_YEAR }, () => {
      const history = { timesShown, answers: new Map(), reviews: [], ...(last === undefined ? {} : { last }) };
      const chosen = chooseMaterial(material, { kind: "pack", areas: "all", kinds: ["quiz"] }, history, random);
      if (chosen === undefined) throw new Error("there is no quiz");
      last = chosen.id;
      timesShown.set(chosen.id, (timesShown.get(chosen.id) ?? 0) + 1);
      return chosen;
    });
    expect(sent.slice(0, FIRST_YEAR / 2).every(({ everyday }) => everyday)).toBe(true);
    expect(sent.filter(({ everyday }) => everyday).length / FIRST_YEAR).toBeGreaterThan(LEAST_BEHAVIOUR);
  });
});
