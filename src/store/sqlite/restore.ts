import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { MalinoisError } from "../../errors.ts";
import { MIGRATION_TABLE } from "../migrate.ts";
import { MIGRATIONS } from "../migrations/index.ts";
import { FILE_NAME } from "./connect.ts";
import { explainDirectoryError, explainSqliteError, isBusy, isDamaged } from "./errors.ts";

/**
 * Puts a backup in place of the database of a data directory, whole or not at all; what was there before is kept beside it.
 * @param stamp names the database that is kept: "2026-11-26T09-30-00Z"
 * @returns the file of the database that was there before; undefined where there was none
 * @throws MalinoisError when the backup is missing, damaged, of a newer version or no database of Malinois, or when a Malinois uses the database; then nothing
 *   was changed
 */
export function restoreSqlite(backup: string, dataDirectory: string, stamp: string): string | undefined {
  const found = statSync(backup, { throwIfNoEntry: false });
  if (found?.isFile() !== true) {
    const problem = found === undefined ? `There is no file ${backup}` : `${backup} is no file`;
    throw new MalinoisError("usage", problem, "Name a file that `malinois backup` wrote");
  }
  const file = join(dataDirectory, FILE_NAME);
  const draft = `${file}.restoring`;
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    rmSync(draft, { force: true });
    copyFileSync(backup, draft);
  } catch (error) {
    throw explainDirectoryError(error, dataDirectory);
  }
  try {
    checkBackup(draft, backup);
    if (!existsSync(file)) {
      renameSync(draft, file);
      return undefined;
    }
    const kept = `${file}.${stamp}`;
    const release = takeAlone(file);
    try {
      renameSync(file, kept);
      for (const ending of ["-wal", "-shm"]) if (existsSync(file + ending)) renameSync(file + ending, kept + ending);
      renameSync(draft, file);
    } finally {
      release();
    }
    return kept;
  } finally {
    for (const ending of ["", "-journal", "-wal", "-shm"]) rmSync(draft + ending, { force: true });
  }
}

/** Opens a copy of the backup, and looks whether it is whole and one that this version understands. */
function checkBackup(draft: string, backup: string): void {
  let database: Libsql.Database | undefined;
  try {
    database = new Libsql(draft);
    // A copy that was taken with its write-ahead log becomes one file.
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
    `${backup} is damaged, or no database of Malinois. Nothing was changed`,
    "Name a file that `malinois backup` wrote",
  );
}

/**
 * Keeps every other process out of a database, and empties its write-ahead log into it. One that has it open, idle or not, is in the way: leaving the mode of
 * the log takes a lock that its connection denies. A damaged file, which nothing can use, is not locked.
 * @returns lets others in again
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
