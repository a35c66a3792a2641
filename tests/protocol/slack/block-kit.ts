/** Limits of Block Kit, checked as Slack checks them. https://docs.slack.dev/reference/block-kit */

type Json = Readonly<Record<string, unknown>>;
type Faults = readonly string[];
export type Surface = "message" | "modal" | "home";

const BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };
const EVERYWHERE = ["header", "section", "context", "actions", "divider", "rich_text", "input"];
const ALLOWED: Readonly<Record<Surface, Faults>> = {
  message: [...EVERYWHERE, "context_actions"],
  modal: EVERYWHERE,
  home: EVERYWHERE,
};
/** The sum of all texts of a message above which `msg_blocks_too_long` was reported. */
const MESSAGE_TEXT = 9_600;
const VIEW_BYTES = 250_000;

/** Returns what Slack would refuse in the blocks of a message or view, one line each. */
export function blockViolations(blocks: unknown, surface: Surface): Faults {
  if (!Array.isArray(blocks)) return ["blocks are no list"];
  const ids = (blocks as Json[]).map(({ block_id: id }) => id).filter((id) => id !== undefined);
  return [
    ...when(blocks.length > BLOCKS[surface], `${blocks.length} blocks on a ${surface}`),
    ...when(new Set(ids).size < ids.length, "block_id twice"),
    ...when(surface === "message" && textSum(blocks) > MESSAGE_TEXT, "msg_blocks_too_long"),
    ...(blocks as Json[]).flatMap((block) => [
      ...when(!ALLOWED[surface].includes(String(block.type)), `${String(block.type)} is not possible on a ${surface}`),
      ...(block.block_id === undefined ? [] : within(block.block_id, 1, 255, "block_id")),
      ...ofBlock(block).map((fault) => `${String(block.type)}: ${fault}`),
    ]),
  ];
}

/** Returns what Slack would refuse in a view. */
export function viewViolations(view: Json): Faults {
  const surface = view.type === "home" ? "home" : "modal";
  const shared = [
    ...blockViolations(view.blocks, surface),
    ...when(JSON.stringify(view).length > VIEW_BYTES, "view is larger than 250 kB"),
    ...(view.private_metadata === undefined ? [] : within(view.private_metadata, 0, 3_000, "private_metadata")),
  ];
  if (surface === "home") return shared;
  const hasInput = listOf(view.blocks).some(({ type }) => type === "input");
  return [
    ...shared,
    ...within(view.callback_id, 1, 255, "callback_id"),
    ...plainText(view.title, 24, "title"),
    ...["submit", "close"].flatMap((part) => (view[part] === undefined ? [] : plainText(view[part], 24, part))),
    ...when(hasInput && view.submit === undefined, "inputs without submit"),
  ];
}

/** Returns what Slack would refuse in the options of an external select. */
export function optionViolations(options: unknown): Faults {
  if (!Array.isArray(options)) return ["options are no list"];
  return [
    ...when(options.length > 100, `${options.length} options`),
    ...listOf(options).flatMap(({ text, value }) => [...plainText(text, 75, "option"), ...within(value, 1, 150, "value")]),
  ];
}

