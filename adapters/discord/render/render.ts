import type { APIComponentInContainer, APIContainerComponent, APIMessageTopLevelComponent, MessageFlags } from "discord.js";
import type { Reply } from "../../../src/model.ts";
import { COMPONENT, MESSAGE_FLAG } from "../protocol.ts";
import { controlsOf, type Row } from "./controls.ts";
import { splitMarkdown } from "./markup.ts";
import { type Texts, textsOf } from "./parts.ts";

/** A message as Discord takes it; mentions in it never notify anybody. */
export interface RenderedMessage {
  readonly content?: string;
  readonly flags: MessageFlags;
  readonly components: APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: []; readonly replied_user: false };
}

/** Components V2: at most 40 components, nested ones included, and 4,000 characters shown. */
const COMPONENTS = 40;
const CHARACTERS = 4_000;
/** The form before it: 2,000 characters and five rows. */
const CONTENT = 2_000;
const ROWS = 5;

const URGENT_COLOUR = 0xc0392b;
const COLOUR = 0xc98b3c;
const NO_MENTIONS: RenderedMessage["allowed_mentions"] = { parse: [], replied_user: false };

/** A component with what it takes of the two bounds. */
interface Piece {
  readonly component: APIComponentInContainer;
  readonly components: number;
  readonly characters: number;
}

/**
 * Draws a reply with Components V2: one message, or several where it is longer than Discord allows; nothing is left out.
 * Buttons come last.
 * @throws MalinoisError when an id is too long for a button.
 */
export function renderReply(reply: Reply): RenderedMessage[] {
  const { lines, rows } = controlsOf(reply);
  const pieces = [...textPieces(textsOf(reply, lines)), ...rows.map(rowPiece)];
  const accent_color = reply.urgent ? URGENT_COLOUR : COLOUR;
  return packed(pieces).map((components) => {
    const container: APIContainerComponent = { type: COMPONENT.container, accent_color, components };
    return { flags: MESSAGE_FLAG.componentsV2, components: [container], allowed_mentions: NO_MENTIONS };
  });
}

/** Draws a reply in the form that Discord had before Components V2, for where that is refused; as complete as {@link renderReply}. */
export function renderPlain(reply: Reply): RenderedMessage[] {
  const { lines, rows } = controlsOf(reply);
  const { answer, appendix } = textsOf(reply, lines);
  const empty = { flags: MESSAGE_FLAG.suppressEmbeds, components: [], allowed_mentions: NO_MENTIONS };
  const messages: RenderedMessage[] = splitMarkdown([...answer, ...appendix].join("\n\n"), CONTENT).map((content) => ({
    ...empty,
    content,
  }));
  for (let start = 0; start < rows.length; start += ROWS) {
    const bearer = start === 0 ? messages.pop() : undefined;
    messages.push({ ...(bearer ?? empty), components: rows.slice(start, start + ROWS) });
  }
  return messages;
}

function textPieces({ answer, appendix }: Texts): Piece[] {
  const divider: Piece = { component: { type: COMPONENT.separator }, components: 1, characters: 0 };
  const between = answer.length > 0 && appendix.length > 0 ? [divider] : [];
  return [...answer.flatMap(displays), ...between, ...appendix.flatMap(displays)];
}

function displays(text: string): Piece[] {
  return splitMarkdown(text, CHARACTERS).map((content) => ({
    component: { type: COMPONENT.textDisplay, content },
    components: 1,
    characters: content.length,
  }));
}

function rowPiece(row: Row): Piece {
  const characters = row.components.reduce(
    (sum, component) => sum + ("label" in component ? (component.label?.length ?? 0) : 0),
    0,
  );
  return { component: row, components: 1 + row.components.length, characters };
}

/** Fills one message after the other; the container itself counts as a component. */
function packed(pieces: readonly Piece[]): APIComponentInContainer[][] {
  const messages: APIComponentInContainer[][] = [];
  let components = COMPONENTS;
  let characters = CHARACTERS;
  for (const piece of pieces) {
    const last = messages.at(-1);
    if (last !== undefined && components + piece.components <= COMPONENTS && characters + piece.characters <= CHARACTERS) {
      last.push(piece.component);
      components += piece.components;
      characters += piece.characters;
    } else {
      messages.push([piece.component]);
      components = 1 + piece.components;
      characters = piece.characters;
    }
  }
  return messages;
}
