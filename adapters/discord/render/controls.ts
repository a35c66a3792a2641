import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
  APIStringSelectComponent,
  ButtonStyle,
} from "discord.js";
import { encodeAction } from "../../../src/actions.ts";
import { MalinoisError } from "../../../src/errors.ts";
import type { Button, Reply } from "../../../src/model.ts";
import { BUTTON_STYLE, COMPONENT } from "../protocol.ts";
import { formId, wantedBy } from "./forms.ts";
import { shorten } from "./markup.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** https://docs.discord.com/developers/components/reference */
const BUTTONS_IN_ROW = 5;
const BUTTON_LABEL = 80;
const OPTION_LABEL = 100;
const OPTIONS_IN_SELECT = 25;
const CUSTOM_ID = 100;
/** More choices than this are a menu rather than buttons: two rows are read at a glance. */
const MOST_BUTTONS = 10;

export interface Controls {
  /** Lines of text that belong to the controls: what does not fit on a button in full. */
  readonly lines: readonly string[];
  readonly rows: readonly Row[];
}

/** What can be pressed on a reply. Equal buttons, which Discord refuses in one message, are drawn once. */
export function controlsOf(reply: Reply): Controls {
  const seen = new Set<string>();
  const choices = distinct(reply.choices, seen);
  const actions = distinct(reply.actions, seen);
  const drawn = choices.length > MOST_BUTTONS ? menus(choices) : choiceButtons(choices);
  return {
    lines: drawn.lines,
    rows: [
      ...drawn.rows,
      ...formRows(reply),
      ...rowsOf(actions.map((button) => buttonOf(button, button.label, BUTTON_STYLE.secondary))),
    ],
  };
}

/** A form stands behind a button: Discord opens forms only when something is pressed. */
function formRows({ form }: Reply): Row[] {
  if (form === undefined) return [];
  const label = shorten(form.title, BUTTON_LABEL);
  return rowsOf([{ type: COMPONENT.button, style: BUTTON_STYLE.primary, label, custom_id: formId(wantedBy(form)) }]);
}

function distinct(buttons: readonly Button[], seen: Set<string>): Button[] {
  return buttons.filter(({ action }) => {
    const id = customId(action);
    return !seen.has(id) && seen.add(id);
  });
}

/** Buttons that carry the whole label, or a number where one of the labels is longer than a button shows. */
function choiceButtons(choices: readonly Button[]): Controls {
  const numbered = choices.some(({ label }) => label.length > BUTTON_LABEL);
  const buttons = choices.map((choice, position) =>
    buttonOf(choice, numbered ? String(position + 1) : choice.label, BUTTON_STYLE.primary),
  );
  return { lines: numbered ? numberedLines(choices) : [], rows: rowsOf(buttons) };
}

/** Menus of 25 options; labels longer than an option shows are written out above. */
function menus(choices: readonly Button[]): Controls {
  const shortened = choices.some(({ label }) => label.length > OPTION_LABEL);
  const options = choices.map(({ label, action }) => ({ label: shorten(label, OPTION_LABEL), value: customId(action) }));
  return {
    lines: shortened ? numberedLines(choices) : [],
    rows: chunks(options, OPTIONS_IN_SELECT).map((part, position): Row => {
      const select: APIStringSelectComponent = {
        type: COMPONENT.stringSelect,
        custom_id: `${SELECT_ID}:${position}`,
        options: part,
      };
      return { type: COMPONENT.actionRow, components: [select] };
    }),
  };
}

/** The custom id of a menu begins with this; what was chosen is the action. */
const SELECT_ID = "choice";

function numberedLines(choices: readonly Button[]): string[] {
  return choices.map(({ label }, position) => `${position + 1}. ${label}`);
}

function buttonOf(
  { action }: Button,
  label: string,
  style: ButtonStyle.Primary | ButtonStyle.Secondary,
): APIButtonComponentWithCustomId {
  return { type: COMPONENT.button, style, label: shorten(label, BUTTON_LABEL), custom_id: customId(action) };
}

function rowsOf(buttons: readonly APIButtonComponentWithCustomId[]): Row[] {
  return chunks(buttons, BUTTONS_IN_ROW).map((components) => ({ type: COMPONENT.actionRow, components: [...components] }));
}

function customId(action: Button["action"]): string {
  const id = encodeAction(action);
  if (id.length <= CUSTOM_ID) return id;
  throw new MalinoisError("pack", "The id of an entry or area is too long for a Discord button.", "Keep ids to 64 characters.");
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, position) =>
    items.slice(position * size, (position + 1) * size),
  );
}
