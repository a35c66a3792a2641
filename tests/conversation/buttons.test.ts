import { describe, expect, test } from "vitest";
import type { Action } from "../../src/actions.ts";
import { decodeAction, encodeAction } from "../../src/actions.ts";
import type { Matcher } from "../../src/matching/matcher.ts";
import { BICYCLE_PACK, LANGUAGES } from "./bicycle-pack.ts";
import { createOverlapMatcher } from "./overlap-matcher.ts";
import { handlerFor, startTalk, textOf } from "./talk.ts";

const language = "en";

describe("a button", () => {
  test("shows an entry, and the thread goes on from there", () => {
    const talk = startTalk();
    expect(talk.press({ kind: "show", entry: "flat-tyre", language })).toMatchObject({
      outcome: "answer",
      entries: [{ id: "flat-tyre", confidence: 1 }],
      replies: [{ title: "I have a flat tyre" }],
    });
    expect(talk.say("more")).toMatchObject({ action: "more", entries: [{ id: "flat-tyre" }] });
  });

  test("shows more, or says that there is no more", () => {
    const talk = startTalk({ private: true });
    expect(talk.press({ kind: "more", entry: "flat-tyre", language })).toMatchObject({
      action: "more",
      replies: [{ body: ["The mechanic stocks inner tubes of all sizes."] }],
    });
    expect(textOf(talk.press({ kind: "more", entry: "shed-rules", language }))).toContain(
      "That is all I have on “Rules of the shed”.",
    );
  });

  test("shows sources with their dates, or says that there are none", () => {
    expect(startTalk().press({ kind: "sources", entry: "flat-tyre", language })).toMatchObject({
      action: "sources",
      replies: [{ sources: { items: [{ asOf: "2026-02" }] } }],
    });
    const bare = BICYCLE_PACK.entries.map((entry) => ({ ...entry, sources: [] }));
    const talk = startTalk({}, handlerFor({ ...BICYCLE_PACK, entries: bare }));
    expect(textOf(talk.press({ kind: "sources", entry: "flat-tyre", language }))).toContain("There are no sources");
  });

  test("shares an answer with a note that it was private, and nothing to share again", () => {
    const [reply] = startTalk({ private: true }).press({ kind: "share", entry: "flat-tyre", language }).replies;
    expect(reply).toMatchObject({ kind: "answer", title: "I have a flat tyre" });
    expect(reply?.footnote).toContain("Shared from a private answer");
    expect(reply?.actions.map(({ action }) => action.kind)).not.toContain("share");
    const [named] = startTalk({ private: true, name: "Anna" }).press({ kind: "share", entry: "flat-tyre", language }).replies;
    expect(named?.footnote).toContain("Shared by Anna from a private answer");
  });

  test("that names a language nobody can choose changes nothing", () => {
    for (const choice of ["klingon", "xx", "__proto__"]) {
      const decision = startTalk().press({ kind: "set-language", choice, language });
      expect(decision.changes).toEqual([]);
      expect(textOf(decision)).toContain("older message");
    }
  });

  test("for an area finds it by its title, and says so where there is none by that name", () => {
    const [named] = BICYCLE_PACK.areas;
    const title = named?.title.en ?? "";
    expect(startTalk().press({ kind: "topics", area: title, language }).replies[0]?.title).toBe(title);
    expect(textOf(startTalk().press({ kind: "topics", area: "nosuch", language }))).toContain("I have no area by that name.");
  });

  test("takes feedback, with the reason that was typed beside it", () => {
    const action: Action = { kind: "feedback", entry: "flat-tyre", language, helpful: false };
    const decision = startTalk().press(action, "  It does not say what it costs. ");
    expect(decision.changes).toEqual([{ ...action, reason: "It does not say what it costs." }]);
    expect(decision.replies[0]?.choices.length).toBeGreaterThan(0);
    const kind = startTalk().press({ ...action, helpful: true });
    expect(kind.changes).toEqual([{ ...action, helpful: true }]);
    expect(kind.replies[0]?.body).toEqual(["Thank you, good to know!"]);
  });

  test("keeps no more of a reason than a reason needs", () => {
    const decision = startTalk().press({ kind: "feedback", entry: "flat-tyre", language, helpful: false }, "x".repeat(9_000));
    expect(decision.changes[0]).toMatchObject({ reason: "x".repeat(1_000) });
  });

  test("leads through topics to entries", () => {
    const talk = startTalk();
    const [topics] = talk.press({ kind: "topics", language }).replies;
    expect(topics?.choices.map(({ action }) => action)).toContainEqual({ kind: "topics", area: "parking", language });
    const [area] = talk.press({ kind: "topics", area: "parking", language }).replies;
    expect(area).toMatchObject({ title: "Parking", body: ["I have 2 answers in this area:"] });
    expect(area?.choices.map(({ label }) => label)).toEqual(["The bike shed", "Rules of the shed"]);
    expect(talk.press({ kind: "topics", area: "gone", language }).replies[0]?.title).toBe("Topics");
  });

  test("shows at most twenty entries of an area, and says that there are more", () => {
    const [model] = BICYCLE_PACK.entries;
    if (model === undefined) throw new Error("The pack is empty");
    const entries = Array.from({ length: 25 }, (_, index) => ({ ...model, id: `entry-${index}`, related: [] }));
    const talk = startTalk({}, handlerFor({ ...BICYCLE_PACK, entries }));
    const [area] = talk.press({ kind: "topics", area: "trouble", language }).replies;
    expect(area?.choices).toHaveLength(20);
    expect(area?.body).toEqual(["I have 25 answers in this area:", "5 more are not shown here: ask in your own words."]);
  });

  test("says why: the words that matched, how sure it was, and the title", () => {
    const talk = startTalk();
    talk.say("how do I repair a puncture on the way to work?");
    const said = textOf(talk.press({ kind: "why", language }));
    expect(said).toMatch(/I showed “I have a flat tyre” because of these words in your question: .*“puncture”/u);
    expect(said).toMatch(/about \d+% sure/u);
  });

  test("names no words as the reason that go with any topic", () => {
    const matcher = createOverlapMatcher(BICYCLE_PACK);
    const wordy: Matcher = {
      match: (question, hint) => ({ ...matcher.match(question, hint), matched: ["how", "do", "puncture"] }),
    };
    const talk = startTalk({}, handlerFor(BICYCLE_PACK, wordy));
    talk.say("how do I repair a puncture?");
    expect(textOf(talk.say("why?"))).toContain("these words in your question: “puncture”.");
  });

  test("says why it offered choices, and that it knew of nothing", () => {
    const talk = startTalk();
    talk.say("shed");
    expect(textOf(talk.say("why?"))).toContain("Several topics were about equally close");
    const other = startTalk();
    other.press({ kind: "show", entry: "bike-shed", language });
    expect(textOf(other.say("why this?"))).toContain("because you chose it");
    expect(textOf(startTalk().press({ kind: "why", language }))).toContain("I no longer know");
  });

  test("leads to a person", () => {
    const decision = startTalk().press({ kind: "person", language: "nl" });
    expect(decision).toMatchObject({ outcome: "command", action: "person", replies: [{ kind: "contacts" }] });
    expect(decision.replies[0]?.contacts?.items).toEqual([
      { text: "Fietsbalie", way: { kind: "phone", value: "02 555 01 02" }, note: "op werkdagen" },
      { text: "Fietsbalie", way: { kind: "email", value: "fietsen@example.org" } },
      { text: "Fietsbalie", way: { kind: "url", value: "https://bikes.example.org" } },
    ]);
    const lonely = startTalk({}, handlerFor({ ...BICYCLE_PACK, contacts: [] }));
    expect(textOf(lonely.press({ kind: "person", language }))).toContain("No contacts have been set up");
  });

  test("says what is kept, how long, and offers to show and to erase it", () => {
    const [reply] = startTalk().press({ kind: "privacy", language }).replies;
    expect(reply?.points?.items.join("\n")).toContain("so that you can ask follow-up questions: 24 hours");
    expect(reply?.actions.map(({ action }) => action.kind)).toEqual(["my-data", "confirm-erase", "settings"]);
  });

  test("asks once before it erases, and says what goes and what stays", () => {
    const { changes, replies } = startTalk().press({ kind: "confirm-erase", language });
    expect(changes).toEqual([]);
    expect(replies[0]?.points?.items).toHaveLength(5);
    expect(replies[0]?.footnote).toContain("730 days");
    expect(replies[0]?.actions.map(({ action }) => action.kind)).toEqual(["erase", "my-data"]);
  });

  test("erases, and says so", () => {
    expect(startTalk().press({ kind: "erase", language: "de" })).toMatchObject({
      changes: [{ kind: "erase-person" }],
      language: "de",
      replies: [{ body: [expect.stringContaining("Erledigt")] }],
    });
  });

  test("offers every language, each in its own, and shows the one in force", () => {
    const [reply] = startTalk({ chosen: "fr" }).press({ kind: "settings", language: "fr" }).replies;
    expect(reply?.choices.map(({ label }) => label)).toEqual([
      "English",
      "Deutsch",
      "Français",
      "Nederlands",
      "La langue de ma question",
    ]);
    expect(reply?.body.join(" ")).toContain("français");
  });

  test("sets the language, and confirms it in that language", () => {
    expect(startTalk({ chosen: "fr" }).press({ kind: "set-language", choice: "nl", language: "fr" })).toMatchObject({
      language: "nl",
      changes: [{ kind: "person-language", language: "nl" }],
      replies: [{ body: ["Vanaf nu antwoord ik je in het Nederlands, waar dat kan."] }],
    });
    expect(startTalk({ chosen: "fr" }).press({ kind: "set-language", choice: "auto", language: "fr" }).changes).toEqual([
      { kind: "person-language", language: undefined },
    ]);
  });

  test("of a start page shows the areas and the tip of the day, another each day", () => {
    const home = (today: number) => startTalk({ today }).press({ kind: "home", language: "nl" }).replies[0];
    expect(home(20_000)).toMatchObject({ kind: "home", title: "Fietsen op het werk" });
    expect(home(20_000)?.choices.map(({ label }) => label)).toEqual(["Pech en diefstal", "Parkeren", "Kosten en loon"]);
    expect(home(20_000)?.body).toContain("Tip van de dag: Kijk elke maand je banden na.");
    expect(home(20_000)).toEqual(home(20_000));
    expect(startTalk().press({ kind: "home", language: "nl" }).replies[0]?.body).toHaveLength(1);
  });

  test("gives help with examples that work", () => {
    const talk = startTalk();
    const [help] = talk.press({ kind: "help", language: "fr" }).replies;
    expect(help?.body.join(" ")).toContain("en anglais, néerlandais, français ou allemand");
    for (const { action } of help?.choices ?? []) expect(talk.press(action).outcome).toBe("answer");
  });
});

