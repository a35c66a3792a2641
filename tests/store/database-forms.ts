import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase, type StoreOptions } from "../../src/store/database.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { hasPostgresql, startPostgresql } from "./postgresql-server.ts";

/** A kind of database on which the store's suites run. */
export interface DatabaseForm {
  readonly name: string;
  /** False if all connections share one database session, so that session locks exclude nobody. */
  readonly separateSessions: boolean;
  start(): Promise<RunningForm>;
}

export interface RunningForm {
  /** Makes an empty database, and returns the options that open it. */
  empty(): Promise<StoreOptions>;
  stop(): Promise<void>;
}

/** A running database, with an empty one in it that is opened twice. */
export interface OpenForm {
  readonly running: RunningForm;
  readonly options: StoreOptions;
  readonly store: OpenStore;
  /** Direct access to the tables, for data that the store keeps but does not return. */
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
