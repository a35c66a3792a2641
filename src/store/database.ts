import { Kysely } from "kysely";
import type { DatabaseDialect, Queries, StoreLogger } from "./dialect.ts";
import { migrate } from "./migrate.ts";
import type { Schema } from "./schema.ts";

export interface StoreOptions {
  /** `postgres://…`; absent: SQLite in the data directory. */
  readonly databaseUrl?: string | undefined;
  /** The directory of the SQLite file, created if missing; ":memory:" keeps everything in memory, for tests. */
  readonly dataDirectory: string;
  readonly logger?: StoreLogger | undefined;
}

export interface Database {
  /**
   * `queries.transaction().execute(async (transaction) => …)` runs a transaction, rolled back if its function throws.
   * Inside, use only `transaction`: SQLite has one connection, so the outer `queries` would wait for ever.
   */
  readonly queries: Queries;
  readonly dialect: DatabaseDialect;
  close(): Promise<void>;
}

/** Opens the database and brings its schema up to date. If it throws a `MalinoisError`, it leaves nothing open. */
export async function openDatabase(options: StoreOptions): Promise<Database> {
  const dialect = await connect(options);
  const queries = new Kysely<Schema>({ dialect: dialect.kysely });
  try {
    await migrate(queries, dialect, options.logger);
  } catch (error) {
    await dialect.close();
    throw error;
  }
  options.logger?.info({}, `store: ${dialect.description}`);
  return { queries, dialect, close: () => dialect.close() };
}

/** Loads only the library of the database in use. */
async function connect({ databaseUrl, dataDirectory, logger }: StoreOptions): Promise<DatabaseDialect> {
  if (databaseUrl === undefined) {
    const { connectSqlite } = await import("./sqlite/connect.ts");
    return connectSqlite(dataDirectory);
  }
  const { connectPostgresql } = await import("./postgresql/connect.ts");
  return connectPostgresql(databaseUrl, logger);
}
