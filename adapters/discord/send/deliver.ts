import type { Reply } from "../../../src/model.ts";
import type { Settings } from "../options.ts";
import { type RenderedMessage, renderPlain, renderReply } from "../render/render.ts";
import { codeOf, DISCORD_ERROR, explain, MaybeSent } from "./errors.ts";

/** The settings that delivery needs. */
export type DeliverySettings = Pick<Settings, "log" | "commandIds">;

/** Sends one of a reply's messages; the first has position 0. */
export type SendMessage = (message: RenderedMessage, position: number) => Promise<void>;

/**
 * Sends all messages of a reply, in order; in the older form if Discord refuses Components V2.
 * Rejects with the error of the first message, or with a `MaybeSent` if a later one fails.
 */
export async function deliver(reply: Reply, send: SendMessage, { log, commandIds }: DeliverySettings): Promise<void> {
  try {
    await sendAll(renderReply(reply, commandIds), send);
  } catch (error) {
    if (codeOf(error) !== DISCORD_ERROR.invalidForm) throw error;
    log.warn({ reason: explain(error).message }, "Discord refused Components V2; the reply is sent in the older form.");
    await sendAll(renderPlain(reply, commandIds), send);
  }
}

async function sendAll(messages: readonly RenderedMessage[], send: SendMessage): Promise<void> {
  for (const [position, message] of messages.entries()) {
    try {
      await send(message, position);
    } catch (error) {
      throw position === 0 ? error : new MaybeSent(error);
    }
  }
}
