import type { types } from "@slack/bolt";
import { encodeAction } from "../../../src/actions.ts";
import type { Form } from "../../../src/forms.ts";
import type { Button, Moment } from "../../../src/model.ts";
import { splitAtMoments } from "../../kit/moments.ts";
import { cleanText, shorten } from "../../kit/plain-text.ts";
import { writeFormValue } from "../form-value.ts";
import { LIMIT } from "./limits.ts";

/** Returns text without markup, which Slack shows as it is. */
export function plain(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}

/** Returns a paragraph, in bold if it is a heading. */
export function paragraph(text: string, bold = false, moments: readonly Moment[] = []): types.RichTextBlock {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: wordsWithMoments(text, moments, bold) }] };
}

/** Returns preformatted text, in a monospaced font. */
export function verbatim(text: string): types.RichTextBlock {
  return { type: "rich_text", elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }] };
}

/** Returns a list whose items are texts and links. The numbers of an ordered list continue after `offset`. */
export function list(
  items: readonly (readonly types.RichTextElement[])[],
  style: "bullet" | "ordered",
  offset: number,
): types.RichTextBlock {
  const elements = items.map((item): types.RichTextSection => ({ type: "rich_text_section", elements: [...item] }));
  return { type: "rich_text", elements: [{ type: "rich_text_list", style, elements, ...(offset > 0 && { offset }) }] };
}

/** Returns rich text elements in which each moment is shown in the reader's own time zone and language. */
export function wordsWithMoments(text: string, moments: readonly Moment[], bold = false): types.RichTextElement[] {
  return splitAtMoments(text, moments).map((part) => (typeof part === "string" ? words(part, bold) : date(part)));
}

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#date-element-type */
function date({ text, at }: Moment): types.RichTextDate {
  return { type: "date", timestamp: Math.floor(at / 1_000), format: "{date_long} {time}", fallback: text };
}

/** Returns words of rich text, in which Slack reads nothing as markup. */
export function words(text: string, bold = false): types.RichTextElement {
  return { type: "text", text, ...(bold && { style: { bold: true } }) };
}

/** Returns a row of buttons. `prefix` and their position make their ids unique in the message. */
export function buttonRow(buttons: readonly Button[], prefix: string): types.ActionsBlock {
  return { type: "actions", elements: buttons.map((button, place) => buttonElement(button, `${prefix}-${place}`)) };
}

function buttonElement({ label, action }: Button, id: string): types.Button {
  return {
    type: "button",
    action_id: id,
    text: plain(shorten(label, LIMIT.label)),
    value: encodeAction(action),
    ...(action.kind === "erase" && { style: "danger" }),
  };
}

/** Returns a row with the button that opens a form. */
export function formRow(form: Form): types.ActionsBlock {
  const label = plain(shorten(cleanText(form.title), LIMIT.label));
  const button: types.Button = { type: "button", action_id: "form", style: "primary", text: label, value: writeFormValue(form) };
  return { type: "actions", elements: [button] };
}

/** Returns Slack's own pair of buttons for "was this helpful", which only messages can have. */
export function feedbackRow(yes: Button, no: Button): types.ContextActionsBlock {
  const half = (button: Button) => ({
    text: plain(shorten(button.label, LIMIT.label)),
    value: encodeAction(button.action),
  });
  return {
    type: "context_actions",
    elements: [{ type: "feedback_buttons", action_id: "feedback", positive_button: half(yes), negative_button: half(no) }],
  };
}
