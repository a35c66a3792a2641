import { setTimeout as wait } from "node:timers/promises";
import Libsql from "libsql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StoreOptions } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";
import { claim } from "./claim.ts";
import { DATABASE_FORMS, type RunningForm } from "./database-forms.ts";
import { compileStoreProgram, type StoreProcess, type StoreProgram } from "./store-process.ts";

/** In each round, two processes share the database and are killed at random moments. Raise this for a longer run. */
const ROUNDS = 10;
const NOW = 500;

/** Kills a process once it has acknowledged this many claims. Returns everything it acknowledged before it died. */
async function killAfter({ child, lines, ended }: StoreProcess, acknowledgements: number): Promise<readonly string[]> {
  let seen = 0;
  lines.on("line", () => {
    seen += 1;
    if (seen === acknowledgements) child.kill("SIGKILL");
  });
  return ended;
}

let program: StoreProgram;
beforeAll(async () => {
  program = await compileStoreProgram();
}, 60_000);
afterAll(() => program.remove());

describe.each(DATABASE_FORMS)("a process that is killed on $name", { timeout: 120_000 }, (form) => {
  let running: RunningForm;
  beforeAll(async () => {
    running = await form.start();
  }, 60_000);
  afterAll(() => running.stop());

  test(`loses nothing that it acknowledged, in ${2 * ROUNDS} attempts`, async () => {
    const options = await running.empty();
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const killed = [1, 2].map(() => killAfter(program.run("claim-for-ever", options), random(1, 100)));
      const keys = (await Promise.all(killed)).flat();
      acknowledged.push(...keys);
      expect(await lost(options, keys)).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(2 * ROUNDS);
    expect(await lost(options, acknowledged)).toEqual([]);
    if (options.databaseUrl === undefined) expect(integrity(options.dataDirectory)).toBe("ok");
  });

  test("while it opens a new database leaves one that can be opened", async () => {
    for (let round = 0; round < ROUNDS / 2; round += 1) {
      const options = await running.empty();
      const { child, ended } = program.run("open", options);
      await wait(random(150, 300));
      child.kill("SIGKILL");
      await ended;
      const store = await openStore(options);
      expect(await claim(store, "key", NOW, 1_000)).toBe(true);
      await store.close();
    }
  });
});

function random(from: number, to: number): number {
  return from + Math.floor(Math.random() * (to - from + 1));
}

/** Returns the keys that can be claimed again, and so were lost. */
async function lost(options: StoreOptions, keys: readonly string[]): Promise<readonly string[]> {
  const store = await openStore(options);
  const won = await Promise.all(keys.map((key) => claim(store, key, NOW, 1_000)));
  await store.close();
  return keys.filter((_, index) => won[index]);
}

function integrity(dataDirectory: string): unknown {
  const database = new Libsql(`${dataDirectory}/malinois.sqlite`);
  const rows = database.pragma("integrity_check") as readonly { integrity_check: string }[];
  database.close();
  return rows[0]?.integrity_check;
}