function when(broken: boolean, fault: string): Faults {
  return broken ? [fault] : [];
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function recordOf(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function within(value: unknown, least: number, most: number, name: string): Faults {
  if (typeof value !== "string") return [`${name} is no text`];
  return [
    ...when(value.length < least, `${name} is too short`),
    ...when(value.length > most, `${name} has ${value.length} characters, at most ${most}`),
  ];
}

function plainText(value: unknown, most: number, name: string): Faults {
  const { type, text } = recordOf(value);
  if (type !== "plain_text") return [`${name} is not plain_text`];
  return [...within(text, 1, most, name), ...when(String(text).trim() === "", `${name} is blank`)];
}

function textObject(value: unknown, most: number, name: string): Faults {
  const { type, text } = recordOf(value);
  if (type === "plain_text") return plainText(value, most, name);
  if (type !== "mrkdwn") return [`${name} is no text object`];
  return [...within(text, 1, most, name), ...when(/<[!@#]/.test(String(text)), `${name} has live markup`)];
}

function ofBlock(block: Json): Faults {
  const elements = listOf(block.elements);
  const count = (most: number): Faults =>
    when(elements.length < 1 || elements.length > most, `${elements.length} elements, at most ${most}`);
  switch (block.type) {
    case "header":
      return plainText(block.text, 150, "text");
    case "section":
      return textObject(block.text, 3_000, "text");
    case "context":
      return [...count(10), ...elements.flatMap((element) => textObject(element, 2_000, "element"))];
    case "actions":
      return [...count(25), ...ofElements(elements)];
    case "context_actions":
      return [...count(5), ...ofElements(elements)];
    case "input":
      return [
        ...plainText(block.label, 2_000, "label"),
        ...(block.hint === undefined ? [] : plainText(block.hint, 2_000, "hint")),
        ...ofElements([recordOf(block.element)]),
      ];
    case "rich_text":
      return [...count(100), ...elements.flatMap(ofRichText)];
    default:
      return [];
  }
}

function ofRichText({ type, elements }: Json): Faults {
  const inner = listOf(elements);
  const empty = when(inner.length === 0, "empty rich text");
  if (type === "rich_text_list") return [...empty, ...inner.flatMap(ofRichText)];
  if (type !== "rich_text_section" && type !== "rich_text_preformatted") return [`unknown rich text ${String(type)}`];
  const pieces = inner.flatMap((piece) => [
    ...when(!["text", "link", "date"].includes(String(piece.type)), `rich text may ping: ${String(piece.type)}`),
    ...(piece.type === "date" ? ofDate(piece) : within(piece.text, 1, 3_000, "rich text")),
    ...when(piece.type === "link" && !/^https?:\/\/.{1,2990}$/.test(String(piece.url)), "link is no web address"),
  ]);
  return [...empty, ...pieces];
}

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#date-element-type */
function ofDate({ timestamp, format, fallback }: Json): Faults {
  const tokens = String(format).match(/\{[^}]*\}/g) ?? [];
  const known = tokens.every((token) =>
    /^\{(?:date|date_num|date_short|date_long)(?:_pretty)?\}$|^\{time(?:_secs)?\}$/.test(token),
  );
  return [
    ...when(!Number.isInteger(timestamp) || Number(timestamp) > 1e11, "date without a time in seconds"),
    ...when(tokens.length === 0 || !known, `date in the form ${String(format)}`),
    ...within(fallback, 1, 3_000, "a date's fallback"),
  ];
}

function ofElements(elements: readonly Json[]): Faults {
  const ids = elements.map(({ action_id: id }) => id);
  return [
    ...when(new Set(ids).size < ids.length, "action_id twice in a block"),
    ...ids.flatMap((id) => within(id, 1, 255, "action_id")),
    ...elements.flatMap(ofElement),
  ];
}

function ofElement(element: Json): Faults {
  switch (element.type) {
    case "button":
      return [
        ...plainText(element.text, 75, "button"),
        ...within(element.value ?? "", 0, 2_000, "value"),
        ...(element.confirm === undefined ? [] : ofConfirm(recordOf(element.confirm))),
      ];
    case "feedback_buttons":
      return ["positive_button", "negative_button"].flatMap((half) => {
        const { text, value } = recordOf(element[half]);
        return [...plainText(text, 75, half), ...within(value, 1, 2_000, `${half} value`)];
      });
    case "external_select":
      return plainText(element.placeholder, 150, "placeholder");
    case "plain_text_input":
      return [
        ...(element.placeholder === undefined ? [] : plainText(element.placeholder, 150, "placeholder")),
        ...when(Number(element.max_length) > 3_000, "max_length above 3000"),
        ...(element.initial_value === undefined ? [] : within(element.initial_value, 0, 3_000, "initial_value")),
      ];
    case "timepicker":
      return element.initial_time === undefined ? [] : ofTime(element.initial_time);
    case "checkboxes":
      return ofChoices(element, 10, listOf(element.initial_options), element.initial_options !== undefined);
    case "multi_static_select":
      return ofChoices(element, 100, listOf(element.initial_options), element.initial_options !== undefined);
    case "static_select":
      return ofChoices(element, 100, [element.initial_option].filter((one) => one !== undefined) as Json[], false);
    case "conversations_select":
      return [];
    case "multi_conversations_select":
      return ofPicked(element, "initial_conversations", /^[CG][A-Z0-9]+$/);
    case "multi_users_select":
      return ofPicked(element, "initial_users", /^[UW][A-Z0-9]+$/);
    default:
      return [`unknown element ${String(element.type)}`];
  }
}

/** Checks ids that are picked initially: no more than allowed, each of the right kind, and not an empty list. */
function ofPicked(element: Json, initial: string, form: RegExp): Faults {
  const [picked, most] = [element[initial], element.max_selected_items];
  if (picked === undefined) return when(Number(most) < 1, "max_selected_items below 1");
  const ids = Array.isArray(picked) ? picked.map(String) : [];
  return [
    ...when(ids.length === 0, `${initial} without any`),
    ...when(most !== undefined && ids.length > Number(most), `more in ${initial} than may be picked`),
    ...when(
      ids.some((id) => !form.test(id)),
      `${initial} with an id of another kind`,
    ),
  ];
}

function ofTime(time: unknown): Faults {
  return when(!/^([01]\d|2[0-3]):[0-5]\d$/.test(String(time)), "initial_time is no time");
}

/** Checks options, and those that are chosen initially: each must equal one of the options, and the list must not be empty. */
function ofChoices({ options, placeholder }: Json, most: number, chosen: readonly Json[], isList: boolean): Faults {
  const all = listOf(options);
  const written = all.map((option) => JSON.stringify(option));
  return [
    ...(placeholder === undefined ? [] : plainText(placeholder, 150, "placeholder")),
    ...when(all.length < 1 || all.length > most, `${all.length} options, at most ${most}`),
    ...all.flatMap(({ text, value }) => [...plainText(text, 75, "option"), ...within(value, 1, 150, "value")]),
    ...when(isList && chosen.length === 0, "initial_options without any"),
    ...when(
      chosen.some((option) => !written.includes(JSON.stringify(option))),
      "an initial option is none of the options",
    ),
  ];
}

function ofConfirm({ title, text, confirm, deny }: Json): Faults {
  return [
    ...plainText(title, 100, "confirm title"),
    ...textObject(text, 300, "confirm text"),
    ...plainText(confirm, 30, "confirm button"),
    ...plainText(deny, 30, "deny button"),
  ];
}

function textSum(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textSum(item), 0);
  return Object.entries(recordOf(value)).reduce((sum, [key, inner]) => {
    return sum + (key === "text" && typeof inner === "string" ? inner.length : textSum(inner));
  }, 0);
}
