import { EventEmitter, once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { Kysely, sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { MalinoisError } from "../../src/errors.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import type { StoreLogger } from "../../src/store/dialect.ts";
import { connectPostgresql, POSTGRESQL_LIMITS, type PostgresqlLimits } from "../../src/store/postgresql/connect.ts";
import type { Schema } from "../../src/store/schema.ts";
import { openStore } from "../../src/store/store.ts";
import { claim } from "./claim.ts";
import {
  address,
  administer,
  freePort,
  hasPostgresql,
  PASSWORD,
  type PostgresqlServer,
  startPostgresql,
} from "./postgresql-server.ts";

const quiet: StoreLogger = { info: () => undefined, warn: () => undefined };

async function failure(work: Promise<unknown>): Promise<MalinoisError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MalinoisError)) throw new Error(`Expected a MalinoisError, got ${error}`);
  for (const part of [PASSWORD, encodeURIComponent(PASSWORD), "gu@rd", "dog", "gu%40rd"]) {
    expect(`${error.message} ${error.fix} ${error.stack} ${JSON.stringify(error)}`).not.toContain(part);
  }
  return error;
}

const open = (databaseUrl: string) => failure(openStore({ databaseUrl, dataDirectory: "unused" }));

/** Opens a connection with a short timeout, so that a test can wait for it. All others stay long: a busy machine must not reach them. */
function impatient(databaseUrl: string, limits: Partial<PostgresqlLimits>): Pick<Database, "queries" | "close"> {
  const dialect = connectPostgresql(databaseUrl, quiet, { ...POSTGRESQL_LIMITS, ...limits });
  return { queries: new Kysely<Schema>({ dialect: dialect.kysely }), close: dialect.close };
}

/** Starts a server that listens but never sends anything. */
async function startMute(): Promise<{ port: number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on("error", () => undefined)));
  return { port: await listen(server), stop: () => closeAll(server, sockets) };
}

