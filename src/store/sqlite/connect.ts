import { existsSync } from "node:fs";
import { access, constants, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { CompiledQuery, type Dialect, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler, sql } from "kysely";
import Libsql from "libsql";
import type { DatabaseDialect, Queries } from "../dialect.ts";
import { explainDirectoryError, explainSqliteError, isBusy } from "./errors.ts";
import { createStatements } from "./statements.ts";

export const FILE_NAME = "malinois.sqlite";

/** How long a statement waits for another process's write to end, in milliseconds. A write takes one to ten. */
const BUSY_TIMEOUT = 2_000;
const BUSY_RETRY = 20;
/** For how long emptying the log is retried if another process is reading, in milliseconds. */
const FORGET_TIMEOUT = 5_000;
const FORGET_RETRY = 50;

/** Opens the SQLite file in a directory and creates both if missing; ":memory:" opens a database in memory. Throws a `MalinoisError`. */
export async function connectSqlite(dataDirectory: string): Promise<DatabaseDialect> {
  const inMemory = dataDirectory === ":memory:";
  const file = inMemory ? dataDirectory : join(dataDirectory, FILE_NAME);
  if (!inMemory) await prepareDirectory(dataDirectory, file);
  const database = await openFile(file);
  return {
    description: inMemory ? "SQLite database in memory" : `SQLite database ${file}`,
    kysely: createDialect(database, file),
    migrateAlone,
    skipLocked: (query) => query,
    lock: (query) => query,
    takeTurns: async () => undefined,
    some: (table, condition, limit) => sql`rowid in (select rowid from ${sql.table(table)} where ${condition} limit ${limit})`,
    forget: () => emptyLogSoon(database),
    close: async () => closeFile(database),
  };
}

/** Creates the directory and the file, and checks for write access in the file system: SQLite opens a read-only file without an error, and fails only later. */
async function prepareDirectory(directory: string, file: string): Promise<void> {
  try {
    // On a shared machine, other users must not read people's settings and answers.
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.W_OK | constants.X_OK);
    if (existsSync(file)) await access(file, constants.W_OK);
    // Nor in a directory that others may read. SQLite accepts an empty file, and gives its logs the same mode.
    else await (await open(file, "a", 0o600)).close();
  } catch (error) {
    throw explainDirectoryError(error, directory);
  }
}

async function openFile(file: string): Promise<Libsql.Database> {
  let database: Libsql.Database | undefined;
  try {
    database = new Libsql(file, { timeout: BUSY_TIMEOUT });
    await useWriteAheadLog(database);
    // "full" waits for the disk at each commit, so that what was acknowledged also survives a power cut, as on PostgreSQL.
    // "normal" would save up to about 3 ms a write, but a power cut could lose the last claims, and with them "exactly once".
    database.pragma("synchronous = full");
    // Deleted content is overwritten in its page.
    database.pragma("secure_delete = on");
    return database;
  } catch (error) {
    database?.close();
    throw explainSqliteError(error, file);
  }
}

/**
 * Turns on the write-ahead log. With it, a reader never waits for a writer, and a process killed while writing leaves a file
 * that opens without repair. Retries, since two processes that open a new file at once collide here and SQLite does not
 * apply its busy timeout to this.
 */
async function useWriteAheadLog(database: Libsql.Database): Promise<void> {
  for (let waited = 0; ; waited += BUSY_RETRY) {
    try {
      database.pragma("journal_mode = wal");
      return;
    } catch (error) {
      if (!isBusy(error) || waited >= BUSY_TIMEOUT) throw error;
      await wait(BUSY_RETRY);
    }
  }
}

function createDialect(database: Libsql.Database, file: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(database, file),
    createIntrospector: (queries) => new SqliteIntrospector(queries),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Kysely's own driver, with transactions that two processes can run at once. */
function createDriver(database: Libsql.Database, file: string): SqliteDriver {
  const driver = new SqliteDriver({ database: createStatements(database, file) });
  // A transaction that begins by reading fails if it then writes after another process has written (SQLITE_BUSY_SNAPSHOT).
  // Taking the write lock at the start makes it wait its turn instead.
  driver.beginTransaction = async (connection) => {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  };
  // On a full disk, SQLite has already rolled back by itself; the error of a second rollback would hide the cause.
  driver.rollbackTransaction = async (connection) => {
    if (database.inTransaction) await connection.executeQuery(CompiledQuery.raw("rollback"));
  };
  return driver;
}

/** Runs the migrations under the write lock, which keeps other processes out, and in one transaction, so that all of them take effect or none. */
async function migrateAlone(queries: Queries, work: (alone: Queries) => Promise<void>): Promise<void> {
  await queries.connection().execute(async (alone) => {
    await sql`begin immediate`.execute(alone);
    try {
      await work(alone);
      await sql`commit`.execute(alone);
    } catch (error) {
      // The rollback fails if SQLite has already rolled back by itself; the first error is the one that matters.
      await sql`rollback`.execute(alone).catch(() => undefined);
      throw error;
    }
  });
}

/** Moves what is still in the write-ahead log into the file, so that the single file is a complete backup, and closes it. */
function closeFile(database: Libsql.Database): void {
  if (!database.open) return;
  emptyLog(database);
  database.close();
}

/** Empties the log, with retries, since it cannot be emptied while another process reads. Reads take milliseconds; only a backup outlasts the retries. */
async function emptyLogSoon(database: Libsql.Database): Promise<void> {
  for (let waited = 0; database.open && !emptyLog(database) && waited < FORGET_TIMEOUT; waited += FORGET_RETRY) {
    await wait(FORGET_RETRY);
  }
}

/** Moves the write-ahead log into the file, so that the log no longer holds deleted data. Returns false if it still may. */
function emptyLog(database: Libsql.Database): boolean {
  try {
    database.pragma("busy_timeout = 0");
    const [{ busy = 1 } = {}] = database.pragma("wal_checkpoint(truncate)") as readonly { readonly busy?: number }[];
    return busy === 0;
  } catch {
    // Another process is busy, or the disk is full. Nothing is lost: the log is read when the file is next opened, and emptied later.
    return false;
  } finally {
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
  }
}
