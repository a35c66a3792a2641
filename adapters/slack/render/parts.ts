import type { types } from "@slack/bolt";
import type { Button, Moment, Reply } from "../../../src/model.ts";
import { parseWebAddress } from "../../../src/text/web-address.ts";
import { chunks, packInOrder } from "../../kit/grouping.ts";
import { numbered } from "../../kit/plain-text.ts";
import { type CitedSource, partsOf, type ReplyPart, type ShownContact, URGENT_MARK } from "../../kit/reply-parts.ts";
import { buttonRow, feedbackRow, formRow, list, paragraph, plain, verbatim, words, wordsWithMoments } from "./blocks.ts";
import { LIMIT } from "./limits.ts";
import { escapedLength, splitText } from "./markup.ts";

/** A part of a reply that is never split between messages: blocks, and the same as plain text. */
export interface Piece {
  readonly blocks: readonly types.KnownBlock[];
  readonly text: string;
}

/** Where a reply is shown. Only messages can have Slack's feedback buttons. */
export type Surface = "message" | "view";

interface Item {
  readonly elements: readonly types.RichTextElement[];
  readonly text: string;
}

/** The most characters of a piece once escaped: fewer than a message takes, so that every piece fits into one. */
const CHARACTERS_IN_PIECE = 2_900;
/** Room for the bullet or number before an item. */
const MARKER = 5;
const CHARACTERS_IN_ITEM = CHARACTERS_IN_PIECE - MARKER;

/** Draws the parts of a reply as pieces, in reading order. */
export function drawParts(reply: Reply, surface: Surface): readonly Piece[] {
  return [...partsOf(reply)].flatMap((part) => drawPart(part, surface, reply.moments));
}

function drawPart(part: ReplyPart, surface: Surface, moments: readonly Moment[] = []): readonly Piece[] {
  switch (part.kind) {
    case "title":
      return drawTitle(part.urgent ? `${URGENT_MARK} ${part.text}` : part.text);
    case "body":
      return part.paragraphs.flatMap((text) => drawParagraph(text, false, moments));
    case "points":
      return [...drawParagraph(part.heading, true), ...drawList(part.items, "bullet", moments)];
    case "steps":
      return [...drawParagraph(part.heading, true), ...drawList(part.items, "ordered", moments)];
    case "sources":
      return [...drawParagraph(part.heading, true), ...drawItems(part.items.flatMap(sourceItems), "bullet")];
    case "contacts":
      return [...drawParagraph(part.heading, true), ...drawItems(part.items.flatMap(contactItems), "bullet")];
    case "attachment":
      return [...drawParagraph(part.file.name, true), ...drawVerbatim(part.file.text)];
    case "form":
      return [{ text: "", blocks: [formRow(part.form)] }];
    case "choices":
      return drawButtons(part.buttons, "choice", true);
    case "footnote":
      return splitText(part.text, LIMIT.context).map((text) => ({
        text,
        blocks: [{ type: "context", elements: [plain(text)] }],
      }));
    case "actions":
      return drawActions(part.buttons, surface);
  }
}

function drawTitle(text: string): readonly Piece[] {
  if (text.length > LIMIT.header || text.includes("\n")) return drawParagraph(text, true);
  return [{ text, blocks: [{ type: "header", text: plain(text) }] }];
}

function drawParagraph(text: string, bold = false, moments: readonly Moment[] = []): readonly Piece[] {
  return splitText(text, CHARACTERS_IN_PIECE).map((piece) => ({ text: piece, blocks: [paragraph(piece, bold, moments)] }));
}

function drawVerbatim(text: string): readonly Piece[] {
  return splitText(text, CHARACTERS_IN_PIECE).map((piece) => ({ text: piece, blocks: [verbatim(piece)] }));
}

function drawList(items: readonly string[], style: "bullet" | "ordered", moments: readonly Moment[] = []): readonly Piece[] {
  const torn = items.some((item) => escapedLength(item) > CHARACTERS_IN_ITEM);
  // If an item is split into several pieces, the numbers are written out: Slack would count the pieces.
  const shown = torn && style === "ordered" ? numbered(items) : items;
  return drawItems(
    shown.flatMap((item) => textItems(item, moments)),
    torn ? "bullet" : style,
  );
}

