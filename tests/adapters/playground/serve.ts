import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import type { Adapter } from "../../../src/ports.ts";

export interface Served {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves an adapter's routes over real HTTP on a free port of the loopback address. */
export async function serve(adapter: Adapter): Promise<Served> {
  const app = new Hono();
  for (const route of adapter.routes) app.on(route.method, route.path, (context) => route.handle(context.req.raw));
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await once(server, "close");
    },
  };
}
