import type { types } from "@slack/bolt";
import type { Form, FormField, FormOption } from "../../../src/forms.ts";
import type { Reply } from "../../../src/model.ts";
import { canBeShown, offeredOptions } from "../../kit/form-values.ts";
import { cleanText, shorten } from "../../kit/plain-text.ts";
import { type Origin, writeMetadata } from "../receive/origin.ts";
import { paragraph, plain } from "./blocks.ts";
import { LIMIT } from "./limits.ts";
import { splitText } from "./markup.ts";
import { blocksWithNote, type DrawnModal, modal, VIEW } from "./views.ts";

/** Draws a form as a modal, below the given blocks. */
export function formModal(form: Form, origin: Origin, above: readonly types.KnownBlock[] = []): types.ModalView {
  return {
    ...modal(VIEW.form, shorten(cleanText(form.title), LIMIT.modalTitle), form.language, writeMetadata(origin, { form })),
    submit: plain(shorten(cleanText(form.submit), LIMIT.modalTitle)),
    blocks: [...above, ...introOf(form), ...form.fields.filter((field) => canBeShown(field, ROOM)).map(inputOf)],
  };
}

/** Draws a reply with its form as a modal, and what does not fit above the form as messages. */
export function formReplyModal(
  { title: _, form, ...reply }: Reply & { readonly form: Form },
  origin: Origin,
): Pick<DrawnModal, "view" | "rest"> {
  const { blocks, rest } = blocksWithNote(reply, LIMIT.blocksInView - introOf(form).length - form.fields.length);
  return { view: formModal(form, origin, blocks), rest };
}

const ROOM = { characters: LIMIT.question, options: LIMIT.options };

function introOf({ intro }: Form): readonly types.KnownBlock[] {
  return intro === undefined ? [] : splitText(cleanText(intro), LIMIT.question).map((piece) => paragraph(piece));
}

function inputOf(field: FormField): types.InputBlock {
  const { name, label, hint, optional = false } = field;
  return {
    type: "input",
    block_id: name,
    label: plain(shorten(cleanText(label), LIMIT.fieldLabel)),
    optional,
    element: elementOf(field),
    ...(hint !== undefined && { hint: plain(shorten(cleanText(hint), LIMIT.fieldLabel)) }),
  };
}

function elementOf({ name, values, ...field }: FormField): types.InputBlock["element"] {
  const [value] = values;
  switch (field.kind) {
    case "text":
    case "long-text": {
      const isLong = field.kind === "long-text";
      const longest = isLong ? LIMIT.question : Math.min(LIMIT.question, Math.max(LIMIT.fieldText, value?.length ?? 0));
      return {
        type: "plain_text_input",
        action_id: name,
        max_length: longest,
        ...(isLong && { multiline: true }),
        ...(value !== undefined && { initial_value: shorten(value, longest) }),
      };
    }
    case "time":
      return { type: "timepicker", action_id: name, ...(isTime(value) && { initial_time: value }) };
    case "channels":
      return channelsElement(name, values, field.most);
    case "people":
      return {
        ...{ type: "multi_users_select", action_id: name, max_selected_items: field.most },
        ...(values.length > 0 && { initial_users: [...values] }),
      };
    case "select": {
      const options = offeredOptions(field.options, values, LIMIT.options).map(optionOf);
      const chosen = options.find((option) => option.value === value);
      return { type: "static_select", action_id: name, options, ...(chosen !== undefined && { initial_option: chosen }) };
    }
    case "multi-select": {
      const options = offeredOptions(field.options, values, LIMIT.options).map(optionOf);
      const chosen = options.filter((option) => values.includes(option.value ?? ""));
      const type = options.length > LIMIT.checkboxes ? "multi_static_select" : "checkboxes";
      return { type, action_id: name, options, ...(chosen.length > 0 && { initial_options: chosen }) };
    }
  }
}

/** Returns a menu for several channels even if only one is wanted, since a choice in Slack's menu for a single channel cannot be removed again. */
function channelsElement(name: string, values: readonly string[], most: number): types.InputBlock["element"] {
  return {
    type: "multi_conversations_select",
    action_id: name,
    max_selected_items: most,
    filter: { include: ["public", "private"], exclude_bot_users: true },
    ...(values.length > 0 && { initial_conversations: [...values] }),
  };
}

function optionOf({ value, label }: FormOption): types.PlainTextOption {
  return { value, text: plain(shorten(cleanText(label), LIMIT.label)) };
}

/** https://docs.slack.dev/reference/block-kit/block-elements/time-picker-element */
function isTime(value: string | undefined): value is string {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value ?? "");
}
