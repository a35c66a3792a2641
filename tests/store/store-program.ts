/** A process with its own store: `node store-program.js TASK OPTIONS`. It prints a line for everything that the store acknowledged. */
import { once } from "node:events";
import { writeSync } from "node:fs";
import { MalinoisError } from "../../src/errors.ts";
import { type Database, openDatabase, type StoreOptions } from "../../src/store/database.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { claim } from "./claim.ts";

/** `open` and `claim-for-ever` begin at once; the other tasks wait for a line on standard input. */
export type Task = "open" | "open-at-once" | "claim-for-ever" | "race" | "count";

const [task, options = "{}"] = process.argv.slice(2);

/** Writes a line synchronously, so that everything that was printed had been acknowledged before. */
function print(line: string): void {
  writeSync(1, `${line}\n`);
}

async function claimForEver(store: OpenStore): Promise<void> {
  for (let count = 0; ; count += 1) {
    const key = `test:workspace:${process.pid}:${count}`;
    if (await claim(store, key, 0, 1_000)) print(key);
  }
}

async function awaitStart(): Promise<void> {
  print("ready");
  await once(process.stdin, "data");
  process.stdin.destroy();
}

async function race(store: OpenStore): Promise<void> {
  await awaitStart();
  const keys = Array.from({ length: 200 }, (_, index) => `test:workspace:race:${index}`);
  await Promise.all(
    keys.map(async (key) => {
      if (await claim(store, key, 0, 1_000)) print(key);
    }),
  );
}

/** A hundred times, reads a number and writes the next one, each time in one transaction. */
async function count(database: Database): Promise<void> {
  await awaitStart();
  const counter = { platform: "test", workspace: "workspace", name: "counter" };
  for (let step = 0; step < 100; step += 1) {
    await database.queries.transaction().execute(async (transaction) => {
      const row = await transaction.selectFrom("workspace_settings").select("value").executeTakeFirst();
      const value = String(Number(row?.value ?? 0) + 1);
      await transaction
        .insertInto("workspace_settings")
        .values({ ...counter, value })
        .onConflict((conflict) => conflict.columns(["platform", "workspace", "name"]).doUpdateSet({ value }))
        .execute();
    });
  }
  print("counted");
}

async function work(options: StoreOptions): Promise<void> {
  if (task === "count") {
    const database = await openDatabase(options);
    await count(database);
    return database.close();
  }
  if (task === "open-at-once") await awaitStart();
  const store = await openStore(options);
  if (task === "claim-for-ever") await claimForEver(store);
  else if (task === "race") await race(store);
  else print("opened");
  return store.close();
}

try {
  await work(JSON.parse(options) as StoreOptions);
} catch (error) {
  if (!(error instanceof MalinoisError)) throw error;
  print(`${error.code}: ${error.message} ${error.fix}`);
  process.exitCode = 1;
}
