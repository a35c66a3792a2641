import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
  APIStringSelectComponent,
  ButtonStyle,
} from "discord.js";
import { encodeAction } from "../../../src/actions.ts";
import { MalinoisError } from "../../../src/errors.ts";
import type { Form } from "../../../src/forms.ts";
import type { Button } from "../../../src/model.ts";
import { chunks } from "../../kit/grouping.ts";
import { numbered, shorten } from "../../kit/plain-text.ts";
import { BUTTON_STYLE, COMPONENT } from "../protocol.ts";
import { formId, wantedBy } from "./forms.ts";
import { LIMIT } from "./limits.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Choices as rows of controls, and as lines of text if their labels do not fit on the controls in full. */
export interface Choices {
  readonly lines: readonly string[];
  readonly rows: readonly Row[];
}

/** Draws the controls of one reply. Identical buttons, which Discord refuses within one message, are drawn once. */
export interface Controls {
  choices(buttons: readonly Button[]): Choices;
  actions(buttons: readonly Button[]): readonly Row[];
  /** Draws the button that opens a form: Discord opens forms only in response to a press or a command. */
  form(form: Form): readonly Row[];
}

/** Makes the functions that draw one reply's controls. Each throws a `MalinoisError` if an id is too long for a button. */
export function createControls(): Controls {
  const seen = new Set<string>();

  function distinct(buttons: readonly Button[]): readonly Button[] {
    return buttons.filter(({ action }) => {
      const id = customId(action);
      return !seen.has(id) && seen.add(id);
    });
  }

  return {
    choices(buttons) {
      const choices = distinct(buttons);
      return choices.length > LIMIT.buttonsForChoices ? menus(choices) : choiceButtons(choices);
    },
    actions: (buttons) => rowsOf(distinct(buttons).map((button) => buttonOf(button, button.label, BUTTON_STYLE.secondary))),
    form(form) {
      const label = shorten(form.title, LIMIT.buttonLabel);
      return rowsOf([{ type: COMPONENT.button, style: BUTTON_STYLE.primary, label, custom_id: formId(wantedBy(form)) }]);
    },
  };
}

/** Draws buttons with their whole labels or, if one of the labels is too long for a button, with numbers. */
function choiceButtons(choices: readonly Button[]): Choices {
  const isNumbered = choices.some(({ label }) => label.length > LIMIT.buttonLabel);
  const buttons = choices.map((choice, place) =>
    buttonOf(choice, isNumbered ? String(place + 1) : choice.label, BUTTON_STYLE.primary),
  );
  return { lines: isNumbered ? numbered(choices.map(({ label }) => label)) : [], rows: rowsOf(buttons) };
}

/** Draws menus of up to 25 options. If a label is too long for an option, all labels are written out above, with numbers. */
function menus(choices: readonly Button[]): Choices {
  const labels = choices.map(({ label }) => label);
  const options = choices.map(({ label, action }) => ({ label: shorten(label, LIMIT.optionLabel), value: customId(action) }));
  return {
    lines: labels.some((label) => label.length > LIMIT.optionLabel) ? numbered(labels) : [],
    rows: chunks(options, LIMIT.optionsInSelect).map((part, place): Row => {
      const select: APIStringSelectComponent = {
        type: COMPONENT.stringSelect,
        custom_id: `${SELECT_ID}:${place}`,
        options: part,
      };
      return { type: COMPONENT.actionRow, components: [select] };
    }),
  };
}

/** The beginning of the custom id of a menu. The chosen value is the action. */
const SELECT_ID = "choice";

function buttonOf(
  { action }: Button,
  label: string,
  style: ButtonStyle.Primary | ButtonStyle.Secondary,
): APIButtonComponentWithCustomId {
  return { type: COMPONENT.button, style, label: shorten(label, LIMIT.buttonLabel), custom_id: customId(action) };
}

function rowsOf(buttons: readonly APIButtonComponentWithCustomId[]): Row[] {
  return chunks(buttons, LIMIT.buttonsInRow).map((components) => ({ type: COMPONENT.actionRow, components }));
}

function customId(action: Button["action"]): string {
  const id = encodeAction(action);
  if (id.length <= LIMIT.customId) return id;
  throw new MalinoisError("pack", "The id of an entry or area is too long for a Discord button.", "Keep ids to 64 characters.");
}
