import { describeError } from "../../../../src/common/describe-error.ts";
import type { ClosedMessage } from "../../../../src/model.ts";
import type { Logger } from "../../../../src/ports.ts";
import { type Payload, records, text } from "../../../kit/payload.ts";
import { cleanText } from "../../../kit/plain-text.ts";
import type { RetryPolicy } from "../../../kit/retry.ts";
import { plain } from "../../render/blocks.ts";
import { escapeMarkup } from "../../render/markup.ts";
import { type Call, persistent } from "../api.ts";
import { type History, keyOf } from "./history.ts";

/**
 * Removes the buttons from one of Malinois's earlier messages in a channel, and adds the reason. A message that is not found keeps its buttons, and pressing one
 * still gets an answer. Never rejects.
 */
export type CloseMessage = (channel: string, closed: ClosedMessage) => Promise<void>;

/** In milliseconds. A message is sent within this time of being decided, allowing for differing clocks. */
const BEFORE = 300_000;
const AFTER = 7_200_000;
/** Types of blocks with buttons. */
const PRESSED: readonly unknown[] = ["actions", "context_actions"];

export function createCloseMessage(call: Call, history: History, retryPolicy: RetryPolicy, logger: Logger): CloseMessage {
  const ask = persistent(call, retryPolicy);

  async function close(channel: string, { key, since, note }: ClosedMessage): Promise<void> {
    const span = { from: since - BEFORE, until: since + AFTER };
    for await (const { messages } of history(channel, undefined, span)) {
      const found = messages.filter((message) => isOf(message, key)).filter(isOpen);
      for (const message of found) await ask("chat.update", { channel, ...closedMessage(message, cleanText(note)) });
      if (found.length > 0) return;
    }
  }

  return (channel, closed) =>
    close(channel, closed).catch((error: unknown) =>
      logger.warn(describeError(error), "the buttons of a message could not be removed"),
    );
}

function isOf(message: Payload, key: string): boolean {
  const own = keyOf(message);
  return own === key || own?.startsWith(`${key}/`) === true;
}

function isOpen(message: Payload): boolean {
  return records(message, "blocks").some(({ type }) => PRESSED.includes(type));
}

function closedMessage(message: Payload, note: string): Payload {
  const shown = records(message, "blocks").filter(({ type }) => !PRESSED.includes(type));
  return {
    ts: message.ts,
    text: `${text(message, "text") ?? ""}\n${escapeMarkup(note)}`,
    blocks: [...shown, { type: "context", elements: [plain(note)] }],
    metadata: message.metadata,
    parse: "none",
  };
}
