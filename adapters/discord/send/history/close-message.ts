import type { ClosedMessage } from "../../../../src/model.ts";
import { COMPONENT, MESSAGE_FLAG } from "../../protocol.ts";
import { escapeLine } from "../../render/markup.ts";
import type { Api } from "../api.ts";
import { idAt, messagesAfter, type SeenMessage } from "./history.ts";
import { hasMarks, keyAt, type SeenComponent } from "./marks.ts";

/** How many pages of history are searched: the message was sent soon after it was decided. */
const PAGES = 20;
/** More messages than any reply with buttons takes so far. */
const PARTS = 5;
const CLOCKS_DIFFER = 5 * 60_000;

/**
 * Removes the buttons from one of Malinois's earlier messages in a channel, and adds the reason. A message that is not found keeps its buttons, and pressing
 * one still gets an answer. Rejects with discord.js's error.
 */
export async function closeMessage(api: Api, channel: string, { key, since, note }: ClosedMessage): Promise<void> {
  const keys = Array.from({ length: PARTS }, (_, position) => keyAt(key, position));
  let pages = 0;
  for await (const { messages } of messagesAfter(api, channel, idAt(since - CLOCKS_DIFFER))) {
    const found = messages.filter(({ components }) => keys.some((one) => hasMarks(components, one)));
    for (const message of found.filter(({ components }) => components.some(hasButtons))) {
      const route = `/channels/${channel}/messages/${message.id}` as const;
      await api.call({ method: "PATCH", route, body: closed(message, `-# ${escapeLine(note)}`), repeatable: true });
    }
    pages += 1;
    if (found.length > 0 || pages === PAGES) return;
  }
}

function hasButtons({ type, components = [] }: SeenComponent): boolean {
  return type === COMPONENT.actionRow || components.some(hasButtons);
}

/** Returns the changes that remove the buttons and add the note. Only messages with Components V2 are marked, and so found. */
function closed({ components }: SeenMessage, note: string): object {
  return {
    flags: MESSAGE_FLAG.componentsV2,
    components: components.map((container) => ({
      ...container,
      components: [
        ...(container.components ?? []).filter((part) => !hasButtons(part)),
        { type: COMPONENT.textDisplay, content: note },
      ],
    })),
    allowed_mentions: { parse: [] },
  };
}
