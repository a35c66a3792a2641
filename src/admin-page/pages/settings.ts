import { html } from "hono/html";
import type { SettingName } from "../../administration/settings.ts";
import type { Language } from "../../model.ts";
import { hiddenToken, linkTo, type Markup, notice, PAGES, type PageContext, page, textsIn } from "../layout.ts";
import { beforeName } from "../settings/changing-settings.ts";
import { type Picker, withChosen } from "../settings/pickers.ts";
import { fieldLabel, optionLabel, settingHint, settingLabel } from "../settings/setting-labels.ts";
import { SETTING_QUESTIONS, type SettingField, type SettingQuestion, writeField } from "../settings/settings-form.ts";

export interface SettingsView {
  /** Return the value of each field now, and its value when the form was made. */
  readonly filled: (name: string) => string;
  readonly before: (name: string) => string;
  readonly problems: ReadonlyMap<SettingName, string>;
  /** Returns the options of a setting; undefined for one whose value is typed. */
  readonly pickerOf: (setting: SettingName) => Picker | undefined;
  /** The number of settings that were just changed; undefined if no form was sent. */
  readonly saved?: number | undefined;
}

export function settingsPage(context: PageContext, view: SettingsView): Markup {
  const text = textsIn(context.language);
  const { problems, saved } = view;
  const result =
    problems.size > 0
      ? notice("bad", text("settings.unsaved"))
      : saved === undefined
        ? ""
        : notice("good", text("settings.saved", { count: saved }));
  const questions = SETTING_QUESTIONS.map((question) => questionMarkup(question, view, context.language));
  return page(
    context,
    "settings",
    html`${result}<p>${text("settings.lead")}</p>
    <form class="settings" method="post" action="${linkTo(PAGES.settings, context)}">
      ${hiddenToken(context)}${questions}
      <p><button>${text("settings.save")}</button></p>
    </form>`,
  );
}

function questionMarkup(question: SettingQuestion, view: SettingsView, language: Language): Markup {
  const text = textsIn(language);
  const { setting, fields, otherwise } = question;
  const id = idOf(setting);
  const problem = view.problems.get(setting);
  const value = otherwise === undefined ? "" : shownDefault(question, language);
  const hints = [
    ...(fields.length > 1 ? [] : [settingHint(setting, language)]).filter((one) => one !== undefined),
    ...(value === "" ? [] : [text("settings.until-decided", { value })]),
  ];
  const hint = hints.length === 0 ? "" : html`<p class="hint" id="${id}-hint">${hints.join(". ")}</p>`;
  const described = [...(hints.length === 0 ? [] : [`${id}-hint`]), ...(problem === undefined ? [] : [`${id}-problem`])].join(
    " ",
  );
  const wrong =
    problem === undefined ? "" : html`<p class="problem" id="${id}-problem">${text("settings.bad", { reason: problem })}</p>`;
  const label = settingLabel(setting, language);
  const [only] = fields;
  const picker = view.pickerOf(setting);
  if (only !== undefined && picker !== undefined && !picker.isSingle) {
    return html`<fieldset class="question" ${describedBy(described)}><legend>${label}</legend>
      ${checkboxes(only.name, picker, view)}${hint}${wrong}</fieldset>`;
  }
  if (fields.length === 1 && only !== undefined && only.part === undefined) {
    return html`<div class="question"><label for="${idOf(only.name)}">${label}</label>
      ${control(setting, only, view, described, problem !== undefined, language)}${hint}${wrong}</div>`;
  }
  const parts = fields.map(
    (field) => html`<div><label for="${idOf(field.name)}">${fieldLabel(field.part ?? "", text)}</label>
      ${control(setting, field, view, described, problem !== undefined, language)}</div>`,
  );
  return html`<fieldset class="question" ${describedBy(described)}><legend>${label}</legend>${parts}${hint}${wrong}</fieldset>`;
}

function control(
  setting: SettingName,
  field: SettingField,
  view: SettingsView,
  described: string,
  isWrong: boolean,
  language: Language,
): Markup {
  const text = textsIn(language);
  const { name, input } = field;
  const value = view.filled(name);
  const state = html`id="${idOf(name)}" name="${name}" ${describedBy(described)} ${isWrong ? html`aria-invalid="true"` : ""}`;
  const before = html`<input type="hidden" name="${beforeName(name)}" value="${view.before(name)}">`;
  const picker = view.pickerOf(setting);
  if (picker !== undefined) {
    const options = [{ value: "", label: text("settings.undecided") }, ...withChosen(picker, chosenIn(value))];
    return html`<select ${state}>${options.map((option) => optionMarkup(option, value))}</select>${before}`;
  }
  switch (input.kind) {
    case "choice": {
      const options = ["", ...input.options].map(
        (option) =>
          html`<option value="${option}" ${option === value ? html`selected` : ""}>${option === "" ? text("settings.undecided") : optionLabel(setting, option, language)}</option>`,
      );
      return html`<select ${state}>${options}</select>${before}`;
    }
    case "number":
      return html`<input type="number" ${state} value="${value}" ${bound("min", input.least)} ${bound("max", input.most)}>${before}`;
    case "text":
      return html`<input type="text" ${state} value="${value}" ${bound("maxlength", input.longest)} autocomplete="off">${before}`;
    case "lines":
      return html`<textarea ${state} rows="4">${value}</textarea>${before}<p class="hint">${text("settings.one-a-line")}</p>`;
    case "json":
      return html`<textarea ${state} rows="4" spellcheck="false">${value}</textarea>${before}`;
  }
}

/** Renders checkboxes, with an empty hidden value, so that the form contains the setting even if nothing is ticked. */
function checkboxes(name: string, picker: Picker, view: SettingsView): Markup {
  const inOrder = (values: string) => {
    const chosen = new Set(chosenIn(values));
    return withChosen(picker, [...chosen]).filter(({ value }) => chosen.has(value));
  };
  const chosen = new Set(inOrder(view.filled(name)).map(({ value }) => value));
  const before = inOrder(view.before(name)).map(({ value }) => value);
  const boxes = withChosen(picker, [...chosen]).map(
    ({ value, label }) => html`<label><input type="checkbox" name="${name}" value="${value}"
      ${chosen.has(value) ? html`checked` : ""}> ${label}</label>`,
  );
  return html`<input type="hidden" name="${name}" value=""><input type="hidden" name="${beforeName(name)}" value="${before.join("\n")}">
    <div class="choices">${boxes}</div>`;
}

function chosenIn(values: string): readonly string[] {
  return values.split("\n").filter((value) => value !== "");
}

function optionMarkup({ value, label }: Picker["options"][number], chosen: string): Markup {
  return html`<option value="${value}" ${value === chosen ? html`selected` : ""}>${label}</option>`;
}

function describedBy(ids: string): Markup | string {
  return ids === "" ? "" : html`aria-describedby="${ids}"`;
}

function bound(name: string, value: number | undefined): Markup | string {
  return value === undefined ? "" : html`${name}="${value}"`;
}

function shownDefault({ setting, fields, otherwise }: SettingQuestion, language: Language): string {
  const [field] = fields;
  if (field === undefined || field.part !== undefined) return JSON.stringify(otherwise);
  const written = writeField(otherwise, field);
  const isNamed = field.input.kind === "choice" || setting === "digest.weekday";
  return isNamed ? optionLabel(setting, written, language) : written.replaceAll("\n", ", ");
}

/** Returns an element id for a name, made of letters, digits and hyphens. */
function idOf(name: string): string {
  return `setting-${name.replaceAll(/[^a-zA-Z0-9]+/g, "-")}`;
}
