import { existsSync } from "node:fs";
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
  if (existsSync(target)) throw new MalinoisError("usage", `${target} exists already`, "Name a file that does not");
  let database: Libsql.Database | undefined;
  try {
    database = new Libsql(file);
    database.prepare("vacuum into ?").run(target);
  } catch (error) {
    throw explainSqliteError(error, target);
  } finally {
    database?.close();
  }
}
