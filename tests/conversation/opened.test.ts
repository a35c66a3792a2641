import { describe, expect, test } from "vitest";
import type { Match } from "../../src/matching/matcher.ts";
import type { Button } from "../../src/model.ts";
import { BICYCLE_PACK } from "./bicycle-pack.ts";
import { handlerFor, startTalk } from "./talk.ts";

const [first, second, third] = [...new Set(BICYCLE_PACK.entries.map(({ id }) => id))];
const titleOf = (id = "") => BICYCLE_PACK.entries.find((entry) => entry.id === id && entry.language === "en")?.title;

const shownBy = (buttons: readonly Button[] = []) =>
  buttons.map(({ action }) => (action.kind === "show" ? action.entry : undefined));

/** Starts a talk with a matcher that always gives the same result. */
function always(match: Partial<Match>, asker: Parameters<typeof startTalk>[0] = {}) {
  const candidates = [first, second, third].map((id = "", at) => ({ id, confidence: [0.5, 0.1, 0.05][at] ?? 0 }));
  const said: Match = { language: "en", outcome: "choices", candidates, offered: 3, matched: [], ...match };
  return startTalk(asker, handlerFor(BICYCLE_PACK, { match: () => said }));
}

describe("choices whose first is likely", () => {
  test("open it in brief, with the others as buttons and the whole of it one press away", () => {
    const decision = always({ opensFirst: true }).say("something about a bicycle");
    const [reply] = decision.replies;
    expect(decision.outcome).toBe("choices");
    expect(decision.entries.map(({ id }) => id)).toEqual([first, second, third]);
    expect(reply?.title).toBe(titleOf(first));
    expect(reply?.body[0]).toBe("This may be what you mean:");
    expect(reply?.body[1]).toBe(BICYCLE_PACK.entries.find(({ id, language }) => id === first && language === "en")?.summary);
    expect(shownBy(reply?.choices)).toEqual([second, third]);
    expect(reply?.actions[0]?.action).toMatchObject({ kind: "show", entry: first });
  });

  // The opened entry is the first that the person sees, so the first button is the second.
  test.each([
    ...["the first one", "1", "de eerste", "le premier", "die erste"].map((words) => [words, first] as const),
    ...["the second one", "2", "de tweede", "le deuxième", "die zweite", "the 2nd"].map((words) => [words, second] as const),
    ...["the last one", "3", "de laatste", "le dernier", "die letzte"].map((words) => [words, third] as const),
  ])("count as people see them: “%s”", (words, meant) => {
    const talk = always({ opensFirst: true });
    talk.say("something about a bicycle");
    expect(talk.say(words).entries.map(({ id }) => id)).toEqual([meant]);
  });

  test.each(["yes", "ja", "oui", "more", "meer"])("show the whole of it to somebody who says “%s”", (words) => {
    const talk = always({ opensFirst: true });
    talk.say("something about a bicycle");
    const { outcome, entries, replies } = talk.say(words);
    expect([outcome, entries.map(({ id }) => id)]).toEqual(["answer", [first]]);
    expect(replies[0]?.kind).toBe("answer");
  });

  test.each(["source?", "bron?", "where did you get that?"])("give its sources to somebody who asks “%s”", (words) => {
    const talk = always({ opensFirst: true });
    talk.say("something about a bicycle");
    expect(talk.say(words)).toMatchObject({ outcome: "answer", action: "sources", entries: [{ id: first }] });
  });

  test.each(["yes", "more", "source?"])("are listed again if none was opened, after “%s”, and then still none is", (words) => {
    const talk = always({ opensFirst: false });
    talk.say("something about a bicycle");
    for (let times = 0; times < 2; times++) {
      const { outcome, entries } = talk.say(words);
      expect([outcome, entries.map(({ id }) => id)]).toEqual(["choices", [first, second, third]]);
    }
  });

  test("are a plain list where it is not", () => {
    const [reply] = always({ opensFirst: false }).say("something about a bicycle").replies;
    expect(reply?.title).toBeUndefined();
    expect(shownBy(reply?.choices)).toEqual([first, second, third]);
  });
});

describe("an answer that summarises its area", () => {
  test("offers the entry that may have been meant as well before all others", () => {
    const [reply] = always({ outcome: "answer", offered: 1, besides: [third ?? ""] }, { private: true }).say("bicycles").replies;
    expect(reply?.title).toBe(titleOf(first));
    expect(shownBy(reply?.choices)[0]).toBe(third);
  });

  test("has it picked in words by its place in the list", () => {
    const talk = always({ outcome: "answer", offered: 1, besides: [third ?? ""] }, { private: true });
    const [reply] = talk.say("bicycles").replies;
    const [one, two] = shownBy(reply?.choices);
    expect(talk.say("the first one").entries.map(({ id }) => id)).toEqual([one]);
    talk.say("bicycles");
    expect(talk.say("the second one").entries.map(({ id }) => id)).toEqual([two]);
  });
});
