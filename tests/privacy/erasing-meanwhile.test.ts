import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { passOn } from "../../src/hand-offs/decide/transitions.ts";
import type { Queries } from "../../src/store/dialect.ts";
import { handOff, NOW } from "../hand-offs/fixtures.ts";
import { subscription } from "../nudges/fixtures.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "../store/database-forms.ts";

// SQLite lets only one writer in at a time, and PGlite has one session for all.
const hasWriters = (name: string) => name === "PostgreSQL";

describe.each(DATABASE_FORMS)("erasing a person on $name while another process", { timeout: 60_000 }, (form) => {
  let { store, tables, stop } = {} as OpenForm;
  const bert = { platform: "test", workspace: "w", person: "bert" };
  beforeAll(async () => {
    ({ store, tables, stop } = await openForm(form));
  }, 60_000);
  afterAll(() => stop());

  /** Erases Bert while a change is made and not committed yet. */
  async function erasedDuring(change: (transaction: Queries) => Promise<unknown>): Promise<void> {
    let erasing: Promise<void> | undefined;
    await tables.queries.transaction().execute(async (transaction) => {
      await change(transaction);
      erasing = store.erasePerson(bert);
      const waiting = async () => (await sql`select 1 from pg_locks where not granted`.execute(tables.queries)).rows;
      await vi.waitFor(async () => expect(await waiting()).not.toEqual([]), 30_000);
    });
    await erasing;
  }

  test.runIf(hasWriters(form.name))("changes a hand-off that the person has taken keeps the change", async () => {
    await store.handOffs.add(passOn(handOff({ claim: { person: "bert", name: "Bert" } }), NOW, true), NOW);
    await erasedDuring((transaction) => transaction.updateTable("hand_offs").set({ state: "closed", closed_at: NOW }).execute());
    const found = await store.handOffs.handOff(handOff().id);
    expect(found).toMatchObject({ state: "closed", closedAt: NOW });
    expect(found).not.toHaveProperty("claim");
  });

  test.runIf(hasWriters(form.name))("changes nudges that the person set up keeps the change", async () => {
    const kept = subscription({ owner: bert, ownerName: "Bert" });
    await store.nudges.saveSubscription(kept, { lookedUntil: NOW });
    const record = JSON.stringify({ ...kept, pause: { reason: "asked" } });
    await erasedDuring((transaction) =>
      transaction
        .updateTable("subscriptions")
        .set({ record, looked_until: NOW + 1 })
        .execute(),
    );
    const found = await store.nudges.subscription(kept.id);
    expect(found).toMatchObject({ pause: { reason: "asked" }, owner: { person: "" }, nextLook: { lookedUntil: NOW + 1 } });
    expect(found).not.toHaveProperty("ownerName");
  });
});
