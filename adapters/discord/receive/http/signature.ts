import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { Instant } from "../../../../src/model.ts";

/** The head of an Ed25519 public key in DER (RFC 8410), before its 32 bytes. */
const SPKI_HEAD = Buffer.from("302a300506032b6570032100", "hex");

/** How much the time of a signature may differ from ours, in ms: clocks differ. */
const TOLERANCE = 5 * 60_000;

/** Reads a public key of 64 hexadecimal digits, as the Developer Portal shows it. */
export function readPublicKey(hex: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_HEAD, Buffer.from(hex, "hex")]), format: "der", type: "spki" });
}

/**
 * Whether Discord signed a request's body, by its headers `X-Signature-Ed25519` and `X-Signature-Timestamp`.
 * A signature much older or newer than `now` is refused: Discord never sends an interaction twice, and a response is due within seconds.
 * Source: https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
 */
export function isSigned(body: Uint8Array, headers: Headers, key: KeyObject, now: Instant): boolean {
  const signature = headers.get("x-signature-ed25519");
  const timestamp = headers.get("x-signature-timestamp");
  if (!timestamp || signature === null || !/^[0-9a-f]{128}$/i.test(signature)) return false;
  if (!(Math.abs(now - Number(timestamp) * 1_000) <= TOLERANCE)) return false;
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, "hex"));
}