describe("a button of an older message", () => {
  test.each(["show", "more", "sources", "share"] as const)("%s of an entry that is gone gets a polite notice", (kind) => {
    const decision = startTalk().press({ kind, entry: "no-such-entry", language });
    expect(decision).toMatchObject({ outcome: "command", entries: [] });
    expect(textOf(decision)).toContain("the topic no longer exists");
  });

  test("feedback on an entry that is gone is still taken", () => {
    const decision = startTalk().press({ kind: "feedback", entry: "no-such-entry", language, helpful: false });
    expect(decision.changes).toHaveLength(1);
    expect(decision.replies).toHaveLength(1);
  });

  test.each(["answer", "choices"] as const)(
    "asking why, after %s with entries that are gone, gets no half explanation",
    (outcome) => {
      const received = {
        kind: "asked" as const,
        id: "2",
        place: { platform: "test", workspace: "", channel: "c", private: false },
        asker: { id: "a" },
        text: "why?",
        addressed: true,
      };
      const context = { language, entries: ["no-such-entry", "nor-this"], outcome, matched: ["puncture"], confidence: 0.5 };
      const decision = handlerFor(BICYCLE_PACK)(received, { context });
      expect(textOf(decision)).toContain("I no longer know which answer you mean");
    },
  );

  test("of a nudge that got here says that it no longer works", () => {
    expect(textOf(startTalk().press({ kind: "snooze", subscription: "s", days: 7, language }))).toContain("no longer works");
  });

  test("a thread about entries that are gone starts anew", () => {
    const talk = startTalk();
    talk.press({ kind: "show", entry: "flat-tyre", language });
    const handle = handlerFor({ ...BICYCLE_PACK, entries: BICYCLE_PACK.entries.filter(({ id }) => id !== "flat-tyre") });
    const question = {
      kind: "asked" as const,
      id: "2",
      place: { platform: "test", workspace: "", channel: "c", private: false },
      asker: { id: "a" },
      addressed: true,
    };
    for (const text of ["more", "source?", "en français ?", "the second one", "and in the weekend?", "why?"]) {
      const decision = handle({ ...question, text }, { context: talk.context() });
      expect(decision.replies.length).toBeGreaterThan(0);
      expect(decision.entries).toEqual([]);
    }
  });
});

test("every button of every reply survives the way through a platform, and does something", () => {
  const talk = startTalk({ private: true, today: 20_000 });
  for (const text of [
    "how do I repair a puncture?",
    "shed",
    "help",
    "topics",
    "privacy",
    "settings",
    "who wrote the ninth symphony?",
    "more",
  ]) {
    for (const reply of talk.say(text).replies) {
      for (const { label, action } of [...reply.choices, ...reply.actions]) {
        expect(label).not.toBe("");
        // A confidence is sent in whole percents.
        const whole = "confidence" in action ? { ...action, confidence: Math.round(100 * action.confidence) / 100 } : action;
        expect(decodeAction(encodeAction(action))).toEqual(whole);
        for (const language of LANGUAGES) expect(startTalk().press({ ...action, language }).replies.length).toBeGreaterThan(0);
      }
    }
  }
});
