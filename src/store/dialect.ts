import type { Dialect, Kysely, RawBuilder, SelectQueryBuilder } from "kysely";
import type { Logger } from "../ports.ts";
import type { Schema } from "./schema.ts";

export type StoreLogger = Pick<Logger, "info" | "warn">;

/** The query layer: a database or a transaction in it. Its errors are `MalinoisError`s already. */
export type Queries = Kysely<Schema>;

/** What differs between the databases; everything else is written once. */
export interface DatabaseDialect {
  /** For people and logs, without a password: "SQLite in data/malinois.sqlite", "PostgreSQL at db:5432/malinois". */
  readonly description: string;
  /** How Kysely reaches the database. */
  readonly kysely: Dialect;
  /** Runs `work`, a Kysely migrator, on one connection while no other process migrates; a migration is kept whole or not at all. */
  migrateAlone(queries: Queries, work: (alone: Queries) => Promise<void>): Promise<void>;
  /**
   * Locks the rows that a query inside a transaction or a statement takes, leaving out those that another
   * replica has locked, so that replicas share work out instead of waiting for each other. Where one writer at a time
   * has the whole database to itself, the query stays as it is.
   */
  skipLocked<Tables, Names extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Names, Row>,
  ): SelectQueryBuilder<Tables, Names, Row>;
  /** Locks the rows that a query inside a transaction takes, waiting for those that another replica has locked. */
  lock<Tables, Names extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Names, Row>,
  ): SelectQueryBuilder<Tables, Names, Row>;
  /**
   * Inside a transaction, waits until no other has a turn for any of some names, and keeps them to its end: what it reads after that, no
   * other with the same name changes. Where one writer at a time has the whole database to itself, there is nothing to wait for.
   */
  takeTurns(transaction: Queries, names: readonly string[]): Promise<void>;
  /**
   * The condition that holds for at most `limit` of the rows of a table for which another holds, whatever the table's key is: for changes in batches.
   * Rows that another replica has locked are waited for.
   */
  some(table: keyof Schema, condition: RawBuilder<unknown>, limit: number): RawBuilder<unknown>;
  /** Removes deleted data from the database's own files as far as possible; never rejects. */
  forget(): Promise<void>;
  /** Ends the connections; harmless when repeated. Whatever still asks gets an error that says so. */
  close(): Promise<void>;
}
