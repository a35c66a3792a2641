import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Gap } from "../../src/gaps/types.ts";
import type { PersonKey } from "../../src/ports.ts";
import { noteGap } from "../../src/store/gaps.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "./database-forms.ts";

const NOVEMBER = Date.UTC(2026, 10, 24, 9);
const DECEMBER = Date.UTC(2026, 11, 1, 0, 1);
const DAY = 24 * 3_600_000;
const ann: PersonKey = { platform: "slack", workspace: "T1", person: "U1" };
const bob: PersonKey = { ...ann, person: "U2" };
const workspace = { platform: "slack", workspace: "T1" };
const gap: Gap = {
  ...{ reason: "unknown", language: "nl", text: "waar is de … fiets", keeping: "words" },
  nearest: { entry: "badges", confidence: 0.25 },
};

describe.each(DATABASE_FORMS)("gaps on $name", { timeout: 60_000 }, (form) => {
  let { store, tables, stop } = {} as OpenForm;
  beforeAll(async () => {
    ({ store, tables, stop } = await openForm(form));
  }, 60_000);
  afterAll(() => stop());
  beforeEach(async () => {
    for (const table of ["gaps", "workspace_settings", "feedback", "person_settings", "inbox", "claims"] as const) {
      await tables.queries.deleteFrom(table).execute();
    }
  });

  const note = (asker: PersonKey, now = NOVEMBER, over: Partial<Gap> = {}) =>
    tables.queries.transaction().execute((transaction) => noteGap(transaction, asker, { ...gap, ...over }, now));
  const askers = async () => (await store.gaps.open()).map(({ asker }) => asker);

  test("are returned as they were saved, the latest first, for one workspace or all", async () => {
    await note(ann);
    await note({ ...ann, workspace: "T2" }, NOVEMBER + 1, { reason: "refused" });
    expect(await store.gaps.open(workspace)).toEqual([
      expect.objectContaining({ ...gap, ...workspace, month: "2026-11", at: NOVEMBER }),
    ]);
    expect((await store.gaps.open()).map(({ reason }) => reason)).toEqual(["refused", "unknown"]);
  });

  test("are kept if they are asked again after the workspace has come to keep only the words that Malinois knows", async () => {
    const keep = (value: string) =>
      store.administration.changeSetting({ ...workspace, name: "gaps", value: JSON.stringify(value) }, "m", NOVEMBER);
    await keep("text");
    await note(ann, NOVEMBER, { keeping: "text" });
    await keep("words");
    await note(ann, NOVEMBER + 1, { keeping: "words" });
    await store.sweep(NOVEMBER + 2);
    expect(await store.gaps.open(workspace)).toEqual([expect.objectContaining({ keeping: "words", at: NOVEMBER + 1 })]);
  });

  test("do not reveal who asked: no column contains the person, and pseudonyms change every month", async () => {
    await note(ann);
    await note(bob);
    await note(ann, DECEMBER, { text: "iets anders" });
    const rows = await tables.queries.selectFrom("gaps").selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(/"U1"|"U2"/);
    expect(new Set(await askers()).size).toBe(3);
  });

  test("have pseudonyms from one key per month, which is deleted when the month is over", async () => {
    const key = () => tables.queries.selectFrom("workspace_settings").select("value").where("name", "=", "gap-key").execute();
    await note(ann);
    await note(ann, NOVEMBER, { text: "nog iets" });
    expect(new Set(await askers()).size).toBe(1);
    const before = await key();
    await note(bob, DECEMBER);
    const after = await key();
    expect([before.length, after.length]).toEqual([1, 1]);
    expect(after).not.toEqual(before);
    // A clock that is behind does not bring back an old key.
    await note(bob, NOVEMBER);
    expect(await key()).toEqual(after);
  });

  test("lead to nobody once their month is over, even if nobody asks anything in the next", async () => {
    const personal = () => store.privacy.dataOf(ann);
    await note(ann);
    await store.sweep(DECEMBER - 2 * 60_000);
    expect(JSON.stringify(await personal())).toContain(gap.text);
    await store.sweep(DECEMBER);
    expect(JSON.stringify(await personal())).not.toContain(gap.text);
    const keys = tables.queries.selectFrom("workspace_settings").select("value").where("name", "=", "gap-key");
    expect(await keys.execute()).toEqual([]);
    await note(ann, DECEMBER);
    expect(new Set(await askers()).size).toBe(2);
  });

  test("that are saved at the same time share one key", async () => {
    await Promise.all(Array.from({ length: 10 }, (_, at) => note(ann, NOVEMBER, { text: `vraag ${at}` })));
    expect(new Set(await askers()).size).toBe(1);
  });

  test("are saved once for each asker and wording", async () => {
    await note(ann);
    await note(ann, NOVEMBER + 5);
    expect(await store.gaps.open()).toEqual([expect.objectContaining({ at: NOVEMBER + 5 })]);
  });

  test("are no longer open once accepted, and are then used for evaluation like questions with helpful answers", async () => {
    await note(ann);
    await note(ann, NOVEMBER, { reason: "helpful" });
    const ids = (await store.gaps.open()).map(({ id }) => id);
    expect(ids).toHaveLength(1);
    await store.gaps.accept(ids, "badges");
    expect(await store.gaps.open()).toEqual([]);
    expect((await store.gaps.confirmed()).map(({ reason, accepted }) => [reason, accepted]).sort()).toEqual([
      ["helpful", undefined],
      ["unknown", "badges"],
    ]);
  });

  test("of a person who is erased are deleted, as long as they can be identified", async () => {
    await note(ann);
    await note(bob);
    await store.erasePerson(ann);
    expect(await store.gaps.open()).toHaveLength(1);
    await store.erasePerson({ ...bob, workspace: "" });
    expect(await store.gaps.open()).toEqual([]);
  });

  test("are deleted after each workspace's own number of days", async () => {
    await note(ann);
    await note({ ...ann, workspace: "T2" });
    await store.administration.changeSetting(
      { platform: "slack", workspace: "T2", name: "retention.days", value: "30" },
      "U9",
      NOVEMBER,
    );
    await store.sweep(NOVEMBER + 30 * DAY);
    expect((await store.gaps.open()).map((one) => one.workspace)).toEqual(["T1"]);
    await store.sweep(NOVEMBER + 180 * DAY);
    expect(await store.gaps.open()).toEqual([]);
  });

  test("are deleted if their workspace no longer allows them", async () => {
    const decide = (value: string) =>
      store.administration.changeSetting({ ...workspace, name: "gaps", value: JSON.stringify(value) }, "U9", NOVEMBER);
    await note(ann);
    await note(ann, NOVEMBER, { keeping: "text", text: "Waar is de fiets van [name]?" });
    await store.sweep(NOVEMBER);
    expect((await store.gaps.open()).map(({ keeping }) => keeping)).toEqual(["words"]);
    await decide("nothing");
    await store.sweep(NOVEMBER);
    expect(await store.gaps.open()).toEqual([]);
  });

  test("are saved in the transaction of the answer, and not if that fails", async () => {
    const place = { ...workspace, channel: "C1", private: true };
    const inbound = { kind: "asked", id: "q1", place, asker: { id: "U1" }, text: "?", addressed: true } as const;
    await store.inbox.takeIn(inbound, NOVEMBER, NOVEMBER + DAY, "one");
    const answer = { place, language: "nl", replies: [], sent: 0 };
    const remembering = { asker: ann, changes: [], contexts: [], gaps: [gap] };
    expect(await store.inbox.decide("q1", "another", answer, remembering, NOVEMBER)).toBe(false);
    expect(await store.gaps.open()).toEqual([]);
    expect(await store.inbox.decide("q1", "one", answer, remembering, NOVEMBER)).toBe(true);
    expect(await store.gaps.open()).toHaveLength(1);
  });

  test("are accompanied by opinions, counted since an instant by entry and language, with their reasons", async () => {
    const say = (person: string, helpful: boolean, reason?: string, at = NOVEMBER) =>
      store.addFeedback({
        ...ann,
        person,
        entry: "badges",
        language: "nl",
        helpful,
        at,
        ...(reason === undefined ? {} : { reason }),
      });
    await say("U1", false, "too long");
    await say("U2", false);
    await say("U3", true);
    await say("U4", false, "old", NOVEMBER - 9 * DAY);
    expect(await store.gaps.feedback(NOVEMBER - DAY)).toEqual([
      { entry: "badges", language: "nl", helpful: 1, unhelpful: 2, reasons: ["too long"] },
    ]);
    expect(await store.gaps.feedback(NOVEMBER - DAY, { ...workspace, workspace: "T2" })).toEqual([]);
  });

  test("can be reported in a person's language, whichever workspace it was chosen in, and to the workspaces with a digest", async () => {
    await store.setPersonLanguage(ann, "fr");
    expect(await store.gaps.chosenLanguage("slack", "U1")).toBe("fr");
    expect(await store.gaps.chosenLanguage("slack", "U2")).toBeUndefined();
    await store.administration.changeSetting({ ...workspace, name: "digest.channel", value: '"C9"' }, "U9", NOVEMBER);
    expect(await store.gaps.workspacesWith("digest.channel")).toEqual([{ ...workspace, value: '"C9"' }]);
  });
});
