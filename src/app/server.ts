import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { describe } from "../delivery/options.ts";
import { MalinoisError } from "../errors.ts";
import type { HttpRoute, Logger } from "../ports.ts";

export interface HttpServer {
  /** The address of the server, with the port that was really taken: "http://127.0.0.1:3000". */
  readonly address: string;
  /** Stops accepting requests. Resolves when the running ones have ended or were cut off. */
  stop(): Promise<void>;
}

/** The time limits of the server, in milliseconds. */
export interface ServerLimits {
  /** How long the headers of a request may take to arrive. */
  readonly headers: number;
  /** How long a whole request may take to arrive. */
  readonly request: number;
  /** How long running requests may take to end after a stop. Then they are cut off, since a request that arrives only in part would block it for ever. */
  readonly drain: number;
}

export interface ServerOptions {
  readonly host: string;
  /** The port to listen on; 0 takes any free port. */
  readonly port: number;
  readonly logger: Pick<Logger, "warn">;
  readonly limits?: ServerLimits;
}

/**
 * How long an idle connection is kept, in milliseconds: longer than proxies keep theirs (Caddy two minutes, nginx and load balancers one). If the server closed
 * it first, a request on its way would meet a closed connection, and an event would be lost or come late.
 */
const KEEP_ALIVE = 150_000;

const LIMITS: ServerLimits = { headers: 10_000, request: 30_000, drain: 3_000 };

/**
 * Starts the HTTP server, which all routes share.
 * @throws MalinoisError (configuration) when the port cannot be taken
 */
export async function startServer(
  routes: readonly HttpRoute[],
  { host, port, logger, limits = LIMITS }: ServerOptions,
): Promise<HttpServer> {
  const app = new Hono();
  app.onError((error, context) => {
    logger.warn({ path: context.req.path, error: describe(error) }, "an HTTP request failed");
    return new Response(null, { status: 500 });
  });
  for (const { method, path, handle } of routes) app.on(method, path, (context) => handle(context.req.raw));
  const { server, taken } = await listen(app, host, port, limits);
  return {
    address: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    stop: () => close(server, limits.drain),
  };
}

function listen(app: Hono, hostname: string, port: number, limits: ServerLimits): Promise<{ server: Server; taken: number }> {
  return new Promise((resolve, reject) => {
    const serverOptions = { keepAliveTimeout: KEEP_ALIVE, headersTimeout: limits.headers, requestTimeout: limits.request };
    const server = serve({ fetch: app.fetch, hostname, port, serverOptions }, (info) =>
      resolve({ server, taken: info.port }),
    ) as Server;
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${cause.code})`;
      const fix = "Set PORT to a free port, or HOST to an address of this machine";
      reject(new MalinoisError("configuration", `Port ${port} on ${hostname} ${reason}`, fix, { cause }));
    });
  });
}

function close(server: Server, drain: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), drain);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
