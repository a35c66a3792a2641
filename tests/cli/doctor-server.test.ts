import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { healthRoutes } from "../../src/app/health.ts";
import { startServer } from "../../src/app/server.ts";
import { lookAtPort } from "../../src/cli/look-at-port.ts";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const host = "127.0.0.1";

async function anotherProgram(answer?: string): Promise<number> {
  const server = createServer((_, response) => {
    // A program that speaks no HTTP never ends its response.
    if (answer !== undefined) response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  stops.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

test("a port that is free is said to be free, and is left so", async () => {
  const port = await anotherProgram();
  await stops.pop()?.();
  expect(await lookAtPort(host, port)).toBe(`port ${port} on ${host} is free`);
  expect(await lookAtPort(host, port)).toContain("is free");
  expect(await lookAtPort(host, 0)).toBe("any free port is taken");
});

test.each([undefined, "hello", "{}", "null"])("a port of another program, which answers %j, is a problem", async (answer) => {
  const port = await anotherProgram(answer);
  await expect(lookAtPort(host, port, 200)).rejects.toMatchObject({
    message: `port ${port} on ${host} is taken by another program`,
    fix: expect.stringContaining("Set PORT to a free port"),
  });
});

test("a port where Malinois itself runs is as it should be", async () => {
  const well = () => ({ ok: true, detail: "well" }) as const;
  const parts = { store: well, pack: well, training: well, nudges: well, handOffs: well };
  const routes = healthRoutes({ adapters: [], ...parts });
  const server = await startServer(routes, { host, port: 0, logger: { warn: () => {} } });
  stops.push(server.stop);
  expect(await lookAtPort(host, Number(new URL(server.address).port))).toMatch(
    /^Malinois \d+\.\d+\.\d+ runs at http:\/\/127\.0\.0\.1:\d+$/,
  );
});

test("an address of another machine is a problem", async () => {
  await expect(lookAtPort("192.0.2.1", 0)).rejects.toMatchObject({ message: expect.stringContaining("cannot be used") });
});
