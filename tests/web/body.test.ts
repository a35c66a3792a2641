import { expect, test } from "vitest";
import { readBody } from "../../src/web/body.ts";

/** A request whose body comes in parts, after which it ends or breaks off. */
function request(parts: readonly string[], breaksOff = false): Request {
  const rest = parts.map((part) => new TextEncoder().encode(part));
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = rest.shift();
      if (part !== undefined) controller.enqueue(part);
      else if (breaksOff) controller.error(new Error("aborted"));
      else controller.close();
    },
  });
  return new Request("http://localhost/", { method: "POST", body, duplex: "half" } as RequestInit);
}

test("a body is read up to the limit, in bytes", async () => {
  expect((await readBody(request(["ab", "é"]), 4))?.toString()).toBe("abé");
  expect(await readBody(request(["ab", "é"]), 3)).toBeUndefined();
  expect(await readBody(new Request("http://localhost/", { method: "POST" }), 3)).toHaveLength(0);
});

test("a body whose sender breaks off is not an error, and none of it is used", async () => {
  expect(await readBody(request(["ab"], true), 10)).toBeUndefined();
});
