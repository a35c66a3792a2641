import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { MalinoisError } from "../../errors.ts";
import { MIGRATION_TABLE } from "../migrate.ts";
import { MIGRATIONS } from "../migrations/index.ts";
import { FILE_NAME } from "./connect.ts";
import { explainDirectoryError, explainSqliteError, isBusy, isDamaged } from "./errors.ts";

/** The endings of the files that SQLite keeps next to a database. */
const LOGS = ["-journal", "-wal", "-shm"];

/**
 * Replaces the database of a data directory with a backup, completely or not at all. The previous database is kept next to it.
 * @param stamp the end of the previous database's new file name: "2026-11-26T09-30-00Z"
 * @returns the file of the previous database; undefined if there was none
 * @throws MalinoisError if the backup is missing, damaged, from a newer version or not a Malinois database, or if a running Malinois uses the database.
 *   Nothing is changed then
 */
export function restoreSqlite(backup: string, dataDirectory: string, stamp: string): string | undefined {
  const found = statSync(backup, { throwIfNoEntry: false });
  if (found?.isFile() !== true) {
    const problem = found === undefined ? `There is no file ${backup}` : `${backup} is not a file`;
    throw new MalinoisError("usage", problem, "Name a file that `malinois backup` wrote");
  }
  const file = join(dataDirectory, FILE_NAME);
  const draft = `${file}.restoring`;
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    rmSync(draft, { force: true });
    copyFileSync(backup, draft);
    // The copy has the mode of the backup, which may be read-only, or readable by everybody.
    chmodSync(draft, 0o600);
  } catch (error) {
    throw explainDirectoryError(error, dataDirectory);
  }
  try {
    checkBackup(draft, backup);
    const kept = `${file}.${stamp}`;
    const isReplaced = existsSync(file);
    const release = isReplaced ? takeAlone(file) : () => {};
    try {
      // The logs are moved even without the file itself, which somebody may have moved away: SQLite would apply them to the backup.
      for (const ending of ["", ...LOGS]) if (existsSync(file + ending)) renameSync(file + ending, kept + ending);
      renameSync(draft, file);
    } finally {
      release();
    }
    return isReplaced ? kept : undefined;
  } finally {
    for (const ending of ["", ...LOGS]) rmSync(draft + ending, { force: true });
  }
}

/** Opens a copy of the backup, and checks that it is intact and that this version understands it. */
function checkBackup(draft: string, backup: string): void {
  let database: Libsql.Database | undefined;
  try {
    database = new Libsql(draft);
    // Merges a write-ahead log into the file.
    database.pragma("journal_mode = delete");
    const [whole] = database.prepare("pragma integrity_check").all() as { readonly integrity_check: string }[];
    const isOurs = database.prepare("select 1 from sqlite_master where name = ?").get(MIGRATION_TABLE) !== undefined;
    if (!isOurs || whole?.integrity_check !== "ok") throw unusable(backup);
    const applied = database.prepare(`select name from ${MIGRATION_TABLE}`).all() as { readonly name: string }[];
    const unknown = applied.find(({ name }) => !Object.hasOwn(MIGRATIONS, name));
    if (unknown !== undefined) {
      throw new MalinoisError(
        "store",
        `${backup} was written by a newer version of Malinois (migration ${unknown.name}). Nothing was changed`,
        "Restore it with that version or a later one",
      );
    }
  } catch (error) {
    throw isDamaged(error) ? unusable(backup) : explainSqliteError(error, backup);
  } finally {
    database?.close();
  }
}

function unusable(backup: string): MalinoisError {
  return new MalinoisError(
    "usage",
    `${backup} is damaged or not a Malinois database. Nothing was changed`,
    "Name a file that `malinois backup` wrote",
  );
}

/**
 * Locks every other process out of a database, and moves its write-ahead log into the file. Fails if another process has the file open, even idle: leaving
 * write-ahead mode needs a lock that any open connection denies. A damaged file, which nothing can use, is not locked.
 * @returns a function that releases the lock
 */
function takeAlone(file: string): () => void {
  let database: Libsql.Database | undefined;
  try {
    database = new Libsql(file);
    database.pragma("journal_mode = delete");
    database.exec("begin exclusive");
    const taken = database;
    return () => taken.close();
  } catch (error) {
    database?.close();
    if (isDamaged(error)) return () => {};
    if (!isBusy(error)) throw explainSqliteError(error, file);
    throw new MalinoisError(
      "store",
      `A running Malinois uses ${file}. Nothing was changed`,
      "Stop it, restore, and start it again",
      {
        cause: error,
      },
    );
  }
}
