import { element } from "../elements.js";
import { say } from "../language.js";
import { randomId } from "../preferences.js";

/**
 * @import { Form, FormField } from "../../../../src/forms.ts"
 * @typedef {Readonly<Record<string, readonly string[]>>} Values
 */

/** The number of fields that are shown at once. Those after them, which can be left as they are, are collapsed. */
const FIELDS_AT_ONCE = 5;

/**
 * Draws the form in a reply. It can be sent once; if something must be corrected, the answer contains the form again.
 * @param {Form} form
 * @param {(values: Values) => void} onSubmit
 */
export function replyForm(form, onSubmit) {
  const drawn = element(
    "form",
    { class: "reply-form", lang: form.language },
    ...(form.intro === undefined ? [] : [element("p", { class: "intro" }, form.intro)]),
    ...form.fields.slice(0, FIELDS_AT_ONCE).map(fieldOf),
    ...folded(form.fields.slice(FIELDS_AT_ONCE)),
    element("button", { class: "primary" }, form.submit),
  );
  drawn.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(drawn);
    for (const control of drawn.querySelectorAll("input, select, textarea, button")) control.setAttribute("disabled", "");
    onSubmit(
      Object.fromEntries(
        form.fields.map(({ name }) => [
          name,
          data
            .getAll(name)
            .map(String)
            .filter((one) => one !== ""),
        ]),
      ),
    );
  });
  return drawn;
}

/** @param {readonly FormField[]} fields */
function folded(fields) {
  if (fields.length === 0) return [];
  return [element("details", {}, element("summary", {}, say("formMore")), ...fields.map(fieldOf))];
}

/** @param {FormField} field */
function fieldOf(field) {
  return field.kind === "multi-select" ? checkboxes(field) : labelled(field);
}

/** @param {Extract<FormField, { kind: "multi-select" }>} field */
function checkboxes({ name, label, hint, options, values }) {
  const boxes = options.map(({ value, label: text }) =>
    element(
      "label",
      { class: "check" },
      element("input", { type: "checkbox", name, value, checked: values.includes(value) }),
      text,
    ),
  );
  return element("fieldset", {}, element("legend", { class: "field-name" }, label, ...hintOf(hint)), ...boxes);
}

/** @param {Exclude<FormField, { kind: "multi-select" }>} field */
function labelled(field) {
  const id = `field-${randomId()}`;
  return element(
    "div",
    {},
    element("label", { class: "field-name", for: id }, field.label, ...hintOf(field.hint)),
    control(field, id),
  );
}

/**
 * @param {Exclude<FormField, { kind: "multi-select" }>} field
 * @param {string} id
 */
function control(field, id) {
  const { name, kind, values } = field;
  // The playground has no list of channels and people, so their ids are typed.
  const value = kind === "channels" || kind === "people" ? values.join(", ") : (values[0] ?? "");
  if (kind === "long-text") return element("textarea", { id, name, rows: "4" }, value);
  if (kind !== "select") return element("input", { id, name, type: kind === "time" ? "time" : "text", value });
  const options = field.options.map((one) => element("option", { value: one.value, selected: one.value === value }, one.label));
  return element("select", { id, name }, ...options);
}

/** @param {string | undefined} hint */
function hintOf(hint) {
  return hint === undefined ? [] : [element("span", { class: "hint" }, ` (${hint})`)];
}
