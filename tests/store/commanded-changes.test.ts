import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandedChange } from "../../src/answers/ports.ts";
import type { Inbound } from "../../src/model.ts";
import type { Transaction } from "../../src/ports.ts";
import { handOff } from "../hand-offs/fixtures.ts";
import { channel, subscription } from "../nudges/fixtures.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "./database-forms.ts";

const NOW = 1_000;

describe.each(DATABASE_FORMS)("what a command changes on $name", { timeout: 60_000 }, (form) => {
  let { store, stop } = {} as OpenForm;
  beforeAll(async () => {
    ({ store, stop } = await openForm(form));
  }, 60_000);
  afterAll(() => stop());

  async function decide(id: string, ...changes: readonly ((transaction: Transaction) => Promise<boolean>)[]) {
    const place = { ...channel, private: true };
    const inbound: Inbound = { kind: "asked", id, place, asker: { id: "anna" }, text: "/nudge", addressed: true };
    await store.inbox.takeIn(inbound, NOW, 2 * NOW, "me");
    const commanded = changes.map((change): CommandedChange => ({ change, onSaved: undefined }));
    const remembering = { asker: { ...place, person: "anna" }, changes: [], commanded, contexts: [] };
    return store.inbox.decide(id, "me", { place, language: "en", replies: [], sent: 0 }, remembering, NOW);
  }

  const added = (id: string) => async (transaction: Transaction) => {
    await store.nudges.within(transaction).saveSubscription(subscription({ id }), { lookedUntil: NOW });
    return true;
  };
  const paused = (id: string) => async (transaction: Transaction) => {
    const change = store.nudges
      .within(transaction)
      .changeSubscription(id, (found, nextLook) => ({ subscription: found, nextLook }));
    return (await change) !== undefined;
  };

  test("is saved together with its replies", async () => {
    await store.handOffs.add({ handOff: handOff(), messages: [] }, NOW);
    const closed = async (transaction: Transaction) => {
      const end = { ...handOff(), state: "closed", closedAt: NOW } as const;
      await store.handOffs.within(transaction).change(handOff().id, NOW, () => ({ handOff: end, messages: [] }));
      return true;
    };
    expect(await decide("one", added("first"), paused("first"), closed)).toBe(true);
    expect(await store.nudges.subscription("first")).toBeDefined();
    expect((await store.handOffs.handOff(handOff().id))?.state).toBe("closed");
  });

  test("is not saved in part if one of the changes is outdated or fails, and the message is still to be answered", async () => {
    expect(await decide("two", added("second"), paused("gone"))).toBe("outdated");
    await expect(decide("two", added("second"), () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await store.nudges.subscription("second")).toBeUndefined();
    expect(await decide("two", added("second"))).toBe(true);
    expect(await store.nudges.subscription("second")).toBeDefined();
  });
});
