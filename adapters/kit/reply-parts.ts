import type { Form } from "../../src/forms.ts";
import type { Attachment, Button, Reply, Section, Source } from "../../src/model.ts";
import { parseWebAddress } from "../../src/text/web-address.ts";
import { cleanText } from "./plain-text.ts";

/** What stands before the title of first aid. */
export const URGENT_MARK = "🚨";

/** A source in plain words. */
export interface CitedSource {
  /** The title, or the address where there is none. */
  readonly name: string;
  /** As the entry gives it. */
  readonly address: string;
  /** Whether the address is one of the web, which a link may lead to. */
  readonly isLink: boolean;
  /** The day, month or year of what the source says: "2026-02". */
  readonly asOf?: string;
}

/** A part of a reply: meaning without markup, its texts cleaned. None is empty. */
export type ReplyPart =
  | { readonly kind: "title"; readonly text: string; readonly urgent: boolean }
  | { readonly kind: "body"; readonly paragraphs: readonly string[] }
  | { readonly kind: "points" | "steps"; readonly heading: string; readonly items: readonly string[] }
  | { readonly kind: "sources"; readonly heading: string; readonly items: readonly CitedSource[] }
  | { readonly kind: "attachment"; readonly file: Attachment }
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "choices" | "actions"; readonly buttons: readonly Button[] }
  | { readonly kind: "footnote"; readonly text: string };

/** The parts of a reply in the order in which they are read: an urgent one has its steps before everything else but the lead. */
export function* partsOf(reply: Reply): Generator<ReplyPart> {
  const urgent = reply.urgent === true;
  const title = cleanText(reply.title ?? "");
  if (title !== "") yield { kind: "title", text: title, urgent };
  const lead = reply.lead === undefined ? [] : [reply.lead];
  if (urgent) {
    yield* bodyPart(lead);
    yield* listPart("steps", reply.steps);
    yield* bodyPart(reply.body);
  } else yield* bodyPart([...lead, ...reply.body]);
  yield* listPart("points", reply.points);
  if (!urgent) yield* listPart("steps", reply.steps);
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
