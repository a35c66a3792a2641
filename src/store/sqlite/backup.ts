import { closeSync, existsSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { MalinoisError } from "../../errors.ts";
import { FILE_NAME } from "./connect.ts";
import { explainSqliteError } from "./errors.ts";

/**
 * Copies the database of a data directory to a new file, whole, while it is in use; a plain copy of the file misses what is still in its write-ahead
 * log. The copy is a database of its own: put in place of the file, it is the state of that moment.
 * @throws MalinoisError when there is no database, the new file exists already, or it cannot be written
 */
export function backUpSqlite(dataDirectory: string, target: string): void {
  const file = join(dataDirectory, FILE_NAME);
  if (!existsSync(file))
    throw new MalinoisError("store", `There is no database in ${dataDirectory}`, "Set DATA_DIR to where it is");
  reserve(target);
  let database: Libsql.Database | undefined;
  try {
    database = new Libsql(file);
    database.prepare("vacuum into ?").run(target);
  } catch (error) {
    // A part of a copy must not be taken for one.
    rmSync(target, { force: true });
    throw explainSqliteError(error, target);
  } finally {
    database?.close();
  }
}

/** Makes the file empty, as SQLite accepts it, for its owner alone: it holds what people set and answered. */
function reserve(target: string): void {
  try {
    closeSync(openSync(target, "wx", 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new MalinoisError("usage", `${target} exists already`, "Name a file that does not");
    throw new MalinoisError("store", `${target} cannot be written (${code})`, "Name a file in a folder that may be written");
  }
}
