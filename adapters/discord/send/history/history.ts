import { z } from "zod";
import type { Instant } from "../../../../src/model.ts";
import { type Api, askDiscord } from "../api.ts";
import { seenComponent } from "./marks.ts";

const seenMessage = z.object({
  id: z.string(),
  type: z.number().default(0),
  author: z.object({ id: z.string() }),
  message_reference: z.object({ message_id: z.string().optional() }).nullish(),
  thread: z.unknown().optional(),
  components: z.array(seenComponent).default([]),
});

/** A message as the history returns it. */
export type SeenMessage = z.output<typeof seenMessage>;

/** The epoch of Discord's ids, in ms since 1970, and the bit at which their time begins. Source: https://docs.discord.com/developers/reference#snowflakes */
const EPOCH = 1_420_070_400_000;
const TIME_SHIFT = 22n;
/** The most messages that Discord returns at once. */
const PAGE = 100;

/** Returns the smallest id that something created at an instant can have. */
export function idAt(instant: Instant): string {
  return String(BigInt(Math.max(0, instant - EPOCH)) << TIME_SHIFT);
}

/** Reads a channel's messages after an id, in pages, the earliest page first. Rejects with discord.js's error if Discord could not be asked. */
export async function* messagesAfter(
  api: Api,
  channel: string,
  id: string,
): AsyncGenerator<{ readonly messages: readonly SeenMessage[]; readonly isLast: boolean }> {
  for (let after = id; ; ) {
    const page = await askDiscord(api, `/channels/${channel}/messages?limit=${PAGE}&after=${after}`, z.array(seenMessage));
    const messages = page.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    yield { messages, isLast: messages.length < PAGE };
    if (messages.length < PAGE) return;
    after = messages.at(-1)?.id ?? after;
  }
}
