import { closeSync, existsSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { MalinoisError } from "../../errors.ts";
import { FILE_NAME } from "./connect.ts";
import { explainSqliteError } from "./errors.ts";

/**
 * Copies the complete database of a data directory to a new file while it is in use. A plain copy of the file would miss what is still in its write-ahead
 * log. The copy is a database by itself: in place of the original file, it restores the state of that moment.
 * @throws MalinoisError if there is no database, or if the new file exists already or cannot be written
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
    // A partial copy must not be mistaken for a backup.
    rmSync(target, { force: true });
    throw explainSqliteError(error, target);
  } finally {
    database?.close();
  }
}

/** Creates the file, which SQLite accepts if it is empty. Only its owner may read it, since it will hold people's settings and answers. */
function reserve(target: string): void {
  try {
    closeSync(openSync(target, "wx", 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new MalinoisError("usage", `${target} exists already`, "Name a file that does not");
    throw new MalinoisError("store", `${target} cannot be written (${code})`, "Name a file in a folder in which you may write");
  }
}
