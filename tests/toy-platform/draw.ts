import { chunks, packInOrder } from "../../adapters/kit/grouping.ts";
import { partsOf, type ReplyPart } from "../../adapters/kit/reply-parts.ts";
import { encodeAction } from "../../src/actions.ts";
import type { Form } from "../../src/forms.ts";
import type { Reply } from "../../src/model.ts";
import { type ChatButton, type ChatMessage, LONGEST, MOST_BUTTONS } from "../protocol/toy-chat.ts";

type Drawn = Pick<ChatMessage, "text" | "buttons">;

/** Draws the whole reply as messages of text followed by messages of buttons, each within the chat's limits. */
export function draw(reply: Reply): readonly Drawn[] {
  const parts = [...partsOf(reply)];
  const words = parts
    .flatMap(linesOf)
    .join("\n")
    .split(/(?=\s)/);
  const texts = packInOrder(words, ({ length }) => ({ length }), { length: LONGEST });
  return [
    ...texts.map((text) => ({ text: text.join(""), buttons: [] })),
    ...chunks(parts.flatMap(buttonsOf), MOST_BUTTONS).map((buttons) => ({ text: "", buttons })),
  ];
}

function linesOf(part: ReplyPart): readonly string[] {
  switch (part.kind) {
    case "title":
    case "footnote":
      return [part.text];
    case "body":
      return part.paragraphs;
    case "points":
    case "steps":
      return [part.heading, ...part.items.map((item) => `- ${item}`)];
    case "sources":
      return [part.heading, ...part.items.map(({ name, address, asOf = "" }) => `- ${name} ${address} ${asOf}`)];
    case "contacts":
      return [part.heading, ...part.items.map(({ text, way = "" }) => `- ${text} ${way}`)];
    case "form":
      return fieldsOf(part.form);
    case "attachment":
      return [part.file.name, part.file.text];
    case "choices":
    case "actions":
      return [];
  }
}

function fieldsOf({ title, intro = "", fields }: Form): readonly string[] {
  const optionsOf = (field: Form["fields"][number]) => ("options" in field ? field.options.map(({ label }) => label) : []);
  return [title, intro, ...fields.map((field) => [field.label, field.hint ?? "", ...optionsOf(field)].join(" / "))];
}

function buttonsOf(part: ReplyPart): readonly ChatButton[] {
  if (part.kind !== "choices" && part.kind !== "actions") return [];
  return part.buttons.map(({ label, action }) => ({ label, value: encodeAction(action) }));
}
