import { onTestFinished } from "vitest";
import type { Inbound, Reply } from "../../../src/model.ts";
import { createFakeHost } from "./fake-host.ts";
import { makePlayground } from "./make-playground.ts";
import { serve } from "./serve.ts";

/** What the page sends with each turn. */
export const turn = { message: "message-0001", thread: "thread-0001", person: "person-0001", language: "en" };

/** Serves a playground with a fake host until the test ends. Its clock moves by 3.5 ms each time it is read. */
export async function startPlayground(answer?: (question: Inbound) => Promise<Reply | undefined>, address = "127.0.0.1") {
  let time = 0;
  const now = () => {
    time += 3.5;
    return time;
  };
  const { adapter, clock } = makePlayground({ address, now });
  const host = createFakeHost(adapter, answer);
  await adapter.start(host);
  const { origin, close } = await serve(adapter);
  onTestFinished(close);
  const post = (name: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin}/playground/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return { adapter, clock, host, origin, post };
}
