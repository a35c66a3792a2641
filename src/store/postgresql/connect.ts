import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
  sql,
} from "kysely";
import pg from "pg";
import type { DatabaseDialect, Queries, StoreLogger } from "../dialect.ts";
import type { Schema } from "../schema.ts";
import { explainPostgresqlError, isServersAnswer, readDatabaseUrl } from "./errors.ts";

/** Times in milliseconds. */
export interface PostgresqlLimits {
  /** For making a connection, and for waiting for a free one. */
  readonly connect: number;
  /** After this, the server cancels a statement. */
  readonly statement: number;
  /** After this, Malinois gives up on a statement of which it has heard nothing, because the network lost the server's response. */
  readonly answer: number;
}

export const POSTGRESQL_LIMITS: PostgresqlLimits = { connect: 10_000, statement: 15_000, answer: 20_000 };

/** For migrations: a large table takes time, and so does waiting for another replica that migrates first. */
const MIGRATION_LIMITS: PostgresqlLimits = { connect: 10_000, statement: 600_000, answer: 605_000 };

/** The key of the advisory lock. Any number would do, if all replicas use the same: this is "Malinois" in ASCII. */
const MIGRATION_LOCK = 0x4d616c696e6f6973n;

/** The OID of int8, which `pg` returns as text. Instants and counts fit in a number. */
const INT8 = 20;

/**
 * Prepares connections to PostgreSQL; the first one is made for the first query. Throws a `MalinoisError` for an address that
 * is not valid. The server must be reached directly or through a pooler in session mode, since the migration lock belongs
 * to a session.
 */
export function connectPostgresql(databaseUrl: string, logger?: StoreLogger, limits = POSTGRESQL_LIMITS): DatabaseDialect {
  const server = readDatabaseUrl(databaseUrl);
  const pool = createPool(databaseUrl, server, limits, logger);
  return {
    description: `PostgreSQL database ${server}`,
    kysely: new PostgresDialect({ pool }),
    migrateAlone: (_, work) => migrateAlone(createPool(databaseUrl, server, MIGRATION_LIMITS, logger), work),
    skipLocked: (query) => query.forUpdate().skipLocked(),
    lock: (query) => query.forUpdate(),
    takeTurns,
    some: (table, condition, limit, locked) => {
      const lock = locked === "skip" ? sql`for update skip locked` : sql`for update`;
      return sql`ctid = any(array(select ctid from ${sql.table(table)} where ${condition} limit ${limit} ${lock}))`;
    },
    // Left to the server's own vacuum and log archiving.
    forget: async () => undefined,
    close: () => pool.end(),
  };
}

function createPool(databaseUrl: string, server: string, limits: PostgresqlLimits, logger?: StoreLogger): PostgresPool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: "malinois",
    keepAlive: true,
    connectionTimeoutMillis: limits.connect,
    query_timeout: limits.answer,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
    // Not as start-up parameters, since poolers refuse those they do not know. The isolation level must not depend on the server's default: a
    // transaction must see what others committed while it waited for a lock.
    onConnect: async (client) => {
      await client.query(
        `set statement_timeout = ${limits.statement}; set idle_in_transaction_session_timeout = ${limits.statement}; ` +
          "set default_transaction_isolation = 'read committed'",
      );
    },
  });
  pool.on("error", (error) => {
    logger?.warn({ code: codeOf(error) }, `store: an idle connection to PostgreSQL at ${server} was lost`);
  });
  // The pool does not listen for errors of connections in use; without a listener, losing one would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  let ended: Promise<void> | undefined;
  return {
    connect: async () => {
      try {
        return explainingClient(await pool.connect(), server);
      } catch (error) {
        throw explainPostgresqlError(error, server);
      }
    },
    end: () => {
      ended ??= pool.end();
      return ended;
    },
  };
}

/** Wraps a client so that people understand its errors. It does not return to the pool once the state of its connection is uncertain. */
function explainingClient(client: pg.PoolClient, server: string): PostgresPoolClient {
  const { query: run }: Pick<PostgresPoolClient, "query"> = { query: client.query.bind(client) };
  let inDoubt = false;
  const explained = async <Result>(result: Promise<Result>): Promise<Result> => {
    try {
      return await result;
    } catch (error) {
      inDoubt ||= !isServersAnswer(error);
      throw explainPostgresqlError(error, server);
    }
  };
  function query<Row>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  function query<Row>(text: string | PostgresCursor<Row>, parameters: readonly unknown[] = []) {
    return typeof text === "string" ? explained(run<Row>(text, parameters)) : run(text);
  }
  return { query, release: () => client.release(inDoubt) };
}

/** Runs the migrations on a connection with its own limits. The server releases the lock when the connection ends, even if the process is killed. */
async function migrateAlone(pool: PostgresPool, work: (alone: Queries) => Promise<void>): Promise<void> {
  const queries = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await queries.connection().execute(async (alone) => {
      await sql`select pg_advisory_lock(${sql.lit(MIGRATION_LOCK)})`.execute(alone);
      await work(alone);
    });
  } finally {
    await pool.end();
  }
}

/** Takes the locks in the order of their names, so that two transactions cannot deadlock. */
async function takeTurns(transaction: Queries, names: readonly string[]): Promise<void> {
  for (const name of [...new Set(names)].sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(transaction);
  }
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "none";
}
