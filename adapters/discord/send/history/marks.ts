import { createHash } from "node:crypto";
import type { APIComponentInContainer } from "discord.js";
import { z } from "zod";
import type { RenderedMessage } from "../../render/render.ts";

/**
 * Returns the nonce of one of a reply's messages, within Discord's limit of 25 characters. Discord does not post a second message with the same nonce in the
 * same channel within a few minutes; it returns the first one instead.
 */
export function nonceOf(identity: readonly (string | undefined)[], position: number, form: string): string {
  return digest(JSON.stringify([...identity, position, form]))
    .toString("base64url")
    .slice(0, 24);
}

/** Returns the ids of the first two components of a message with a key. They stay in the message, so that it can be recognised in the history. */
function marksOf(key: string): readonly [number, number] {
  const bytes = digest(key);
  // Component ids are positive 32-bit numbers, unique in a message; Discord itself assigns small ones.
  const first = (bytes.readUInt32BE(0) & 0x3fffffff) | 0x20000000;
  return [first, first ^ (bytes.readUInt32BE(4) & 0x1fffffff) ^ 0x40000000];
}

/** Returns the key of one of a reply's messages. The first has the reply's own key. */
export function keyAt(key: string, position: number): string {
  return position === 0 ? key : `${key}/${position}`;
}

/** Marks a message with a key, if it has components to mark. */
export function withMarks(message: RenderedMessage, key: string): RenderedMessage {
  const [outer, inner] = marksOf(key);
  const components = message.components.map((component, position) => {
    if (position > 0) return component;
    if (!("components" in component)) return { ...component, id: outer };
    const nested = (component.components as readonly APIComponentInContainer[]).map((part, place) =>
      place === 0 ? { ...part, id: inner } : part,
    );
    return { ...component, id: outer, components: nested };
  });
  return { ...message, components: components as RenderedMessage["components"] };
}

/** A component as Discord returns it. */
export const seenComponent = z.looseObject({
  type: z.number().optional(),
  id: z.number().optional(),
  get components() {
    return z.array(seenComponent).optional();
  },
});

export interface SeenComponent {
  readonly type?: number | undefined;
  readonly id?: number | undefined;
  readonly components?: readonly SeenComponent[] | undefined;
}

/** Whether a message of the history was marked with a key. */
export function hasMarks(components: readonly SeenComponent[], key: string): boolean {
  const [outer, inner] = marksOf(key);
  return components.some((component) => component.id === outer && component.components?.[0]?.id === inner);
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
