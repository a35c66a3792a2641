import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answer, passOn } from "../../src/hand-offs/decide/transitions.ts";
import type { HandOffStore } from "../../src/hand-offs/ports.ts";
import type { HandOff } from "../../src/hand-offs/types.ts";
import type { StoreOptions } from "../../src/store/database.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { handOff, NOW } from "../hand-offs/fixtures.ts";
import { DAY } from "../nudges/fixtures.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "./database-forms.ts";

const anna = { platform: "test", workspace: "w", person: "anna" };

describe.each(DATABASE_FORMS)("hand-offs in the store on $name", { timeout: 60_000 }, (form) => {
  let { options, store, tables, stop } = {} as OpenForm;
  let other: OpenStore;
  let handOffs: HandOffStore;
  beforeAll(async () => {
    ({ options, store, tables, stop } = await openForm(form));
    // SQLite has one connection per process.
    other = hasServer(options) ? await openStore(options) : store;
    ({ handOffs } = store);
  }, 60_000);
  afterAll(async () => {
    if (other !== store) await other.close();
    await stop();
  });
  beforeEach(async () => {
    for (const table of ["hand_offs", "deliveries"] as const) await tables.queries.deleteFrom(table).execute();
  });

  const add = (changes: Partial<HandOff> = {}) => handOffs.add(passOn(handOff(changes), NOW, true), NOW);
  const get = () => handOffs.handOff(handOff().id);
  const update = (changes: Partial<HandOff>) =>
    handOffs.change(handOff().id, NOW, (found) => ({ handOff: { ...found, ...changes }, messages: [] }));
  const deliveries = () => tables.queries.selectFrom("deliveries").selectAll().execute();

  test("are returned as they were saved, both with all optional fields and with none", async () => {
    const full = handOff({
      ...{ message: "m1", claim: { person: "bert", name: "Bert é 🐕" }, answer: "“Zoë”", closedAt: NOW, entry: "plants" },
      ...{ state: "closed", stage: "told", urgent: true, reclaimed: true },
    });
    await add(full);
    expect(await get()).toEqual(full);
    const { asker: _, name: __, nextAt: ___, ...bare } = handOff({ id: "bare", anonymous: true, claim: { person: "bert" } });
    await handOffs.add({ handOff: bare, messages: [] }, NOW);
    expect(await handOffs.handOff("bare")).toEqual(bare);
    expect(await handOffs.handOff("nothing")).toBeUndefined();
  });

  test("that are open are counted, for one workspace or all", async () => {
    const places = ["w", "w", "other", "w"].map((workspace, at) => ({ workspace, id: `h${at}` }));
    for (const place of places) await add(place);
    await handOffs.change("h3", NOW, (found) => ({ handOff: { ...found, state: "closed" }, messages: [] }));
    const open = await tables.queries.selectFrom("hand_offs").select("workspace").where("state", "!=", "closed").execute();
    expect(open).toHaveLength(3);
    expect(await store.stats.openHandOffs(undefined)).toBe(open.length);
    expect(await store.stats.openHandOffs({ platform: "test", workspace: "w" })).toBe(2);
    expect(await store.stats.openHandOffs({ platform: "test", workspace: "nowhere" })).toBe(0);
  });

  test("are saved once with their message, however often they are added", async () => {
    expect(await add()).toBe(true);
    expect(await add({ question: "Another" })).toBe(false);
    expect(await get()).toEqual(handOff());
    expect(await deliveries()).toMatchObject([{ key: `hand-off/${handOff().id}/ask`, kind: "hand-off", state: "pending" }]);
  });

  test("change completely or not at all, one change after the other", async () => {
    await add();
    const broken = handOffs.change(handOff().id, NOW, (found) => {
      const [message] = passOn(found, NOW, false).messages;
      const unusable = message && { ...message, key: `hand-off/${found.id}/copy`, dueAt: Number.NaN };
      return { handOff: { ...found, message: "m9" }, messages: unusable === undefined ? [] : [unusable] };
    });
    await expect(broken).rejects.toMatchObject({ name: "MalinoisError" });
    expect(await get()).toEqual(handOff());

    let claims = 0;
    const claim = (from: OpenStore, person: string) =>
      from.handOffs.change(handOff().id, NOW, (found) => {
        if (found.claim !== undefined) return undefined;
        claims += 1;
        return { handOff: { ...found, claim: { person } }, messages: [] };
      });
    await Promise.all(Array.from({ length: 10 }, (_, index) => claim(index % 2 === 0 ? store : other, `p${index}`)));
    expect(claims).toBe(1);
  });

  test("change once if the same is decided again after a crash", async () => {
    await add();
    const doing = { by: { person: "bert" }, now: NOW, cause: "c1" };
    const decide = (found: HandOff) => {
      const decided = answer(found, "Zoë does.", doing, true);
      return "refused" in decided ? undefined : decided;
    };
    for (let time = 0; time < 2; time += 1) await handOffs.change(handOff().id, NOW, decide);
    expect(await get()).toMatchObject({ state: "answered", answer: "Zoë does." });
    expect(await deliveries()).toHaveLength(3);
  });

  test("can be found by their thread while they are open, and by the time at which they are due", async () => {
    await add({ message: "m1" });
    const place = { platform: "test", workspace: "w", channel: "help" };
    expect(await handOffs.inThread(place, "m1")).toMatchObject({ id: handOff().id });
    for (const [elsewhere, message] of [
      [place, "m2"],
      [{ ...place, channel: "other" }, "m1"],
      [{ ...place, workspace: "v" }, "m1"],
    ] as const) {
      expect(await handOffs.inThread(elsewhere, message)).toBeUndefined();
    }
    const { nextAt = 0 } = handOff();
    expect(await handOffs.due("test", nextAt - 1, 10)).toEqual([]);
    expect(await handOffs.due("test", nextAt, 10)).toEqual([handOff().id]);
    expect(await handOffs.due("another", nextAt, 10)).toEqual([]);
    await update({ state: "closed" });
    expect(await handOffs.inThread(place, "m1")).toBeUndefined();
  });

  test("wait for their entry as long as the asker is known", async () => {
    await add({ entry: "plants" });
    expect(await handOffs.awaitingEntries()).toEqual([{ id: handOff().id, entry: "plants" }]);
    await handOffs.change(handOff().id, NOW, ({ asker: _, ...found }) => ({ handOff: found, messages: [] }));
    expect(await handOffs.awaitingEntries()).toEqual([]);
  });

  test("leave neither recipient nor text in the ledger once their messages are sent", async () => {
    await add();
    await handOffs.change(handOff().id, NOW, (found) => {
      const [message] = passOn(found, NOW, false).messages;
      const toAsker = message && { ...message, key: `hand-off/${found.id}/answer`, place: found.asker?.place ?? message.place };
      return { handOff: found, messages: toAsker === undefined ? [] : [toAsker] };
    });
    const leased = await store.nudges.leaseMessages(["test"], NOW, "me", 10);
    expect(leased.map(({ place }) => place.channel).sort()).toEqual(["anna", "help"]);
    for (const { key } of leased) await store.nudges.settle(key, "me", { state: "sent" }, NOW);
    expect(JSON.stringify(await deliveries())).not.toMatch(/anna|help|plants/);
    expect(await add()).toBe(false);
    expect(await deliveries()).toHaveLength(2);
  });

  test("lose their texts a month after they were closed, and are deleted if nobody waits for the entry", async () => {
    await add({ state: "closed", closedAt: NOW, entry: "plants", claim: { person: "bert", name: "Bert" }, answer: "Zoë" });
    await add({ id: "done", state: "closed", closedAt: NOW });
    await add({ id: "open" });
    await store.sweep(NOW + 30 * DAY - 1);
    expect((await tables.queries.selectFrom("hand_offs").selectAll().execute()).map(({ texts }) => texts)).not.toContain(null);
    await store.sweep(NOW + 30 * DAY);
    const left = await tables.queries.selectFrom("hand_offs").selectAll().orderBy("id").execute();
    expect(left.map(({ id }) => id)).toEqual([handOff().id, "open"]);
    expect(JSON.stringify(left[0])).not.toMatch(/plants\?|Zoë|Bert|bert|Anna/);
    expect(await get()).toMatchObject({ question: "", asker: { person: "anna" }, entry: "plants" });
    await store.sweep(NOW + 400 * DAY);
    expect((await tables.queries.selectFrom("hand_offs").select("id").execute()).map(({ id }) => id)).toEqual(["open"]);
  });

  test("are deleted sooner in a workspace that set a shorter period, even if somebody waits for the entry", async () => {
    const { platform, workspace } = handOff();
    await add({ state: "closed", closedAt: NOW, entry: "plants" });
    await add({ id: "elsewhere", workspace: "v", state: "closed", closedAt: NOW, entry: "plants" });
    await store.administration.changeSetting({ platform, workspace, name: "retention.days", value: "60" }, "m", NOW);
    const left = async (days: number) => {
      await store.sweep(NOW + days * DAY);
      return (await tables.queries.selectFrom("hand_offs").select("id").orderBy("id").execute()).map(({ id }) => id);
    };
    expect(await left(59)).toEqual([handOff().id, "elsewhere"].toSorted());
    expect(await left(60)).toEqual(["elsewhere"]);
    await store.administration.changeSetting({ platform, workspace, name: "retention.days", value: undefined }, "m", NOW);
  });

  test("are deleted with their pending messages when the asker is erased, and lose the name when the person who answers is erased", async () => {
    await add({ message: "m1", claim: { person: "bert", name: "Bert" } });
    await add({ id: "elsewhere", workspace: "v" });
    await add({
      id: "berts",
      asker: { person: "bert", place: { platform: "test", workspace: "w", channel: "c", private: false } },
    });
    await store.erasePerson({ ...anna, person: "bert" });
    expect(await handOffs.handOff("berts")).toBeUndefined();
    expect(JSON.stringify(await get())).not.toMatch(/bert/i);
    await store.erasePerson(anna);
    expect(await get()).toBeUndefined();
    expect(await handOffs.handOff("elsewhere")).toBeDefined();
    expect((await deliveries()).map(({ subscription }) => subscription)).toEqual(["elsewhere"]);
    await store.erasePerson({ ...anna, workspace: "" });
    expect(await handOffs.handOff("elsewhere")).toBeUndefined();
  });

  test("are deleted with their workspace", async () => {
    await add();
    await add({ id: "elsewhere", workspace: "v" });
    await store.privacy.leave(anna, NOW);
    await store.privacy.eraseLeft();
    expect(await get()).toBeUndefined();
    expect((await deliveries()).map(({ subscription }) => subscription)).toEqual(["elsewhere"]);
  });
});

function hasServer({ databaseUrl }: StoreOptions): boolean {
  return databaseUrl !== undefined;
}
