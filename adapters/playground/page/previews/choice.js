import { element } from "../elements.js";
import { inThisTab, remember, remembered } from "../preferences.js";

// The choice of the look of answers: the page's own, or that of another platform.

/** @import { PagePreview } from "../../protocol.ts" */

const OWN = { name: "", label: "Malinois" };
const MEMORY = "preview";

/** @type {readonly PagePreview[]} */
const offered = await fetch("/playground/previews.json").then((response) => response.json());

/** @returns {PagePreview | undefined} undefined: the page's own look */
export function chosenPreview() {
  const name = remembered(MEMORY, inThisTab);
  return offered.find((preview) => preview.name === name);
}

/**
 * Shows the choice of looks, if there are others than the page's own.
 * @param {HTMLFieldSetElement} group
 * @param {() => void} onChange
 */
export function connectPreviewChoice(group, onChange) {
  const chosen = chosenPreview() ?? OWN;
  group.append(...[OWN, ...offered].map((preview) => segment(preview, preview.name === chosen.name)));
  group.hidden = offered.length === 0;
  group.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    remember(MEMORY, target.value, inThisTab);
    onChange();
  });
}

/** Chooses a look, as its radio button does. @param {string} name */
export function pickPreview(name) {
  for (const radio of document.querySelectorAll("#preview-choice input")) {
    if (radio instanceof HTMLInputElement && radio.value === name) radio.click();
  }
}

/**
 * @param {PagePreview} preview
 * @param {boolean} checked
 */
function segment({ name, label }, checked) {
  const radio = element("input", { type: "radio", name: "preview", value: name, checked, autocomplete: "off" });
  return element("label", {}, radio, label);
}
