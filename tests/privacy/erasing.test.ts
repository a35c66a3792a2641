import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PersonKey, WorkspaceKey } from "../../src/ports.ts";
import { INVENTORY } from "../../src/privacy/inventory.ts";
import type { Schema } from "../../src/store/schema.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "../store/database-forms.ts";
import { allRows, DAY, emptyTables, insertRows, NOW, TABLES, wordsOf } from "./rows.ts";

const ann: PersonKey = { platform: "test", workspace: "workspace-one", person: "ann-4711" };
const annElsewhere: PersonKey = { ...ann, workspace: "workspace-two" };
const bob: PersonKey = { ...ann, person: "bob-4712" };
const bobElsewhere: PersonKey = { ...bob, workspace: "workspace-two" };
const annOnAnother: PersonKey = { ...ann, platform: "other" };

describe.each(DATABASE_FORMS)("personal data on $name", { timeout: 60_000 }, (form) => {
  let { store, tables, stop } = {} as OpenForm;
  const participants = new Map<PersonKey, string>();
  beforeAll(async () => {
    ({ store, tables, stop } = await openForm(form));
  }, 60_000);
  afterAll(() => stop());
  beforeEach(async () => {
    await emptyTables(tables);
    for (const person of [ann, annElsewhere, bob, bobElsewhere, annOnAnother]) {
      participants.set(person, await store.nudges.participant(person));
    }
  });

  const keep = (person: PersonKey, mark = {}, of?: readonly (keyof Schema)[]) =>
    insertRows(tables, person, participants.get(person) ?? "", mark, of);
  /** Returns the number of rows that contain a text, by table. */
  async function rowsWith(text: string): Promise<Partial<Record<keyof Schema, number>>> {
    const rows = Object.entries(await allRows(tables)).map(([table, all]) => [
      table,
      all.filter((row) => row.includes(text)).length,
    ]);
    return Object.fromEntries(rows.filter(([, count]) => count !== 0));
  }
  /** Returns the code of a quiz participant, which also identifies the person. */
  const codeOf = (person: PersonKey) => participants.get(person) ?? "";

  describe("when a person is erased", () => {
    test("is left only in the audit trail, and other people's data does not change", async () => {
      for (const person of [ann, bob]) for (const number of [0, 1]) await keep(person, { number });
      const others = async () => (await allRows(tables)).subscriptions.filter((row) => row.includes(bob.person));
      const before = { bob: await rowsWith(bob.person), others: await others() };
      await store.erasePerson(ann);
      expect(await rowsWith(ann.person)).toEqual({ audit: 2 });
      expect(await rowsWith(codeOf(ann))).toEqual({});
      expect(await rowsWith(wordsOf(ann))).toEqual({});
      expect({ bob: await rowsWith(bob.person), others: await others() }).toEqual(before);
    });

    test("is deleted in one workspace if one is named, and otherwise on the whole platform", async () => {
      for (const person of [ann, annElsewhere, annOnAnother]) await keep(person, {}, ["feedback", "contexts", "inbox"]);
      await store.erasePerson(ann);
      expect(await rowsWith(ann.person)).toEqual({ feedback: 2, contexts: 2, inbox: 2 });
      await store.erasePerson({ ...ann, workspace: "" });
      expect(await rowsWith(ann.person)).toEqual({ feedback: 1, contexts: 1, inbox: 1 });
    });

    test("is deleted from every table, except where the inventory says why it stays", async () => {
      await keep(ann);
      await store.erasePerson(ann);
      const left = Object.keys(await rowsWith(ann.person)) as (keyof Schema)[];
      expect(left.filter((table) => !INVENTORY[table].erased.startsWith("stays"))).toEqual([]);
    });
  });

  describe("when a person asks to see it", () => {
    test("is shown in every part that the inventory names, with what the person typed and without the platform's secrets", async () => {
      for (const number of [0, 1]) await keep(ann, { number });
      await keep(bob);
      await tables.queries
        .insertInto("workspace_settings")
        .values({ platform: "test", workspace: "workspace-one", name: "managers", value: JSON.stringify([ann.person]) })
        .execute();
      const data = await store.privacy.dataOf(ann);
      const shown = new Set(Object.values(INVENTORY).flatMap((table) => table.shown));
      expect(Object.entries(data).filter(([, records]) => records.length === 0)).toEqual([]);
      expect(new Set(Object.keys(data))).toEqual(shown);
      const text = JSON.stringify(data);
      expect(text.split(wordsOf(ann)).length - 1).toBeGreaterThanOrEqual(5);
      expect(text).toContain('"managers"');
      expect(text).toContain('"last":"because"');
      expect(text).not.toContain(bob.person);
      expect(text).not.toContain("a-secret-token");
    });

    test("is never another person's, whatever the id of the person who asks", async () => {
      await keep(bob);
      const named = { platform: "test", workspace: "workspace-one", name: "managers", value: JSON.stringify([bob.person]) };
      await tables.queries.insertInto("workspace_settings").values(named).execute();
      for (const person of ["%", "_", "bob", '"', "\\", "%bob%", bob.person.toUpperCase()]) {
        const data = await store.privacy.dataOf({ ...ann, person });
        expect(Object.values(data).flat()).toEqual([]);
      }
    });
  });

  describe("when a workspace removes Malinois", () => {
    const w1: WorkspaceKey = { platform: "test", workspace: "workspace-one" };
    const leave = async (workspace: WorkspaceKey) => {
      await store.privacy.leave(workspace, NOW);
      return store.privacy.eraseLeft();
    };

    test("is erased from every table for that workspace, and for no other", async () => {
      for (const person of [ann, bobElsewhere, annOnAnother]) for (const number of [0, 1]) await keep(person, { number });
      const elsewhere = async () => {
        const rows = await allRows(tables);
        return TABLES.map((table) => rows[table].filter((row) => !row.includes("workspace-one") || row.includes("other")));
      };
      const before = await elsewhere();
      expect(await leave(w1)).toBeGreaterThan(TABLES.length);
      const rows = await allRows(tables);
      const left = TABLES.filter((table) => rows[table].some((row) => row.includes("workspace-one") && !row.includes("other")));
      expect(left).toEqual([]);
      expect(await elsewhere()).toEqual(before);
      expect(await store.privacy.eraseLeft()).toBe(0);
    });

    test("is erased completely by two processes at once, however much there is", async () => {
      const rows = Array.from({ length: 1_203 }, (_, number) => ({ number }));
      for (const mark of rows) await keep(ann, mark, ["feedback"]);
      await keep(ann, {}, ["quizzes", "quiz_answers"]);
      await store.privacy.leave(w1, NOW);
      expect((await allRows(tables)).feedback).toHaveLength(1_203);
      const [first, second] = await Promise.all([store.privacy.eraseLeft(), store.privacy.eraseLeft()]);
      expect((first ?? 0) + (second ?? 0)).toBe(1_205);
      const { feedback, quiz_answers: answers } = await allRows(tables);
      expect([...feedback, ...answers]).toEqual([]);
    });

    test("is erased again if it installs Malinois and removes it once more while it is being erased", async () => {
      const installations = store.installations("test");
      await store.privacy.leave(w1, NOW);
      const erasing = store.privacy.eraseLeft();
      await installations.put({ id: "workspace-one", sealed: "sealed", installedAt: NOW + 1 }, "workspace-one");
      await store.privacy.leave(w1, NOW + 2);
      await erasing;
      await store.privacy.eraseLeft();
      expect(await installations.byId("workspace-one")).toBeUndefined();
    });

    test("is not erased if it belongs to no workspace", async () => {
      const nowhere = { ...ann, workspace: "" };
      participants.set(nowhere, "code");
      await keep(nowhere);
      const before = await allRows(tables);
      expect(await leave({ platform: "test", workspace: "" })).toBe(0);
      expect(await allRows(tables)).toEqual(before);
    });
  });

  describe("when its retention period is over", () => {
    const RETAINED = ["deliveries", "quizzes", "quiz_answers", "reviews", "feedback", "audit"] as const;
    const shorten = (workspace: string, days: number) =>
      store.administration.changeSetting({ platform: "test", workspace, name: "retention.days", value: String(days) }, "m", NOW);
    async function left(after: number) {
      await store.sweep(NOW + after * DAY);
      const rows = await allRows(tables);
      const named = rows.feedback.filter((row) => row.includes("typed by")).length;
      return {
        ...Object.fromEntries(RETAINED.map((table) => [table, rows[table].filter((row) => !row.includes('"m"')).length])),
        named,
      };
    }
    const ALL = { deliveries: 1, quizzes: 1, quiz_answers: 1, reviews: 1, feedback: 1, audit: 1, named: 1 };

    test("is deleted, each kind after its own period, while opinions are kept without the person", async () => {
      await keep(ann, {}, RETAINED);
      expect(await left(180)).toEqual(ALL);
      expect(await left(181)).toEqual({ ...ALL, named: 0 });
      expect(await left(400)).toEqual({ ...ALL, named: 0 });
      expect(await left(402)).toEqual({ ...ALL, named: 0, deliveries: 0, quizzes: 0, quiz_answers: 0, reviews: 0 });
      expect(await left(730)).toMatchObject({ audit: 1 });
      expect(await left(731)).toMatchObject({ audit: 0, feedback: 1 });
      expect((await allRows(tables)).feedback[0]).toContain('"person":null');
    });

    test("is deleted sooner in a workspace that set a shorter period, and only there", async () => {
      await keep(ann, {}, RETAINED);
      await keep({ ...bobElsewhere }, {}, RETAINED);
      await shorten("workspace-one", 30);
      expect(await left(30)).toMatchObject({ deliveries: 2, named: 2 });
      expect(await left(32)).toEqual({ ...ALL, feedback: 2 });
      expect(await rowsWith(ann.person)).toEqual({});
    });

    test("is never kept longer because of a setting, even an invalid one", async () => {
      await keep(ann, {}, RETAINED);
      for (const days of [730, 1, 100_000]) {
        await shorten("workspace-one", days);
        expect(await left(100)).toEqual(ALL);
      }
      expect(await left(402)).toMatchObject({ deliveries: 0, quiz_answers: 0 });
    });

    test("is kept for pending deliveries, and for the steps of a running campaign", async () => {
      for (const number of [0, 1, 2, 3]) await keep(ann, { number }, ["deliveries"]);
      await keep(ann, { number: 0 }, ["subscriptions"]);
      const [running] = await tables.queries.selectFrom("subscriptions").select("id").execute();
      const set = (number: number, values: object) =>
        tables.queries.updateTable("deliveries").set(values).where("key", "like", `%-${number}-${ann.person}`).execute();
      await set(0, { state: "pending" });
      await set(1, { step: "one", subscription: running?.id });
      await set(2, { step: "one", subscription: "over" });
      expect(await left(500)).toMatchObject({ deliveries: 2 });
    });

    test("is deleted in several batches", async () => {
      for (let number = 0; number < 1_100; number++) await keep(ann, { number }, ["feedback", "audit"]);
      expect(await store.sweep(NOW + 800 * DAY)).toBe(2_200);
      expect(await left(800)).toMatchObject({ feedback: 1_100, named: 0, audit: 0 });
    });
  });
});
