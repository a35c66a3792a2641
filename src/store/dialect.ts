import type { Dialect, Kysely, RawBuilder, SelectQueryBuilder } from "kysely";
import type { Logger } from "../ports.ts";
import type { Schema } from "./schema.ts";

export type StoreLogger = Pick<Logger, "info" | "warn">;

/** The query layer: a database, or a transaction in it. Its errors are already `MalinoisError`s. */
export type Queries = Kysely<Schema>;

/** Runs work in a transaction of its own, or in the one that it is part of already. */
export function inTransaction<Result>(queries: Queries, work: (transaction: Queries) => Promise<Result>): Promise<Result> {
  return queries.isTransaction ? work(queries) : queries.transaction().execute(work);
}

/** What to do with rows that another replica has locked. */
export type Locked = "wait" | "skip";

/** What differs between the databases. Everything else is the same code for both. */
export interface DatabaseDialect {
  /** The name for people and logs, without a password: "SQLite database data/malinois.sqlite", "PostgreSQL database db:5432/malinois". */
  readonly description: string;
  /** How Kysely reaches the database. */
  readonly kysely: Dialect;
  /** Runs `work`, a Kysely migrator, on one connection while no other process migrates. Each migration takes effect completely or not at all. */
  migrateAlone(queries: Queries, work: (alone: Queries) => Promise<void>): Promise<void>;
  /**
   * Locks the rows that a query inside a transaction or a statement selects, and leaves out those that another replica
   * has locked, so that replicas share the work instead of waiting for each other. The query stays as it is if the
   * database lets only one writer in at a time.
   */
  skipLocked<Tables, Names extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Names, Row>,
  ): SelectQueryBuilder<Tables, Names, Row>;
  /** Locks the rows that a query inside a transaction selects, and waits for those that another replica has locked. */
  lock<Tables, Names extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Names, Row>,
  ): SelectQueryBuilder<Tables, Names, Row>;
  /**
   * Locks some names until the end of the transaction, and waits for other transactions that have locked any of them: what this transaction
   * reads after that, no other transaction with the same name changes. Does nothing if the database lets only one writer in at a time.
   */
  takeTurns(transaction: Queries, names: readonly string[]): Promise<void>;
  /**
   * Returns a condition that holds for at most `limit` of the rows for which `condition` holds, independent of the table's key: for changes in
   * batches. It waits for rows that another replica has locked, or leaves them out.
   */
  some(table: keyof Schema, condition: RawBuilder<unknown>, limit: number, locked: Locked): RawBuilder<unknown>;
  /** Removes deleted data from the database's own files as far as possible; never rejects. */
  forget(): Promise<void>;
  /** Ends the connections; harmless when repeated. Later queries fail with an error that says so. */
  close(): Promise<void>;
}
