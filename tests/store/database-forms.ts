import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase, type StoreOptions } from "../../src/store/database.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { hasPostgresql, startPostgresql } from "./postgresql-server.ts";

/** A form of the store that the same suites run over. */
export interface DatabaseForm {
  readonly name: string;
  /** False where all connections share one session of the database, so that its session locks keep nobody out. */
  readonly separateSessions: boolean;
  start(): Promise<RunningForm>;
}

export interface RunningForm {
  /** How to open a database that is empty. */
  empty(): Promise<StoreOptions>;
  stop(): Promise<void>;
}

/** A form at work, with an empty database that is open twice. */
export interface OpenForm {
  readonly running: RunningForm;
  readonly options: StoreOptions;
  readonly store: OpenStore;
  /** The tables themselves, for what the store keeps and does not give back. */
  readonly tables: Database;
  stop(): Promise<void>;
}

export async function openForm(form: DatabaseForm): Promise<OpenForm> {
  const running = await form.start();
  const options = await running.empty();
  const store = await openStore(options);
  const tables = await openDatabase(options);
  const stop = async () => {
    await Promise.all([store.close(), tables.close()]);
    await running.stop();
  };
  return { running, options, store, tables, stop };
}

const sqlite: DatabaseForm = {
  name: "SQLite",
  separateSessions: true,
  start: async () => {
    const directory = await mkdtemp(join(tmpdir(), "malinois-sqlite-"));
    let databases = 0;
    return {
      empty: async () => {
        databases += 1;
        return { dataDirectory: join(directory, String(databases)) };
      },
      stop: () => rm(directory, { recursive: true, force: true }),
    };
  },
};

const postgresql: DatabaseForm = {
  name: hasPostgresql ? "PostgreSQL" : "PGlite (no PostgreSQL is installed here)",
  separateSessions: hasPostgresql,
  start: async () => {
    const server = hasPostgresql ? await startPostgresql() : await (await import("./pglite-server.ts")).startPglite();
    return {
      empty: async () => ({ databaseUrl: await server.createDatabase(), dataDirectory: "unused" }),
      stop: () => server.stop(),
    };
  },
};

export const DATABASE_FORMS: readonly DatabaseForm[] = [sqlite, postgresql];
