import type { types } from "@slack/bolt";
import type { Button, Language, Reply, Section, Source } from "../../../src/model.ts";
import { buttonRow, feedbackRow, formRow, LIMIT, list, paragraph, plain, words } from "./blocks.ts";
import { clean, escapedLength, splitText } from "./markup.ts";

/** Something of a reply that is not torn apart: blocks, and the same in words. */
export interface Part {
  readonly blocks: readonly types.KnownBlock[];
  readonly text: string;
}

/** Only messages have the platform's feedback element. */
export type Surface = "message" | "view";

interface Item {
  readonly elements: readonly types.RichTextElement[];
  readonly text: string;
}

/** Characters of a part once escaped; below what one message takes, so that a part fits in any message. */
const CHARACTERS_IN_PART = 2_900;
const MARKER = 5;

/** Takes a reply apart in the order in which it is read: an urgent one has its steps before everything else. */
export function partsOf(reply: Reply, surface: Surface): readonly Part[] {
  const body = reply.body.flatMap((text) => paragraphParts(text));
  const points = listParts(reply.points, "bullet");
  const steps = listParts(reply.steps, "ordered");
  return [
    ...titleParts(reply),
    ...(reply.urgent === true ? [...steps, ...body, ...points] : [...body, ...points, ...steps]),
    ...sourceParts(reply.sources),
    ...(reply.form === undefined ? [] : [{ text: "", blocks: [formRow(reply.form)] }]),
    ...buttonParts(reply.choices, "choice", reply.language, true),
    ...footnoteParts(reply.footnote),
    ...actionParts(reply, surface),
  ];
}

function titleParts({ title, urgent }: Reply): readonly Part[] {
  const text = clean(title ?? "");
  if (text === "") return [];
  const shown = urgent === true ? `🚨 ${text}` : text;
  if (shown.length > LIMIT.header || shown.includes("\n")) return paragraphParts(shown, true);
  return [{ text: shown, blocks: [{ type: "header", text: plain(shown) }] }];
}

function paragraphParts(text: string, bold = false): readonly Part[] {
  return splitText(clean(text), CHARACTERS_IN_PART).map((piece) => ({ text: piece, blocks: [paragraph(piece, bold)] }));
}

function listParts(section: Section<string> | undefined, style: "bullet" | "ordered"): readonly Part[] {
  const items = (section?.items ?? []).map(clean).filter((item) => item !== "");
  if (section === undefined || items.length === 0) return [];
  const torn = items.some((item) => escapedLength(item) > CHARACTERS_IN_PART - MARKER);
  // The numbers of a list with an item in several pieces are written out: Slack would count the pieces.
  const numbered = torn && style === "ordered" ? items.map((item, place) => `${place + 1}. ${item}`) : items;
  return [...paragraphParts(section.heading, true), ...itemParts(numbered.flatMap(textItems), torn ? "bullet" : style)];
}

function textItems(text: string): readonly Item[] {
  return splitText(text, CHARACTERS_IN_PART - MARKER).map((piece) => ({ text: piece, elements: [words(piece)] }));
}

function sourceParts(section: Section<Source> | undefined): readonly Part[] {
  if (section === undefined || section.items.length === 0) return [];
  return [...paragraphParts(section.heading, true), ...itemParts(section.items.flatMap(sourceItems), "bullet")];
}

function sourceItems({ title, url, asOf }: Source): readonly Item[] {
  const address = clean(url);
  const name = clean(title) || address;
  const date = asOf === undefined ? "" : ` (${clean(asOf)})`;
  const text = clean(`${name}${date} ${name === address ? "" : address}`);
  if (!isLink(address) || escapedLength(text) > CHARACTERS_IN_PART - MARKER) return textItems(text);
  const link: types.RichTextElement = { type: "link", url: address, text: name };
  return [{ text, elements: date === "" ? [link] : [link, words(date)] }];
}

function isLink(url: string): boolean {
  return url.length <= LIMIT.linkUrl && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** Items in as few list blocks as their length allows; the numbers of ordered ones go on from block to block. */
function itemParts(items: readonly Item[], style: "bullet" | "ordered"): readonly Part[] {
  const groups: { items: Item[]; characters: number; offset: number }[] = [];
  for (const [place, item] of items.entries()) {
    const last = groups.at(-1);
    const characters = escapedLength(item.text) + MARKER;
    if (last !== undefined && last.characters + characters <= CHARACTERS_IN_PART) {
      last.items.push(item);
      last.characters += characters;
    } else groups.push({ items: [item], characters, offset: place });
  }
  return groups.map(({ items: grouped, offset }) => {
    const lines = grouped.map(({ text }, place) => `${style === "ordered" ? `${offset + place + 1}.` : "•"} ${text}`);
    const elements = grouped.map((item) => item.elements);
    return { text: lines.join("\n"), blocks: [list(elements, style, style === "ordered" ? offset : 0)] };
  });
}

function footnoteParts(footnote: string | undefined): readonly Part[] {
  const pieces = splitText(clean(footnote ?? ""), LIMIT.context);
  return pieces.map((text) => ({ text, blocks: [{ type: "context", elements: [plain(text)] }] }));
}

function actionParts({ actions, language }: Reply, surface: Surface): readonly Part[] {
  const yes = actions.find(({ action }) => action.kind === "feedback" && action.helpful);
  const no = actions.find(({ action }) => action.kind === "feedback" && !action.helpful);
  if (surface === "view" || yes === undefined || no === undefined) return buttonParts(actions, "action", language, false);
  const others = actions.filter((button) => button !== yes && button !== no);
  return [...buttonParts(others, "action", language, false), { text: "", blocks: [feedbackRow(yes, no)] }];
}

/** Rows of buttons. Where a label is too long for a button, all of them stand in full above, with numbers. */
function buttonParts(buttons: readonly Button[], prefix: string, language: Language, named: boolean): readonly Part[] {
  const usable = buttons.map((button) => ({ ...button, label: clean(button.label) })).filter(({ label }) => label !== "");
  if (usable.some(({ label }) => label.length > LIMIT.label)) {
    const labels = usable.map(({ label }) => label);
    const numbered = usable.map((button, place) => ({ ...button, label: `${place + 1}. ${button.label}` }));
    return [...listParts({ heading: "", items: labels }, "ordered"), ...rows(numbered, prefix, language, false)];
  }
  return rows(usable, prefix, language, named);
}

function rows(buttons: readonly Button[], prefix: string, language: Language, named: boolean): readonly Part[] {
  const starts = buttons.flatMap((_, place) => (place % LIMIT.buttonsInBlock === 0 ? [place] : []));
  return starts.map((start) => {
    const row = buttons.slice(start, start + LIMIT.buttonsInBlock);
    const text = named ? row.map(({ label }) => `• ${label}`).join("\n") : "";
    return { text, blocks: [buttonRow(row, `${prefix}-${start}`, language)] };
  });
}
