import type { Form } from "../../src/forms.ts";
import type { Attachment, Button, ContactLine, ContactWay, Reply, Section, Source } from "../../src/model.ts";
import { parseWebAddress } from "../../src/text/web-address.ts";
import { cleanText } from "./plain-text.ts";

/** The mark shown before the title of an urgent reply. */
export const URGENT_MARK = "🚨";

/** A source as plain text. */
export interface CitedSource {
  /** The title, or the address if there is no title. */
  readonly name: string;
  /** The address as the entry gives it. */
  readonly address: string;
  /** Whether the address is a web address, which can be shown as a link. */
  readonly isLink: boolean;
  /** The day, month or year that the source's content is from: "2026-02". */
  readonly asOf?: string;
}

/** A line about a contact, as plain text. */
export interface ShownContact {
  readonly text: string;
  /** The telephone number, mail address or web address, as shown to people. */
  readonly way?: string;
  /** The link that tapping it opens; absent if `way` is not a valid number or address. */
  readonly href?: string;
  /** When to contact them, in brackets after a space; shown at the end of the line. */
  readonly note?: string;
}

/** A part of a reply, without markup, with its texts cleaned. No part is empty. */
export type ReplyPart =
  | { readonly kind: "title"; readonly text: string; readonly urgent: boolean }
  | { readonly kind: "body"; readonly paragraphs: readonly string[] }
  | { readonly kind: "points" | "steps"; readonly heading: string; readonly items: readonly string[] }
  | { readonly kind: "sources"; readonly heading: string; readonly items: readonly CitedSource[] }
  | { readonly kind: "contacts"; readonly heading: string; readonly items: readonly ShownContact[] }
  | { readonly kind: "attachment"; readonly file: Attachment }
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "choices" | "actions"; readonly buttons: readonly Button[] }
  | { readonly kind: "footnote"; readonly text: string };

/**
 * Yields the parts of a reply in reading order. In an urgent reply, the steps and then the contacts come directly after the title and the lead.
 */
export function* partsOf(reply: Reply): Generator<ReplyPart> {
  const urgent = reply.urgent === true;
  const title = cleanText(reply.title ?? "");
  if (title !== "") yield { kind: "title", text: title, urgent };
  const lead = reply.lead === undefined ? [] : [reply.lead];
  if (urgent) {
    yield* bodyPart(lead);
    yield* listPart("steps", reply.steps);
    yield* contactsPart(reply.contacts);
    yield* bodyPart(reply.body);
  } else yield* bodyPart([...lead, ...reply.body]);
  yield* listPart("points", reply.points);
  if (!urgent) {
    yield* listPart("steps", reply.steps);
    yield* contactsPart(reply.contacts);
  }
  yield* sourcesPart(reply.sources);
  if (reply.attachment !== undefined) yield { kind: "attachment", file: reply.attachment };
  if (reply.form !== undefined) yield { kind: "form", form: reply.form };
  yield* buttonsPart("choices", reply.choices);
  const footnote = cleanText(reply.footnote ?? "");
  if (footnote !== "") yield { kind: "footnote", text: footnote };
  yield* buttonsPart("actions", reply.actions);
}

function* bodyPart(texts: readonly string[]): Generator<ReplyPart> {
  const paragraphs = texts.map(cleanText).filter((paragraph) => paragraph !== "");
  if (paragraphs.length > 0) yield { kind: "body", paragraphs };
}

function* listPart(kind: "points" | "steps", section: Section<string> | undefined): Generator<ReplyPart> {
  const items = (section?.items ?? []).map(cleanText).filter((item) => item !== "");
  if (section !== undefined && items.length > 0) yield { kind, heading: cleanText(section.heading), items };
}

function* sourcesPart(section: Section<Source> | undefined): Generator<ReplyPart> {
  const items = (section?.items ?? []).map(cited).filter(({ name }) => name !== "");
  if (section !== undefined && items.length > 0) yield { kind: "sources", heading: cleanText(section.heading), items };
}

function* contactsPart(section: Section<ContactLine> | undefined): Generator<ReplyPart> {
  const items = (section?.items ?? []).map(shownContact).filter(({ text, way }) => text !== "" || way !== undefined);
  if (section !== undefined && items.length > 0) yield { kind: "contacts", heading: cleanText(section.heading), items };
}

function shownContact({ note, ...line }: ContactLine): ShownContact {
  const clean = cleanText(note ?? "");
  return { ...shownWay(line), ...(clean !== "" && { note: ` (${clean})` }) };
}

function shownWay({ text, way }: Omit<ContactLine, "note">): ShownContact {
  const shown = cleanText(way?.value ?? "").replace(/\s+/g, " ");
  if (way === undefined || shown === "") return { text: cleanText(text) };
  const href = hrefOf({ ...way, value: shown });
  return { text: cleanText(text), way: shown, ...(href !== undefined && { href }) };
}

/** Returns the link that tapping a contact opens: a call, a new mail or a page. Returns undefined for an invalid value. */
function hrefOf({ kind, value }: ContactWay): string | undefined {
  switch (kind) {
    case "phone": {
      // "+32 (0)2 …", "0032 (0)2 …": the zero in brackets is only for calls within the country.
      const number = value.replace(/^((?:\+|00).*?)\(0\)/, "$1").replace(/[^\d+]/g, "");
      return number === "" ? undefined : `tel:${number}`;
    }
    case "email":
      return /^[^\s@<>]+@[^\s@<>]+$/.test(value) ? `mailto:${value}` : undefined;
    case "url":
      return parseWebAddress(value)?.href;
  }
}

function cited({ title, url, asOf }: Source): CitedSource {
  const address = cleanText(url);
  const date = cleanText(asOf ?? "");
  return {
    name: cleanText(title) || address,
    address,
    isLink: parseWebAddress(address) !== undefined,
    ...(date !== "" && { asOf: date }),
  };
}

function* buttonsPart(kind: "choices" | "actions", all: readonly Button[]): Generator<ReplyPart> {
  const buttons = all.map((button) => ({ ...button, label: cleanText(button.label) })).filter(({ label }) => label !== "");
  if (buttons.length > 0) yield { kind, buttons };
}
