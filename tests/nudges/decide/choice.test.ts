import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLibrary } from "../../../src/nudges/content/library.ts";
import { chooseMaterial, chooseNudge, type PlaceHistory } from "../../../src/nudges/decide/choice.ts";
import type { Material, SubscriptionContent } from "../../../src/nudges/types.ts";
import { seededRandom } from "../../../src/text/random.ts";
import { entry, pack, subscription } from "../fixtures.ts";

const entries = [
  entry("hacking", "law"),
  entry("sabotage", "law"),
  entry("phishing", "practical"),
  entry("backups", "practical"),
];
const { material } = createLibrary(pack(entries), []);
const all: Extract<SubscriptionContent, { kind: "pack" }> = { kind: "pack", areas: "all", kinds: ["tip", "quiz"] };
const nothing: PlaceHistory = { timesShown: new Map(), answers: new Map(), reviews: [] };

/** Chooses `count` times in a row, with each choice recorded in the history, and returns the ids. */
function chosen(count: number, from: readonly Material[], random: () => number, content = all, history = nothing): string[] {
  const timesShown = new Map(history.timesShown);
  const ids: string[] = [];
  for (let turn = 0; turn < count; turn++) {
    const last = ids.at(-1);
    const next = chooseMaterial(from, content, { ...history, timesShown, ...(last === undefined ? {} : { last }) }, random);
    if (next === undefined) break;
    ids.push(next.id);
    timesShown.set(next.id, (timesShown.get(next.id) ?? 0) + 1);
  }
  return ids;
}

describe("the next nudge", () => {
  it("repeats nothing until everything else has been shown, whatever the random numbers", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 3 }), (seed, size, rounds) => {
        const pool = material.slice(0, size);
        const ids = chosen(size * rounds, pool, seededRandom(seed));
        for (let round = 0; round < rounds; round++) {
          expect(new Set(ids.slice(round * size, (round + 1) * size)).size).toBe(size);
        }
      }),
    );
  });

  it("is first from the everyday areas if no areas were chosen", () => {
    const areas = [{ id: "practical", title: { en: "Practical" }, everyday: true }];
    const { material: known } = createLibrary({ ...pack(entries), areas }, []);
    const everyday = known.filter(({ area }) => area === "practical").map(({ id }) => id);
    const ids = chosen(known.length, known, seededRandom(3));
    expect(new Set(ids.slice(0, everyday.length))).toEqual(new Set(everyday));
    expect(new Set(ids)).toEqual(new Set(known.map(({ id }) => id)));
    const law = chosen(2, known, seededRandom(3), { ...all, areas: ["law", "practical"] });
    expect(law).not.toEqual(ids.slice(0, 2));
  });

  it("is the same for the same random numbers", () => {
    expect(chosen(20, material, seededRandom(7))).toEqual(chosen(20, material, seededRandom(7)));
    expect(chosen(20, material, seededRandom(7))).not.toEqual(chosen(20, material, seededRandom(8)));
  });

  it("is only from the chosen areas and of the chosen kinds", () => {
    const quizzes = chosen(10, material, seededRandom(1), { kind: "pack", areas: ["law"], kinds: ["quiz"] });
    expect(new Set(quizzes)).toEqual(new Set(["hacking#quiz-0", "sabotage#quiz-0"]));
  });

  it("is not about the same entry as last time if there is another", () => {
    for (let seed = 0; seed < 50; seed++) {
      const entriesInTurn = chosen(6, material, seededRandom(seed)).map((id) => id.split("#")[0]);
      for (let turn = 1; turn < 6; turn++) expect(entriesInTurn[turn]).not.toBe(entriesInTurn[turn - 1]);
    }
  });

  it("is more often from an area with wrong answers", () => {
    const share = (history: PlaceHistory) => {
      const random = seededRandom(11);
      const first = Array.from({ length: 2000 }, () => chooseMaterial(material, all, history, random)?.area);
      return first.filter((area) => area === "law").length / first.length;
    };
    expect(share(nothing)).toBeCloseTo(0.5, 1);
    const wrong = new Map([["hacking#quiz-0", { answers: 10, wrong: 10 }]]);
    expect(share({ ...nothing, answers: wrong })).toBeCloseTo(0.75, 1);
  });

  it("is more often about an entry of which the place has seen nothing", () => {
    const timesShown = new Map([["hacking#tip-0", 1]]);
    const random = seededRandom(5);
    const pool = material.filter(({ area }) => area === "law");
    const first = Array.from({ length: 2000 }, () => chooseMaterial(pool, all, { ...nothing, timesShown }, random)?.entry);
    expect(first.filter((id) => id === "sabotage").length / first.length).toBeCloseTo(0.8, 1);
  });

  it("is a question that is due to come back, if it is of a chosen kind", () => {
    const history = { ...nothing, reviews: ["gone#quiz-0", "backups#quiz-0", "hacking#quiz-0"] };
    const never = () => {
      throw new Error("no number is drawn");
    };
    expect(chooseMaterial(material, all, history, never)?.id).toBe("backups#quiz-0");
    const tips = chooseMaterial(material, { ...all, kinds: ["tip"] }, history, () => 0);
    expect(tips?.kind).toBe("tip");
  });

  it("is absent in a pack without tips and quizzes, and always the same in a pack with only one", () => {
    const bare = createLibrary(pack([entry("bare", "law", { tips: [], quiz: [] })]), []).material;
    expect(chooseMaterial(bare, all, nothing, () => 0)).toBeUndefined();
    const single = createLibrary(pack([entry("one", "law", { quiz: [] })]), []).material;
    expect(chosen(3, single, seededRandom(1))).toEqual(["one#tip-0", "one#tip-0", "one#tip-0"]);
  });

  it("is in the language of the subscription", () => {
    const dutch = entry("only", "law", { language: "nl", tips: ["Een tip."], quiz: [] });
    const library = createLibrary(pack([entry("only", "law", { quiz: [] }), dutch]), []);
    const occurrence = { key: "k", subscription: "team", date: "2026-11-16", time: "09:00", at: 0, inGap: false };
    const nudge = chooseNudge(subscription({ language: "nl" }), occurrence, library, nothing, () => 0);
    expect(nudge).toMatchObject({ kind: "tip", language: "nl", text: "Een tip." });
  });
});
