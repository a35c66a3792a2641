import { createHash } from "node:crypto";

/** Returns a name derived from an inbound message. It is the same each time the message is delivered. */
export function digest(inboundId: string, length: number): string {
  return createHash("sha256").update(inboundId).digest("hex").slice(0, length);
}
