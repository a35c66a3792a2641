import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../../src/model.ts";
import type { Feedback, PersonKey } from "../../src/ports.ts";
import { claim, question } from "./claim.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "./database-forms.ts";
import { compileStoreProgram, type StoreProgram, startTogether } from "./store-process.ts";

const NOW = Date.UTC(2026, 10, 24, 9);
const HOUR = 3_600_000;
const ann: PersonKey = { platform: "slack", workspace: "T1", person: "U1" };
const bob: PersonKey = { ...ann, person: "U2" };
const annElsewhere: PersonKey = { ...ann, workspace: "T2" };
const annOnDiscord: PersonKey = { ...ann, platform: "discord" };

const context: Context = {
  language: "nl",
  entries: ["i-clicked-a-phishing-link", "passkeys"],
  outcome: "choices",
  matched: ["geklikt", "“link”", "é\n🐕"],
  confidence: 0.1 + 0.2,
};
const feedback: Feedback = { ...ann, entry: "passkeys", language: "fr", helpful: false, at: NOW };

let program: StoreProgram;
beforeAll(async () => {
  program = await compileStoreProgram();
}, 60_000);
afterAll(() => program.remove());

describe.each(DATABASE_FORMS)("the store on $name", { timeout: 60_000 }, (form) => {
  let { options, store, tables, stop } = {} as OpenForm;
  beforeAll(async () => {
    ({ options, store, tables, stop } = await openForm(form));
  }, 60_000);
  afterAll(() => stop());
  beforeEach(async () => {
    for (const table of ["claims", "inbox", "contexts", "person_settings", "workspace_settings", "feedback"] as const) {
      await tables.queries.deleteFrom(table).execute();
    }
  });

  const allFeedback = () => tables.queries.selectFrom("feedback").selectAll().orderBy("given_at").execute();

  describe("claims", () => {
    test("a key is won by its first caller only", async () => {
      expect(await claim(store, "slack:T1:C1:1", NOW, NOW + HOUR)).toBe(true);
      expect(await claim(store, "slack:T1:C1:1", NOW, NOW + HOUR)).toBe(false);
      expect(await claim(store, "slack:T1:C1:2", NOW, NOW + HOUR)).toBe(true);
      expect(await claim(store, "slack:T2:C1:1", NOW, NOW + HOUR)).toBe(true);
    });

    test("a key can be won once more at the instant its claim expires", async () => {
      await claim(store, "slack:T1:C1:1", NOW, NOW + HOUR);
      expect(await claim(store, "slack:T1:C1:1", NOW + HOUR - 1, NOW + 2 * HOUR)).toBe(false);
      expect(await claim(store, "slack:T1:C1:1", NOW + HOUR, NOW + 3 * HOUR)).toBe(true);
      expect(await claim(store, "slack:T1:C1:1", NOW + 2 * HOUR, NOW + 4 * HOUR)).toBe(false);
    });

    test("one of fifty simultaneous callers wins, both with a new and with an expired key", async () => {
      for (const now of [NOW, NOW + HOUR]) {
        const claims = Array.from({ length: 50 }, () => claim(store, "slack:T1:C1:1", now, now + HOUR));
        expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
      }
    });

    test("each key is won by one of two processes that claim the same keys at once", async () => {
      const racers = [program.run("race", options), program.run("race", options)];
      const [first = [], second = []] = await startTogether(racers);
      expect(first.length + second.length).toBe(200);
      expect(new Set([...first, ...second]).size).toBe(200);
    });
  });

  describe("contexts", () => {
    test("a thread's context is returned as it was saved, until the instant it expires", async () => {
      await store.remember("slack:T1:C1:1", context, ann, NOW + HOUR);
      expect(await store.context("slack:T1:C1:1", NOW + HOUR - 1)).toEqual(context);
      expect(await store.context("slack:T1:C1:1", NOW + HOUR)).toBeUndefined();
      expect(await store.context("slack:T1:C1:2", NOW)).toBeUndefined();
    });

    test("a thread's latest context replaces the earlier one, with its own owner and expiry", async () => {
      const later: Context = { ...context, outcome: "answer", entries: ["passkeys"] };
      await store.remember("slack:T1:C1:1", context, ann, NOW + HOUR);
      await store.remember("slack:T1:C1:1", later, bob, NOW + 2 * HOUR);
      await store.erasePerson(ann);
      expect(await store.context("slack:T1:C1:1", NOW + HOUR)).toEqual(later);
    });

    test("the threads whose contexts expire in a period are listed by platform, the latest first", async () => {
      for (const [at, hours] of [1, 3, 2, 4].entries()) await store.remember(`t${at}`, context, ann, NOW + hours * HOUR);
      await store.remember("elsewhere", context, { ...ann, platform: "discord" }, NOW + 2 * HOUR);
      expect(await store.threadsExpiring(ann.platform, NOW + HOUR, NOW + 3 * HOUR, 9)).toEqual(["t1", "t2"]);
      expect(await store.threadsExpiring(ann.platform, NOW, NOW + 9 * HOUR, 2)).toEqual(["t3", "t1"]);
    });

    test("a context in a format that this version does not know is ignored", async () => {
      await store.remember("slack:T1:C1:1", context, ann, NOW + HOUR);
      await tables.queries.updateTable("contexts").set({ context: '{"language":7}' }).execute();
      expect(await store.context("slack:T1:C1:1", NOW)).toBeUndefined();
    });
  });

  describe("settings", () => {
    test("a person's language is saved for each workspace and platform, and can be unset", async () => {
      expect(await store.personLanguage(ann)).toBeUndefined();
      await store.setPersonLanguage(ann, "nl");
      await store.setPersonLanguage(ann, "fr");
      await store.setPersonLanguage(annElsewhere, "de");
      expect(await store.personLanguage(ann)).toBe("fr");
      expect(await store.personLanguage(annElsewhere)).toBe("de");
      expect(await store.personLanguage(annOnDiscord)).toBeUndefined();
      expect(await store.personLanguage(bob)).toBeUndefined();
      await store.setPersonLanguage(ann, undefined);
      expect(await store.personLanguage(ann)).toBeUndefined();
      expect(await store.personLanguage(annElsewhere)).toBe("de");
    });

    test("a workspace's settings are saved by name, and can be unset", async () => {
      await store.setWorkspaceSetting(ann, "nudge-managers", "S1");
      await store.setWorkspaceSetting(ann, "nudge-managers", "S2");
      await store.setWorkspaceSetting(annElsewhere, "nudge-managers", "S3");
      expect(await store.workspaceSetting(ann, "nudge-managers")).toBe("S2");
      expect(await store.workspaceSetting(annElsewhere, "nudge-managers")).toBe("S3");
      expect(await store.workspaceSetting(ann, "leaderboard")).toBeUndefined();
      await store.setWorkspaceSetting(ann, "nudge-managers", undefined);
      expect(await store.workspaceSetting(ann, "nudge-managers")).toBeUndefined();
      expect(await store.workspaceSetting(annElsewhere, "nudge-managers")).toBe("S3");
    });

    test("any text is returned as it was saved, under any name", async () => {
      const text = fc.string({ unit: "binary" }).filter((value) => !value.includes("\0"));
      await fc.assert(
        fc.asyncProperty(text, text, text, async (workspace, name, value) => {
          await store.setWorkspaceSetting({ platform: "slack", workspace }, name, value);
          expect(await store.workspaceSetting({ platform: "slack", workspace }, name)).toBe(value);
        }),
        { numRuns: 50 },
      );
    });

    test("a text with a NUL is refused, since neither database can save it completely", async () => {
      const refused = store.setWorkspaceSetting(ann, "name", "one\0two");
      await expect(refused).rejects.toMatchObject({ name: "MalinoisError", code: "store" });
      expect(await store.workspaceSetting(ann, "name")).toBeUndefined();
    });
  });

  describe("a message", () => {
    test.each([
      ["an escape that somebody typed", 'why does "\\u0000" end a string in C?', 'why does "\\u0000" end a string in C?'],
      ["a NUL, which is left out", "one\0two", "onetwo"],
    ])("is read as it was written, with %s", async (_, text, read) => {
      await store.inbox.takeIn(question("slack:T1:C1:9", { text }), NOW, NOW + HOUR, "owner");
      await store.inbox.postpone("slack:T1:C1:9", "owner", NOW);
      const [message] = await store.inbox.leaseMessages(["test"], NOW, "other", 5);
      expect(message?.record).toMatchObject({ inbound: { text: read } });
    });
  });

  describe("feedback", () => {
    test("is saved with its reason and time, one opinion for each person, entry and language", async () => {
      await store.addFeedback(feedback);
      await store.addFeedback({ ...feedback, helpful: true, at: NOW + 1 });
      await store.addFeedback({ ...feedback, ...bob, reason: "“Trop long”\0 🐕", at: NOW + 2 });
      await store.addFeedback({ ...feedback, language: "nl", at: NOW + 3 });
      const about = { platform: "slack", workspace: "T1", entry: "passkeys" };
      expect(await allFeedback()).toEqual([
        { ...about, person: "U1", language: "fr", helpful: 1, reason: null, given_at: NOW + 1 },
        { ...about, person: "U2", language: "fr", helpful: 0, reason: "“Trop long” 🐕", given_at: NOW + 2 },
        { ...about, person: "U1", language: "nl", helpful: 0, reason: null, given_at: NOW + 3 },
      ]);
    });

    test("keeps its reason if the same opinion is given again without one, and loses it with another opinion", async () => {
      await store.addFeedback({ ...feedback, reason: "too long" });
      await store.addFeedback(feedback);
      expect(await allFeedback()).toMatchObject([{ helpful: 0, reason: "too long" }]);
      await store.addFeedback({ ...feedback, helpful: true });
      expect(await allFeedback()).toMatchObject([{ helpful: 1, reason: null }]);
    });
  });

  describe("erasing a person", () => {
    test("deletes their settings and contexts and makes their feedback anonymous, and changes nobody else's data", async () => {
      const people = [ann, bob, annElsewhere, annOnDiscord];
      for (const [index, person] of people.entries()) {
        await store.setPersonLanguage(person, "nl");
        await store.remember(`thread ${index}`, context, person, NOW + HOUR);
        await store.addFeedback({ ...feedback, ...person, reason: `reason ${index}`, at: NOW + index });
      }
      await store.erasePerson(ann);

      expect(await Promise.all(people.map((person) => store.personLanguage(person)))).toEqual([undefined, "nl", "nl", "nl"]);
      const contexts = await Promise.all(people.map((_, index) => store.context(`thread ${index}`, NOW)));
      expect(contexts).toEqual([undefined, context, context, context]);
      expect(await allFeedback()).toMatchObject([
        { entry: "passkeys", helpful: 0, person: null, reason: null },
        { person: "U2", reason: "reason 1" },
        { person: "U1", workspace: "T2", reason: "reason 2" },
        { person: "U1", platform: "discord", reason: "reason 3" },
      ]);
    });

    test("without naming a workspace deletes their data in every workspace of that platform", async () => {
      const people = [ann, annElsewhere, bob, annOnDiscord];
      for (const person of people) await store.setPersonLanguage(person, "nl");
      await store.erasePerson({ ...ann, workspace: "" });
      expect(await Promise.all(people.map((person) => store.personLanguage(person)))).toEqual([undefined, undefined, "nl", "nl"]);
    });

    test("keeps the opinions of several erased people separate, and accepts a new one from the same person", async () => {
      for (const person of [ann, bob]) {
        await store.addFeedback({ ...feedback, ...person });
        await store.erasePerson(person);
      }
      await store.addFeedback(feedback);
      expect((await allFeedback()).map(({ person }) => person).sort()).toEqual(["U1", null, null]);
    });
  });

  describe("sweeping", () => {
    test("deletes everything that has expired, however much, and nothing else", async () => {
      await Promise.all(Array.from({ length: 1_201 }, (_, index) => claim(store, `old ${index}`, NOW, NOW + HOUR)));
      await claim(store, "new", NOW, NOW + HOUR + 1);
      await store.remember("old", context, ann, NOW + HOUR);
      await store.remember("new", context, ann, NOW + HOUR + 1);

      expect(await store.sweep(NOW + HOUR - 1)).toBe(0);
      expect(await store.sweep(NOW + HOUR)).toBe(1_202);
      expect(await store.sweep(NOW + HOUR)).toBe(0);
      expect(await claim(store, "new", NOW + HOUR, NOW + 2 * HOUR)).toBe(false);
      expect(await store.context("new", NOW + HOUR)).toEqual(context);
    });

    test("lets others work between two batches", async () => {
      await Promise.all(Array.from({ length: 1_201 }, (_, index) => claim(store, `old ${index}`, NOW, NOW + HOUR)));
      let turns = 0;
      let isOver = false;
      const others = (async () => {
        for (; !isOver; turns++) await new Promise((resolve) => setImmediate(resolve));
      })();
      await store.sweep(NOW + HOUR);
      isOver = true;
      await others;
      expect(turns).toBeGreaterThan(2);
    });

    test("twice at once counts nothing twice", async () => {
      await Promise.all(Array.from({ length: 300 }, (_, index) => claim(store, `old ${index}`, NOW, NOW + HOUR)));
      const [first, second] = await Promise.all([store.sweep(NOW + HOUR), store.sweep(NOW + HOUR)]);
      expect((first ?? 0) + (second ?? 0)).toBe(300);
    });
  });
});
