import { expect, test } from "vitest";
import type { Action } from "../../src/actions.ts";
import { createLibrary } from "../../src/nudges/content/library.ts";
import { PACK, questionsOf, tracesOf } from "./pack.ts";
import { createStage, type Stage, W1, W2 } from "./stage.ts";

// An entry that a workspace has switched off never appears in that workspace, and still appears everywhere in another.

const OFF = "backups";

/** Returns the traces of the entry in a value. */
function tracesIn(found: unknown): readonly string[] {
  const text = JSON.stringify(found);
  return tracesOf(OFF).filter((trace) => text.includes(trace));
}

async function createOff(): Promise<Stage> {
  const stage = await createStage();
  await stage.switchOff(W1, OFF);
  return stage;
}

test("questions about a switched-off entry are unknown in its workspace, and still answered in another", async () => {
  const stage = await createOff();
  for (const question of questionsOf(OFF)) {
    const { decision, replies } = await stage.ask(W1, question);
    expect({ question, outcome: decision?.outcome, traces: tracesIn([decision, replies]) }).toEqual({
      ...{ question, outcome: "unknown" },
      traces: [],
    });
    const other = await stage.ask(W2, question);
    expect([question, other.decision?.entries[0]?.id]).toEqual([question, OFF]);
  }
});

test("other entries are still answered, without a reference to the switched-off entry", async () => {
  const stage = await createOff();
  for (const { id } of PACK.entries.filter((entry) => entry.id !== OFF)) {
    for (const question of questionsOf(id)) {
      const { decision, replies } = await stage.ask(W1, question);
      expect([question, decision?.entries[0]?.id]).toEqual([question, id]);
      expect(tracesIn([decision, replies])).toEqual([]);
    }
  }
  const both = await stage.ask(W1, "What is phishing? And how do I make a backup?");
  expect(tracesIn([both.decision, both.replies])).toEqual([]);
});

const PAGES: readonly Action[] = [
  { kind: "topics", language: "en" },
  { kind: "topics", area: "practical", language: "en" },
  { kind: "help", language: "en" },
  { kind: "home", language: "nl" },
  { kind: "feedback", entry: OFF, language: "en", helpful: false },
  { kind: "feedback", entry: "phishing", language: "en", helpful: false },
  { kind: "why", entry: OFF, confidence: 0.9, matched: ["backup"], language: "en" },
  ...(["show", "more", "sources", "share"] as const).map((kind) => ({ kind, entry: OFF, language: "en" })),
  ...(["more", "show"] as const).map((kind) => ({ kind, entry: "phishing", language: "nl" })),
];

test.each(PAGES)("a press on $kind of $entry$area does not show the switched-off entry", async (action) => {
  const stage = await createOff();
  const { replies } = await stage.press(W1, action);
  expect(replies).not.toEqual([]);
  expect(tracesIn(replies)).toEqual([]);
});

test("an area whose entries are all switched off is not listed", async () => {
  const stage = await createStage();
  await stage.switchOff(W1, "printers");
  expect(JSON.stringify((await stage.press(W1, { kind: "topics", language: "en" })).replies)).not.toContain("Office");
  expect(JSON.stringify((await stage.press(W2, { kind: "topics", language: "en" })).replies)).toContain("Office");
});

test("a thread about the entry does not show it any more once it is switched off", async () => {
  const stage = await createStage();
  expect((await stage.ask(W1, "what is a backup", "T")).decision?.entries[0]?.id).toBe(OFF);
  await stage.switchOff(W1, OFF);
  for (const text of ["tell me more", "where does that come from?", "why?", "and how often?", "in Dutch please", "thanks"]) {
    const { decision, replies } = await stage.ask(W1, text, "T");
    expect([text, tracesIn([decision?.entries, replies])]).toEqual([text, []]);
  }
});

