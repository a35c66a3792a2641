import type { APIComponentInContainer, APIContainerComponent, APIMessageTopLevelComponent, MessageFlags } from "discord.js";
import type { Attachment, Reply } from "../../../src/model.ts";
import { packInOrder, type Size } from "../../kit/grouping.ts";
import { COMPONENT, MESSAGE_FLAG } from "../protocol.ts";
import type { CommandIds } from "./command-mentions.ts";
import type { Row } from "./controls.ts";
import { LIMIT } from "./limits.ts";
import { splitMarkdown } from "./markup.ts";
import { type DrawnParts, drawParts } from "./parts.ts";

/** A message in the form that Discord takes. Its mentions never notify anybody. */
export interface RenderedMessage {
  readonly content?: string;
  readonly flags: MessageFlags;
  readonly components: APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: []; readonly replied_user: false };
  /** Uploaded with the message; not part of its body. */
  readonly file?: Attachment;
}

const URGENT_COLOUR = 0xc0392b;
const COLOUR = 0xc98b3c;
const NO_MENTIONS: RenderedMessage["allowed_mentions"] = { parse: [], replied_user: false };

/** The container itself counts as a component. */
const MESSAGE = { components: LIMIT.components - 1, characters: LIMIT.characters };

/** A component, and how much of a message's limits it uses. */
interface Piece {
  readonly component: APIComponentInContainer;
  readonly size: Size<keyof typeof MESSAGE>;
  readonly file?: Attachment;
}

const NONE: CommandIds = new Map();

/**
 * Draws a reply with Components V2: as one message, or as several if it is longer than Discord allows. Nothing is left out.
 * Buttons come last.
 * @param commands the ids of commands that the text may name
 * @throws MalinoisError if an id is too long for a button.
 */
export function renderReply(reply: Reply, commands = NONE): RenderedMessage[] {
  const drawn = drawParts(reply, commands);
  const pieces = [...textPieces(drawn), ...filePieces(drawn), ...drawn.rows.map(rowPiece)];
  const accent_color = reply.urgent ? URGENT_COLOUR : COLOUR;
  return packInOrder(pieces, ({ size }) => size, MESSAGE).map((packed) => {
    const components = packed.map(({ component }) => component);
    const container: APIContainerComponent = { type: COMPONENT.container, accent_color, components };
    const file = packed.find((piece) => piece.file !== undefined)?.file;
    const message = { flags: MESSAGE_FLAG.componentsV2, components: [container], allowed_mentions: NO_MENTIONS };
    return file === undefined ? message : { ...message, file };
  });
}

/** Draws a reply, as completely as {@link renderReply}, in the form before Components V2, for when Discord refuses those. */
export function renderPlain(reply: Reply, commands = NONE): RenderedMessage[] {
  const { answer, appendix, rows, file } = drawParts(reply, commands);
  const empty = { flags: MESSAGE_FLAG.suppressEmbeds, components: [], allowed_mentions: NO_MENTIONS };
  const messages: RenderedMessage[] = splitMarkdown([...answer, ...appendix].join("\n\n"), LIMIT.content).map((content) => ({
    ...empty,
    content,
  }));
  for (let start = 0; start < rows.length; start += LIMIT.rows) {
    const bearer = start === 0 ? messages.pop() : undefined;
    messages.push({ ...(bearer ?? empty), components: rows.slice(start, start + LIMIT.rows) });
  }
  if (file !== undefined) messages.push({ ...(messages.pop() ?? empty), file });
  return messages;
}

function textPieces({ answer, appendix }: DrawnParts): Piece[] {
  const divider: Piece = { component: { type: COMPONENT.separator }, size: { components: 1, characters: 0 } };
  const between = answer.length > 0 && appendix.length > 0 ? [divider] : [];
  return [...answer.flatMap(displays), ...between, ...appendix.flatMap(displays)];
}

/** Returns the file as a component, which Discord shows at its place in the message. Source: https://docs.discord.com/developers/components/reference#file */
function filePieces({ file }: DrawnParts): Piece[] {
  if (file === undefined) return [];
  const component = { type: COMPONENT.file, file: { url: `attachment://${file.name}` } };
  return [{ component, size: { components: 1, characters: 0 }, file }];
}

function displays(text: string): Piece[] {
  return splitMarkdown(text, LIMIT.characters).map((content) => ({
    component: { type: COMPONENT.textDisplay, content },
    size: { components: 1, characters: content.length },
  }));
}

function rowPiece(row: Row): Piece {
  const characters = row.components.reduce(
    (sum, component) => sum + ("label" in component ? (component.label?.length ?? 0) : 0),
    0,
  );
  return { component: row, size: { components: 1 + row.components.length, characters } };
}
