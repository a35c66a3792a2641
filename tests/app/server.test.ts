import { afterEach, describe, expect, it } from "vitest";
import { type HttpServer, startServer } from "../../src/app/server.ts";
import { MalinoisError } from "../../src/errors.ts";
import type { Adapter, Health } from "../../src/ports.ts";

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

function adapter(name: string, health: Health): Adapter {
  return {
    name,
    routes: [{ method: "POST", path: `/${name}/echo`, handle: async (request) => new Response(await request.text()) }],
    start: async () => {},
    send: async () => {},
    find: async () => "unknown",
    health: () => health,
    stop: async () => {},
  };
}

async function serve(...adapters: readonly Adapter[]): Promise<HttpServer> {
  const server = await startServer(adapters, "127.0.0.1", 0);
  servers.push(server);
  return server;
}

describe("the HTTP server", () => {
  it("serves the adapters' routes and says that all is well", async () => {
    const { address } = await serve(adapter("one", { ok: true, detail: "connected" }));
    const echoed = await fetch(`${address}/one/echo`, { method: "POST", body: "hello" });
    expect(await echoed.text()).toBe("hello");
    const health = await fetch(`${address}/healthz`);
    expect(health.status).toBe(200);
    expect(await health.json()).toEqual({ ok: true, adapters: { one: { ok: true, detail: "connected" } } });
  });

  it("answers 503 as soon as one adapter is not well", async () => {
    const { address } = await serve(adapter("one", { ok: true, detail: "" }), adapter("two", { ok: false, detail: "no socket" }));
    const health = await fetch(`${address}/healthz`);
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ ok: false, adapters: { two: { detail: "no socket" } } });
  });

  it("knows no other address", async () => {
    const { address } = await serve();
    expect((await fetch(`${address}/nothing`)).status).toBe(404);
  });

  it("says which port is taken and how to fix it", async () => {
    const { address } = await serve();
    const port = Number(new URL(address).port);
    const second = startServer([], "127.0.0.1", port);
    await expect(second).rejects.toThrow(MalinoisError);
    await expect(second).rejects.toThrow(`${port}`);
  });
});
