import { once } from "node:events";
import { request as httpRequest } from "node:http";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFakeHost } from "./fake-host.ts";
import { makePlayground } from "./make-playground.ts";
import { startPlayground, turn } from "./start-playground.ts";

/** Sends a request with any host name, which a browser would not allow. */
async function statusFor(
  origin: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<number | undefined> {
  const sent = httpRequest(new URL(path, origin), { method: body === undefined ? "GET" : "POST", headers });
  sent.end(body);
  const [response] = await once(sent, "response");
  response.resume();
  return response.statusCode;
}

describe("a request to the playground is refused, and not passed to the host, if", () => {
  const body = JSON.stringify({ ...turn, text: "hello" });

  test.each([
    ["another site's page sent it", { origin: "https://evil.example" }],
    ["a page without an origin sent it", { origin: "null" }],
    ["another port's page sent it", { origin: "http://127.0.0.1:1" }],
    ["the browser says that another site began it", { "sec-fetch-site": "cross-site" }],
    ["a same-site page of another origin began it", { "sec-fetch-site": "same-site" }],
  ])("%s", async (_, headers) => {
    const { host, post } = await startPlayground();
    const response = await post("ask", body, headers);
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ refusal: "forbidden" });
    expect(host.questions).toEqual([]);
  });

  test("it names another host whose address is this machine", async () => {
    const { host, origin } = await startPlayground();
    const json = { "content-type": "application/json" };
    expect(await statusFor(origin, "/playground/ask", { ...json, host: "evil.example" }, body)).toBe(403);
    expect(await statusFor(origin, "/", { host: "evil.example:80" })).toBe(403);
    expect(await statusFor(origin, "/", { host: "127.0.0.1.evil.example" })).toBe(403);
    expect(host.questions).toEqual([]);
    for (const name of ["localhost", "127.0.0.1:3000", "[::1]:3000", "LOCALHOST:80"]) {
      expect(await statusFor(origin, "/", { host: name }), name).toBe(200);
    }
  });

  test.each(["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded"])(
    "a proxy forwarded it (%s), whichever host it names",
    async (header) => {
      const { host, origin } = await startPlayground();
      const headers = { "content-type": "application/json", host: "127.0.0.1", [header]: "1.2.3.4" };
      expect(await statusFor(origin, "/playground/ask", headers, body)).toBe(403);
      expect(await statusFor(origin, "/", headers)).toBe(403);
      expect(host.questions).toEqual([]);
    },
  );

  test("its body is not JSON of the right shape", async () => {
    const { host, post } = await startPlayground();
    expect((await post("ask", body, { "content-type": "text/plain" })).status).toBe(400);
    for (const wrong of ["", "{", "null", "[]", JSON.stringify({ ...turn, thread: "../x", text: "" })]) {
      expect((await post("ask", wrong)).status, wrong).toBe(400);
    }
    expect(host.questions).toEqual([]);
  });

  test("its body is over the limit, however it is sent", async () => {
    const { host, origin, post } = await startPlayground();
    expect((await post("ask", { ...turn, text: "x".repeat(200_000) })).status).toBe(413);
    const chunked = { "content-type": "application/json", "transfer-encoding": "chunked" };
    expect(await statusFor(origin, "/playground/ask", chunked, "x".repeat(200_000))).toBe(413);
    expect(host.questions).toEqual([]);
  });

  test("it is anything that the page would not send", async () => {
    const { adapter } = makePlayground({ address: "::1" });
    await adapter.start(createFakeHost(adapter));
    const posts = adapter.routes.filter(({ method }) => method === "POST");
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...posts), fc.oneof(fc.json(), fc.string()), async (route, anything) => {
        const response = await route.handle(
          new Request(`http://localhost${route.path}`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: anything,
          }),
        );
        expect(response.status).toBe(400);
      }),
    );
  });
});

test("on a network address, the playground accepts any host name, but no request from another site", async () => {
  const { origin } = await startPlayground(undefined, "0.0.0.0");
  expect(await statusFor(origin, "/", { host: "bot.intranet.example" })).toBe(200);
  const headers = { host: "bot.intranet.example", "content-type": "application/json", origin: "http://evil.example" };
  expect(await statusFor(origin, "/playground/ask", headers, JSON.stringify({ ...turn, text: "hello" }))).toBe(403);
});