/** Starts a proxy that forwards everything, until it is told to drop it like a broken network. */
async function startProxy(target: number): Promise<{ port: number; swallow(on: boolean): void; stop(): Promise<void> }> {
  let swallowing = false;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from.on("error", () => undefined));
      from.on("data", (data) => {
        if (!swallowing) to.write(data);
      });
      from.on("close", () => to.destroy());
    }
  });
  return {
    port: await listen(server),
    swallow: (on) => {
      swallowing = on;
    },
    stop: () => closeAll(server, sockets),
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function closeAll(server: Server, sockets: Iterable<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  server.close();
  await once(server, "close");
}

describe("a PostgreSQL address that cannot be used", () => {
  test.each([
    ["another scheme", "mysql://malinois:gu%40rd@localhost/malinois", "does not begin with postgres://"],
    ["no text", "", "does not begin with postgres://"],
    ["a hash in the password", "postgres://malinois:gu@rd#dog@localhost/malinois", "cannot be read"],
    ["a slash in the password", "postgres://malinois:12/dog@localhost/malinois", "cannot be read"],
    ["a question mark in the password", "postgres://malinois:12?dog@localhost/malinois", "cannot be read"],
    ["an invalid port", "postgres://malinois:dog@localhost:port/malinois", "cannot be read"],
  ])("with %s is refused before anything is sent, without repeating it", async (_, databaseUrl, cause) => {
    const error = await open(databaseUrl);
    expect(error).toMatchObject({ code: "configuration", message: `DATABASE_URL ${cause}.` });
    expect(error.fix).toContain("postgres://user:password@host:5432/database");
  });

  test("because nothing listens there is reported with host and port", async () => {
    const port = await freePort();
    const error = await open(address(port, "malinois"));
    expect(error.code).toBe("store");
    expect(error.message).toBe(`PostgreSQL at 127.0.0.1:${port}/malinois: nothing answers there (ECONNREFUSED).`);
    expect(error.fix).toContain("Start the server, or correct host and port in DATABASE_URL");
  });

  test("because nobody responds is reported after the limit", async () => {
    const mute = await startMute();
    const { queries, close } = impatient(address(mute.port, "malinois"), { connect: 300 });
    const error = await failure(sql`select 1`.execute(queries));
    expect(error.message).toContain("the connection was lost or not answered in time");
    await close();
    await mute.stop();
  });
});

describe.runIf(hasPostgresql)("the store on a PostgreSQL server", { timeout: 60_000 }, () => {
  let server: PostgresqlServer;
  let databaseUrl: string;

  beforeAll(async () => {
    server = await startPostgresql();
  }, 60_000);
  afterAll(() => server.stop());
  beforeEach(async () => {
    databaseUrl = await server.createDatabase();
  });

  const openHere = () => openStore({ databaseUrl, dataDirectory: "unused" });

  test("reports whether the user, the password or the database is wrong", async () => {
    const wrongPassword = await open(address(server.port, "store_1", "malinois", "dog"));
    expect(wrongPassword.message).toContain("it refused the user or the password (28P01)");
    const noPassword = await open(`postgres://malinois@127.0.0.1:${server.port}/store_1`);
    expect(noPassword.message).toContain("it refused the user or the password");
    const noDatabase = await open(address(server.port, "kennel"));
    expect(noDatabase.message).toContain("/kennel: the database does not exist (3D000)");
    expect(noDatabase.fix).toContain("createdb");
  });

  test("reports that the server does not support the encryption that DATABASE_URL requires", async () => {
    const error = await open(`${databaseUrl}?sslmode=verify-full`);
    expect(error.message).toContain("no trusted encrypted connection could be made");
    expect(error.fix).toContain("sslmode");
  });

  test("reports that the user is not allowed to create tables", async () => {
    await administer(server.port, `create role guest login password '${PASSWORD}'`);
    const database = databaseUrl.split("/").at(-1) ?? "";
    const error = await open(address(server.port, database, "guest"));
    expect(error.message).toContain("the user may not do this (42501)");
    expect(error.fix).toContain("GRANT ALL ON SCHEMA public");
  });

  test("reports that the server is read-only", async () => {
    const database = databaseUrl.split("/").at(-1) ?? "";
    await administer(server.port, `alter database ${database} set default_transaction_read_only = on`);
    expect((await open(databaseUrl)).message).toContain("it is read-only, perhaps a standby (25006)");
  });

  test("continues after the server crashed and restarted, and loses nothing", async () => {
    const store = await openHere();
    const keys = Array.from({ length: 50 }, (_, index) => `key ${index}`);
    expect(await Promise.all(keys.map((key) => claim(store, key, 0, 1_000)))).not.toContain(false);
    await server.crashAndRestart();
    // A pooled connection may notice the crash only now.
    await claim(store, "at the moment of loss", 0, 1_000).catch((error) => expect(error).toBeInstanceOf(MalinoisError));
    expect(await Promise.all(keys.map((key) => claim(store, key, 500, 1_000)))).not.toContain(true);
    await store.close();
  });

  test("reports a lost connection, rolls back its transaction, and continues with another connection", async () => {
    const database = await openDatabase({ databaseUrl, dataDirectory: "unused", logger: quiet });
    const inTransaction = database.queries.transaction().execute(async (transaction) => {
      await transaction.insertInto("claims").values({ key: "half done", expires_at: 1_000 }).execute();
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(transaction);
    });
    const error = await failure(inTransaction);
    expect(error.message).toContain("the connection was lost or not answered in time");
    expect(await database.queries.selectFrom("claims").selectAll().execute()).toEqual([]);
    await database.close();
  });

  test("logs the loss of idle connections, without user or password", async () => {
    const logged: unknown[] = [];
    const events = new EventEmitter();
    const logger: StoreLogger = { ...quiet, warn: (...message: unknown[]) => events.emit("warning", message) };
    events.on("warning", (message) => logged.push(message));
    const store = await openStore({ databaseUrl, dataDirectory: "unused", logger });
    await claim(store, "key", 0, 1_000);
    const loss = once(events, "warning");
    await administer(server.port, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'malinois'");
    await loss;
    expect(JSON.stringify(logged)).toContain("an idle connection to PostgreSQL at 127.0.0.1");
    expect(JSON.stringify(logged)).not.toContain("gu");
    expect(await claim(store, "key", 500, 1_000)).toBe(false);
    await store.close();
  });

  test("cancels a statement that waits too long for a lock", async () => {
    const database = await openDatabase({ databaseUrl, dataDirectory: "unused" });
    const other = impatient(databaseUrl, { statement: 150 });
    await database.queries.transaction().execute(async (transaction) => {
      await transaction.insertInto("claims").values({ key: "key", expires_at: 1_000 }).execute();
      const waiting = other.queries.insertInto("claims").values({ key: "key", expires_at: 1_000 }).execute();
      expect((await failure(waiting)).message).toContain("a statement waited too long or was cancelled (57014)");
    });
    await Promise.all([database.close(), other.close()]);
  });

  test("times out if the network drops a query, and replaces the connection", async () => {
    const proxy = await startProxy(server.port);
    const { queries, close } = impatient(databaseUrl.replace(`:${server.port}/`, `:${proxy.port}/`), { answer: 300 });
    const ask = () => sql<{ answer: number }>`select 1 as answer`.execute(queries);
    await vi.waitFor(ask, 20_000);
    proxy.swallow(true);
    expect((await failure(ask())).message).toContain("(Query read timeout)");
    proxy.swallow(false);
    expect((await vi.waitFor(ask, 20_000)).rows).toEqual([{ answer: 1 }]);
    await close();
    await proxy.stop();
  });

  test("sweeps without waiting for rows that another replica has locked", async () => {
    const store = await openHere();
    for (const key of ["one", "two", "three"]) await claim(store, key, 0, 1_000);
    const database = await openDatabase({ databaseUrl, dataDirectory: "unused" });
    await database.queries.transaction().execute(async (transaction) => {
      await transaction.selectFrom("claims").selectAll().limit(1).forUpdate().execute();
      expect(await store.sweep(1_000)).toBe(2);
    });
    expect(await store.sweep(1_000)).toBe(1);
    await Promise.all([store.close(), database.close()]);
  });

  test("waits for a replica that is migrating", async () => {
    const first = await openDatabase({ databaseUrl, dataDirectory: "unused" });
    const order: string[] = [];
    let second: Promise<void> | undefined;
    await first.dialect.migrateAlone(first.queries, async (alone) => {
      second = openHere().then((store) => {
        order.push("opened");
        return store.close();
      });
      const blocked = sql<{ count: number }>`select count(*) from pg_locks where locktype = 'advisory' and not granted`;
      while ((await blocked.execute(alone)).rows[0]?.count !== 1);
      order.push("migrated");
    });
    await second;
    expect(order).toEqual(["migrated", "opened"]);
    await first.close();
  });

  test("reports a refused statement without repeating what people wrote", async () => {
    const store = await openHere();
    await administer(server.port, "alter table feedback add check (length(reason) < 5)", databaseUrl.split("/").at(-1));
    const feedback = { platform: "slack", workspace: "T1", person: "U1", entry: "passkeys", language: "en", helpful: false };
    const error = await failure(store.addFeedback({ ...feedback, reason: "my boss is a cat", at: 1 }));
    expect(error.message).toContain("refused a statement (23514).");
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain("cat");
    await store.close();
  });
});
