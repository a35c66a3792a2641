import type { SqliteDatabase } from "kysely";
import type Libsql from "libsql";
import { MalinoisError } from "../../errors.ts";
import { explainSqliteError } from "./errors.ts";

/** Wraps a libsql database for Kysely's driver, with errors that people understand and checks of the parameters. */
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

/** Rejects parameters that libsql 0.5 handles badly: a boolean ends the whole process, and a text is silently cut off at its first NUL. */
function bindable(parameters: readonly unknown[]): unknown[] {
  for (const parameter of parameters) {
    if (typeof parameter === "boolean") throw new TypeError("A boolean is stored as 0 or 1");
    if (typeof parameter === "string" && parameter.includes("\0")) {
      throw new MalinoisError("store", "A text with a NUL character cannot be stored.", "Remove the character.");
    }
  }
  return [...parameters];
}
