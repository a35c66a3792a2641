import { generateKeyPairSync, sign } from "node:crypto";
import { expect } from "vitest";
import type { HttpRoute } from "../../../src/ports.ts";
import { acceptHttpResponse, type Interacting, interactionEvent } from "../../protocol/discord/people.ts";
import type { DiscordServer } from "../../protocol/discord/server.ts";

// Interactions that are posted to Malinois over HTTP, signed as Discord signs them.

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
export const PUBLIC_KEY = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
export const TIMESTAMP = "1795500000";

export function signed(body: string, key = privateKey, timestamp = TIMESTAMP): Request {
  const signature = sign(null, Buffer.from(timestamp + body), key).toString("hex");
  return request(body, { "x-signature-ed25519": signature, "x-signature-timestamp": timestamp });
}

export function request(body: string, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/discord/interactions", { method: "POST", body, headers });
}

/** Posts an interaction as Discord does, and passes the response to the stand-in for Discord. */
export async function post(
  { discord, route }: { readonly discord: DiscordServer; readonly route: HttpRoute },
  interacting: Interacting,
) {
  const { event, record } = interactionEvent(discord, interacting);
  const timestamp = String(Math.floor(discord.now() / 1_000));
  const response = await route.handle(signed(JSON.stringify(event), privateKey, timestamp));
  expect(response.status).toBe(200);
  const body: unknown = await response.json();
  acceptHttpResponse(discord, record, body);
  return { record, body };
}
