import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { freePort } from "./postgresql-server.ts";

/** PostgreSQL in WebAssembly behind a socket, for machines without a PostgreSQL server. All its clients share one session. */
export async function startPglite(): Promise<{ createDatabase(): Promise<string>; stop(): Promise<void> }> {
  const stops: (() => Promise<void>)[] = [];
  return {
    createDatabase: async () => {
      const db = await PGlite.create();
      const port = await freePort();
      const server = new PGLiteSocketServer({ db, port, host: "127.0.0.1", maxConnections: 50 });
      await server.start();
      stops.push(async () => {
        await server.stop();
        await db.close();
      });
      return `postgres://postgres:postgres@127.0.0.1:${port}/postgres?sslmode=disable`;
    },
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}
