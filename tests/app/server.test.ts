import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { healthRoutes } from "../../src/app/health.ts";
import { type HttpServer, startServer } from "../../src/app/server.ts";
import { MalinoisError } from "../../src/errors.ts";
import type { Adapter, Health } from "../../src/ports.ts";
import { VERSION } from "../../src/version.ts";

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

const HERE = { host: "127.0.0.1", port: 0, logger: { warn: () => undefined } };
const WELL: Health = { ok: true, detail: "" };
const ILL: Health = { ok: false, detail: "away" };

const ALL_WELL = {
  adapters: [],
  ...{ store: () => WELL, pack: () => WELL, training: () => WELL, nudges: () => WELL, handOffs: () => WELL },
};

async function serve(
  adapters: readonly Adapter[] = [],
  parts: Partial<Record<"store" | "pack" | "training" | "nudges", Health>> = {},
) {
  const { store = WELL, pack = WELL, training = WELL, nudges = WELL } = parts;
  const health = healthRoutes({
    ...{ adapters, store: () => store, pack: () => pack, training: () => training, nudges: () => nudges, handOffs: () => WELL },
    handOffs: () => WELL,
  });
  const routes = [...adapters.flatMap((one) => one.routes), ...health];
  const server = await startServer(routes, { ...HERE, limits: { headers: 10_000, request: 10_000, drain: 200 } });
  servers.push(server);
  return server;
}

async function statuses({ address }: HttpServer): Promise<readonly number[]> {
  const paths = ["livez", "readyz", "healthz"];
  return Promise.all(paths.map(async (path) => (await fetch(`${address}/${path}`)).status));
}

it("the HTTP server keeps idle connections longer than proxies do, so that no request is sent to a closed one", async () => {
  const server = await startServer(healthRoutes(ALL_WELL), HERE);
  servers.push(server);
  const { headers } = await fetch(`${server.address}/livez`);
  const [, seconds] = /^timeout=(\d+)$/.exec(headers.get("keep-alive") ?? "") ?? [];
  expect(Number(seconds)).toBeGreaterThan(120);
});

describe("the HTTP server", () => {
  it("serves the adapters' routes and reports the health of each part", async () => {
    const server = await serve([adapter("one", { ok: true, detail: "connected" })]);
    const echoed = await fetch(`${server.address}/one/echo`, { method: "POST", body: "hello" });
    expect(await echoed.text()).toBe("hello");
    expect(await statuses(server)).toEqual([200, 200, 200]);
    const adapters = { one: { ok: true, detail: "connected" } };
    const parts = { store: WELL, pack: WELL, training: WELL, nudges: WELL, handOffs: WELL };
    expect(await (await fetch(`${server.address}/healthz`)).json()).toEqual({ ok: true, version: VERSION, adapters, ...parts });
  });

  it("is live and ready while one platform is away, and reports the outage", async () => {
    const server = await serve([adapter("one", WELL), adapter("two", { ok: false, detail: "no socket" })]);
    expect(await statuses(server)).toEqual([200, 200, 503]);
    expect(await (await fetch(`${server.address}/healthz`)).json()).toMatchObject({ adapters: { two: { detail: "no socket" } } });
  });

  it("is not ready while no platform is connected or nothing is learned, but is ready without a store", async () => {
    expect(await statuses(await serve([adapter("one", ILL)]))).toEqual([200, 503, 503]);
    expect(await statuses(await serve([adapter("one", WELL)], { training: ILL }))).toEqual([200, 503, 503]);
    expect(await statuses(await serve([adapter("one", WELL)], { store: ILL }))).toEqual([200, 200, 503]);
    expect(await statuses(await serve([adapter("one", WELL)], { nudges: ILL }))).toEqual([200, 200, 503]);
  });

  it("stops even if somebody has sent half a request", async () => {
    const server = await serve([adapter("one", WELL)]);
    const { port } = new URL(server.address);
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => undefined);
    await once(socket, "connect");
    socket.write("POST /one/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
    await fetch(`${server.address}/livez`);
    const closed = once(socket, "close");
    await server.stop();
    await closed;
  });

  it("responds with 404 to unknown paths", async () => {
    const { address } = await serve();
    expect((await fetch(`${address}/nothing`)).status).toBe(404);
  });

  it("reports which port is taken", async () => {
    const { address } = await serve();
    const port = Number(new URL(address).port);
    const second = startServer([], { ...HERE, port });
    await expect(second).rejects.toThrow(MalinoisError);
    await expect(second).rejects.toThrow(`${port}`);
  });
});
