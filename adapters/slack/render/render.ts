import type { types } from "@slack/bolt";
import type { Reply } from "../../../src/model.ts";
import { packInOrder } from "../../kit/grouping.ts";
import { LIMIT } from "./limits.ts";
import { escapedLength, escapeMarkup } from "./markup.ts";
import { drawParts, type Piece } from "./parts.ts";

/** A Slack message: blocks, and the same as plain text for notifications and screen readers. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}

const MESSAGE = { blocks: LIMIT.blocksInMessage, characters: LIMIT.charactersInMessage };

/** Draws the whole reply as messages, in order, each within Slack's limits. Pure. */
export function renderReply(reply: Reply): readonly SlackMessage[] {
  return messagesOf(drawParts(reply, "message"));
}

/** Draws a reply as at most `room` blocks of a view, and what does not fit as messages. */
export function renderBlocks(
  reply: Reply,
  room: number,
): { readonly blocks: readonly types.KnownBlock[]; readonly rest: readonly SlackMessage[] } {
  const pieces = drawParts(reply, "view");
  let blocks = 0;
  let characters = 0;
  const full = pieces.findIndex((piece) => {
    blocks += piece.blocks.length;
    characters += piece.text.length;
    return blocks > room || characters > LIMIT.charactersInView;
  });
  const shown = full < 0 ? pieces : pieces.slice(0, full);
  return { blocks: shown.flatMap((piece) => piece.blocks), rest: messagesOf(pieces.slice(shown.length)) };
}

function messagesOf(pieces: readonly Piece[]): readonly SlackMessage[] {
  const sizeOf = ({ blocks, text }: Piece) => ({ blocks: blocks.length, characters: escapedLength(text) + 1 });
  return packInOrder(pieces, sizeOf, MESSAGE).map((packed) => ({
    text: escapeMarkup(packed.flatMap(({ text }) => (text === "" ? [] : [text])).join("\n")) || "Malinois",
    blocks: packed.flatMap(({ blocks }) => blocks),
  }));
}
