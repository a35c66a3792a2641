import type { SqliteDatabase } from "kysely";
import type Libsql from "libsql";
import { MalinoisError } from "../../errors.ts";
import { explainSqliteError } from "./errors.ts";

/** libsql's database as Kysely's driver uses it, with errors that people understand and parameters that are safe. */
export function createStatements(database: Libsql.Database, file: string): SqliteDatabase {
  const explained = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw explainSqliteError(error, file);
    }
  };
  return {
    prepare(text) {
      const statement = explained(() => database.prepare(text));
      return {
        reader: statement.reader,
        all: (parameters) => explained(() => statement.all(bindable(parameters))),
        run: (parameters) => explained(() => statement.run(bindable(parameters))),
        iterate: (parameters) => explained(() => statement.iterate(bindable(parameters))),
      };
    },
    close: () => database.close(),
  };
}

/** libsql 0.5 ends the whole process on a boolean, and cuts a text at its first NUL without a word. */
function bindable(parameters: readonly unknown[]): unknown[] {
  for (const parameter of parameters) {
    if (typeof parameter === "boolean") throw new TypeError("A truth value is stored as 0 or 1");
    if (typeof parameter === "string" && parameter.includes("\0")) {
      throw new MalinoisError("store", "A text with a NUL character cannot be stored.", "Remove the character.");
    }
  }
  return [...parameters];
}
