import { createHash } from "node:crypto";
import type { APIComponentInContainer } from "discord.js";
import { z } from "zod";
import type { RenderedMessage } from "../../render/render.ts";

/**
 * Names one of the messages of a reply in at most 25 characters: Discord takes a second message with the same nonce, in the same channel
 * and within minutes, for the first, and gives that back.
 */
export function nonceOf(identity: readonly (string | undefined)[], position: number, form: string): string {
  return digest(JSON.stringify([...identity, position, form]))
    .toString("base64url")
    .slice(0, 24);
}

/** The ids that the first two components of a message with a key have; they stay with the message, for whoever reads the history. */
function marksOf(key: string): readonly [number, number] {
  const bytes = digest(key);
  // Component ids are positive numbers of 32 bits, each once in a message; small ones are given by Discord itself.
  const first = (bytes.readUInt32BE(0) & 0x3fffffff) | 0x20000000;
  return [first, first ^ (bytes.readUInt32BE(4) & 0x1fffffff) ^ 0x40000000];
}

/** Returns the key of one of a reply's messages. The first has the reply's own key. */
export function keyAt(key: string, position: number): string {
  return position === 0 ? key : `${key}/${position}`;
}

/** Marks a message with a key, where its form has components to mark. */
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

/** A component as Discord shows it. */
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