function textItems(text: string, moments: readonly Moment[] = []): readonly Item[] {
  return splitText(text, CHARACTERS_IN_ITEM).map((piece) => ({ text: piece, elements: wordsWithMoments(piece, moments) }));
}

function sourceItems({ name, address, isLink, asOf }: CitedSource): readonly Item[] {
  const date = asOf === undefined ? "" : ` (${asOf})`;
  const text = `${name}${date}${name === address ? "" : ` ${address}`}`;
  if (!isLink || address.length > LIMIT.linkUrl || escapedLength(text) > CHARACTERS_IN_ITEM) return textItems(text);
  const link: types.RichTextElement = { type: "link", url: address, text: name };
  return [{ text, elements: date === "" ? [link] : [link, words(date)] }];
}

/** Draws a contact as items. Slack documents only web addresses as links, so phone numbers and email addresses are text, which many devices make tappable. */
function contactItems({ text, way, href, note = "" }: ShownContact): readonly Item[] {
  const before = text === "" || way === undefined ? text : `${text}: `;
  const whole = `${before}${way ?? ""}${note}`;
  const address = href !== undefined && parseWebAddress(href) !== undefined && href.length <= LIMIT.linkUrl ? href : undefined;
  if (way === undefined || address === undefined || escapedLength(whole) > CHARACTERS_IN_ITEM) return textItems(whole);
  const link: types.RichTextElement = { type: "link", url: address, text: way };
  const around = (text: string) => (text === "" ? [] : [words(text)]);
  return [{ text: whole, elements: [...around(before), link, ...around(note)] }];
}

/** Draws items in as few list blocks as their length allows; the numbers of ordered ones continue from block to block. */
function drawItems(items: readonly Item[], style: "bullet" | "ordered"): readonly Piece[] {
  const sizeOf = ({ text }: Item) => ({ characters: escapedLength(text) + MARKER });
  let offset = 0;
  return packInOrder(items, sizeOf, { characters: CHARACTERS_IN_PIECE }).map((group) => {
    const first = style === "ordered" ? offset : 0;
    offset += group.length;
    const lines = group.map(({ text }, place) => `${style === "ordered" ? `${first + place + 1}.` : "•"} ${text}`);
    const elements = group.map((item) => item.elements);
    return { text: lines.join("\n"), blocks: [list(elements, style, first)] };
  });
}

function drawActions(actions: readonly Button[], surface: Surface): readonly Piece[] {
  const yes = actions.find(({ action }) => action.kind === "feedback" && action.helpful);
  const no = actions.find(({ action }) => action.kind === "feedback" && !action.helpful);
  if (surface === "view" || yes === undefined || no === undefined) return drawButtons(actions, "action", false);
  const others = actions.filter((button) => button !== yes && button !== no);
  return [...drawButtons(others, "action", false), { text: "", blocks: [feedbackRow(yes, no)] }];
}

/** Draws rows of buttons. If a label is too long for a button, all labels are listed in full above, with numbers. */
function drawButtons(buttons: readonly Button[], prefix: string, named: boolean): readonly Piece[] {
  const labels = buttons.map(({ label }) => label);
  if (labels.every((label) => label.length <= LIMIT.label)) return drawRows(buttons, prefix, named);
  const shown = numbered(labels);
  const renamed = buttons.map((button, place) => ({ ...button, label: shown[place] ?? button.label }));
  return [...drawList(labels, "ordered"), ...drawRows(renamed, prefix, false)];
}

function drawRows(buttons: readonly Button[], prefix: string, named: boolean): readonly Piece[] {
  return chunks(buttons, LIMIT.buttonsInBlock).map((row, place) => {
    const text = named ? row.map(({ label }) => `• ${label}`).join("\n") : "";
    return { text, blocks: [buttonRow(row, `${prefix}-${place * LIMIT.buttonsInBlock}`)] };
  });
}