test("a switched-off entry is not suggested while somebody types", async () => {
  const stage = await createOff();
  for (const typed of ["", "b", "back", "backups", "keep", "bakups", "kopie", "how do I make"]) {
    expect([typed, tracesIn(await stage.suggest(W1, typed))]).toEqual([typed, []]);
  }
  expect(tracesIn(await stage.suggest(W2, "back"))).not.toEqual([]);
});

test("no quiz, campaign or nudge form includes a switched-off entry", async () => {
  const stage = await createOff();
  for (const text of [
    "/nudge campaign start copies",
    "/nudge campaigns",
    "/nudge add",
    ...Array.from({ length: 12 }, () => "/quiz"),
  ]) {
    const { replies } = await stage.ask(W1, text);
    expect([text, replies.length, tracesIn(replies)]).toEqual([text, 1, []]);
  }
  const { material } = createLibrary(await stage.contents.packOf(W1), []);
  expect(new Set(material.map(({ entry }) => entry))).toEqual(new Set(["phishing", "ransomware", "printers"]));
  expect(JSON.stringify((await stage.ask(W1, "/nudge campaigns")).replies)).not.toContain("Campaign copies");
  expect(JSON.stringify((await stage.ask(W2, "/nudge campaigns")).replies)).toContain("Campaign copies");
});

test("no nudge is about a switched-off entry, and its campaign step is skipped", async () => {
  const stage = await createOff();
  for (const workspace of [W1, W2]) await stage.ask(workspace, "/nudge campaign start all-of-it");
  const before = stage.sent.length;
  const of = ({ workspace }: typeof W1) => stage.sent.slice(before).filter(({ place }) => place.workspace === workspace);
  const titles = (workspace: typeof W1) =>
    of(workspace).flatMap(({ reply }) => reply.body.filter((text) => SUMMARIES.includes(text)));
  stage.nudges.start();
  for (let day = 0; titles(W2).length < 3 || titles(W1).length < 2; day += 1) {
    if (day > 200) throw new Error(`It was sent ${JSON.stringify([of(W1), of(W2)])}`);
    // The clock moves by an hour at a time, since nudges that are too late are left out.
    stage.clock.now += 3_600_000;
    stage.nudges.wake();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(titles(W2)).toEqual(["Phishing is bait.", "A second copy helps.", "Fetch your pages at once."]);
  expect(titles(W1)).toEqual(["Phishing is bait.", "Fetch your pages at once."]);
  expect(tracesIn(of(W1))).toEqual([]);
}, 60_000);

const SUMMARIES = PACK.entries.map(({ summary }) => summary);

test("an entry remains switched off while the database does not respond", async () => {
  const stage = await createOff();
  expect((await stage.ask(W1, "what is a backup")).decision?.outcome).toBe("unknown");
  stage.clock.now += 60_000;
  await stage.store.close();
  const { handle } = await stage.contents.current(W1);
  const place = { ...W1, channel: "C", private: true };
  const asked = { kind: "asked", id: "x", place, asker: { id: "U" }, text: "what is a backup", addressed: true } as const;
  expect(handle(asked, {}).outcome).toBe("unknown");
});

test("managers can switch entries off by title or id, and an unknown name is reported", async () => {
  const stage = await createStage();
  const save = (names: string) =>
    stage.submit(W1, { form: "settings", subject: "answers", language: "en", values: { "content.off": [names] } });
  const off = async () => (await stage.settings.of(W1))["content.off"];
  const wrong = await save("Keep backups\nprintres");
  expect(JSON.stringify(wrong.replies)).toContain("No answer is called “printres”. Did you mean printers?");
  expect(await off()).toEqual([]);
  expect(JSON.stringify((await save(" keep BACKUPS \n\nprinters\nbackups")).replies)).toContain("2 answers");
  expect(await off()).toEqual(["backups", "printers"]);
  expect((await stage.settings.of(W2))["content.off"]).toEqual([]);
  await save("");
  expect(await off()).toEqual([]);
});
