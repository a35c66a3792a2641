import type { types } from "@slack/bolt";
import type { Form, FormField, FormOption } from "../../../src/forms.ts";
import type { Reply } from "../../../src/model.ts";
import { type Origin, writeMetadata } from "../receive/origin.ts";
import { LIMIT, plain } from "./blocks.ts";
import { clean, shorten } from "./markup.ts";
import { renderBlocks } from "./render.ts";
import { modal, VIEW } from "./views.ts";

/** https://docs.slack.dev/reference/block-kit/blocks/input-block and …/block-elements: characters, and numbers of things. */
const TITLE = 24;
const LABEL = 2_000;
const TYPED = 300;
/** More options than this are a menu rather than boxes to tick. */
const CHECKBOXES = 10;

/** Draws a form as a modal, with what a reply says beside it on top. */
export function formModal(form: Form, origin: Origin, above: readonly types.KnownBlock[] = []): types.ModalView {
  return {
    ...modal(VIEW.form, shorten(clean(form.title), TITLE), form.language, writeMetadata(origin, { form })),
    submit: plain(shorten(clean(form.submit), TITLE)),
    blocks: [...above, ...form.fields.map(inputOf)],
  };
}

/** Draws a reply with its form as a modal. */
export function formReplyModal({ title: _, form, ...reply }: Reply & { readonly form: Form }, origin: Origin): types.ModalView {
  const { blocks } = renderBlocks(reply, LIMIT.blocksInView - form.fields.length);
  return formModal(form, origin, blocks);
}

function inputOf(field: FormField): types.InputBlock {
  const { name, label, hint, optional = false } = field;
  return {
    type: "input",
    block_id: name,
    label: plain(shorten(clean(label), LABEL)),
    optional,
    element: elementOf(field),
    ...(hint !== undefined && { hint: plain(shorten(clean(hint), LABEL)) }),
  };
}

function elementOf({ name, values, ...field }: FormField): types.InputBlock["element"] {
  const [value] = values;
  switch (field.kind) {
    case "text":
      return {
        type: "plain_text_input",
        action_id: name,
        max_length: TYPED,
        ...(value !== undefined && { initial_value: shorten(value, TYPED) }),
      };
    case "time":
      return { type: "timepicker", action_id: name, ...(isTime(value) && { initial_time: value }) };
    case "select": {
      const options = field.options.slice(0, LIMIT.options).map(optionOf);
      const chosen = options.find((option) => option.value === value);
      return { type: "static_select", action_id: name, options, ...(chosen !== undefined && { initial_option: chosen }) };
    }
    case "multi-select": {
      const options = field.options.slice(0, LIMIT.options).map(optionOf);
      const chosen = options.filter((option) => values.includes(option.value ?? ""));
      const type = options.length > CHECKBOXES ? "multi_static_select" : "checkboxes";
      return { type, action_id: name, options, ...(chosen.length > 0 && { initial_options: chosen }) };
    }
  }
}

function optionOf({ value, label }: FormOption): types.PlainTextOption {
  return { value, text: plain(shorten(clean(label), LIMIT.label)) };
}

/** https://docs.slack.dev/reference/block-kit/block-elements/time-picker-element */
function isTime(value: string | undefined): value is string {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value ?? "");
}
