import { createHmac } from "node:crypto";
import { Agent, fetch } from "undici";
import type { Delivery } from "./payloads.ts";
import type { Acknowledged, Retry } from "./sockets.ts";

/** Returns the headers that sign a body as Slack does; `at` is in milliseconds. */
export function sign(body: string, secret: string, at: number): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const digest = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${digest}` };
}

/** Slack reuses its connections. With a hundred new ones at once, tests would measure the machine instead. */
const connections = new Agent({ connections: 50 });
const DEADLINE = 3_000;

/** The address for deliveries, the secret that signs them, and the clock (in milliseconds). */
export interface Receiver {
  readonly url: string;
  readonly secret: string;
  readonly now: () => number;
}

/** Posts a delivery as Slack does. Rejects if it is not acknowledged with 200 within three seconds. */
export async function deliverByHttp({ url, secret, now }: Receiver, delivery: Delivery, retry?: Retry): Promise<Acknowledged> {
  const { kind, payload } = delivery;
  const json = kind === "events_api";
  const body = json
    ? JSON.stringify(payload)
    : new URLSearchParams(
        kind === "interactive" ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>),
      ).toString();
  const since = performance.now();
  const response = await fetch(url, {
    method: "POST",
    body,
    headers: {
      "content-type": json ? "application/json" : "application/x-www-form-urlencoded",
      ...sign(body, secret, now()),
      ...(retry !== undefined && { "x-slack-retry-num": String(retry.number), "x-slack-retry-reason": retry.reason }),
    },
    signal: AbortSignal.timeout(DEADLINE),
    dispatcher: connections,
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`not acknowledged: ${response.status} ${text}`);
  const payloadBack: unknown = text === "" ? undefined : JSON.parse(text);
  return { payload: payloadBack, after: performance.now() - since };
}
