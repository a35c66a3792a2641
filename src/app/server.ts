import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { MalinoisError } from "../errors.ts";
import type { Adapter } from "../ports.ts";

export interface HttpServer {
  /** With the port that was actually taken: "http://127.0.0.1:3000". */
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Starts the one HTTP server: the adapters' routes, and `/healthz`, which answers 503 as soon as one adapter is unhealthy.
 * @throws MalinoisError (configuration) when the port cannot be taken
 */
export async function startServer(adapters: readonly Adapter[], host: string, port: number): Promise<HttpServer> {
  const app = new Hono();
  for (const { routes } of adapters) {
    for (const { method, path, handle } of routes) app.on(method, path, (context) => handle(context.req.raw));
  }
  app.get("/healthz", (context) => {
    const health = Object.fromEntries(adapters.map((adapter) => [adapter.name, adapter.health()]));
    const ok = Object.values(health).every((each) => each.ok);
    return context.json({ ok, adapters: health }, ok ? 200 : 503);
  });
  const { server, taken } = await listen(app, host, port);
  return {
    address: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    stop: () => close(server),
  };
}

function listen(app: Hono, hostname: string, port: number): Promise<{ server: ServerType; taken: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname, port }, (info) => resolve({ server, taken: info.port }));
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${cause.code})`;
      const fix = "Set PORT to a free port, or HOST to an address of this machine";
      reject(new MalinoisError("configuration", `Port ${port} on ${hostname} ${reason}`, fix, { cause }));
    });
  });
}

/** Stops listening and drops idle connections; requests that are running finish. */
function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeIdleConnections" in server) server.closeIdleConnections();
  });
}
