import type { types } from "@slack/bolt";
import type { Reply } from "../../../src/model.ts";
import { LIMIT } from "./blocks.ts";
import { escapedLength, escapeMarkup } from "./markup.ts";
import { type Part, partsOf } from "./parts.ts";

/** A message of Slack: blocks, and the same in words for notifications and screen readers. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}

/**
 * Slack cuts off or refuses long messages: 4,000 characters of text are recommended, and refusals of blocks
 * (`msg_blocks_too_long`, an unpublished bound) were reported above 9,600 characters (slackapi/bolt-js#2867).
 */
const CHARACTERS_IN_MESSAGE = 3_900;
/** A view may have 250 kB: this many characters leave room for their bytes and the blocks around them. */
const CHARACTERS_IN_VIEW = 60_000;

/** Draws a reply as messages, in order, all of it, each within Slack's limits. Pure. */
export function render(reply: Reply): readonly SlackMessage[] {
  return pack(partsOf(reply, "message"));
}

/** Draws a reply as blocks of a view with room for so many; what does not fit comes back as messages. */
export function renderBlocks(
  reply: Reply,
  room: number,
): { readonly blocks: readonly types.KnownBlock[]; readonly rest: readonly SlackMessage[] } {
  const parts = partsOf(reply, "view");
  let blocks = 0;
  let characters = 0;
  const full = parts.findIndex((part) => {
    blocks += part.blocks.length;
    characters += part.text.length;
    return blocks > room || characters > CHARACTERS_IN_VIEW;
  });
  const shown = full < 0 ? parts : parts.slice(0, full);
  return { blocks: shown.flatMap((part) => part.blocks), rest: pack(parts.slice(shown.length)) };
}

function pack(parts: readonly Part[]): readonly SlackMessage[] {
  const messages: { parts: Part[]; blocks: number; characters: number }[] = [];
  for (const part of parts) {
    const last = messages.at(-1);
    const characters = escapedLength(part.text) + 1;
    const fits =
      last !== undefined &&
      last.blocks + part.blocks.length <= LIMIT.blocksInMessage &&
      last.characters + characters <= CHARACTERS_IN_MESSAGE;
    if (fits) {
      last.parts.push(part);
      last.blocks += part.blocks.length;
      last.characters += characters;
    } else messages.push({ parts: [part], blocks: part.blocks.length, characters });
  }
  return messages.map(({ parts: packed }) => ({
    text: escapeMarkup(packed.flatMap(({ text }) => (text === "" ? [] : [text])).join("\n")) || "Malinois",
    blocks: packed.flatMap(({ blocks }) => blocks),
  }));
}
