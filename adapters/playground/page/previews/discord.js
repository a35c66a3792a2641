import { element } from "../elements.js";
import { say } from "../language.js";
import { drawMarkdown } from "./discord-markdown.js";
import { fields, list, previewButton, text, unknownPart } from "./parts.js";

// Draws the Components V2 that Malinois uses, as Discord does. https://docs.discord.com/developers/components/reference

/** @import { Fields, PressOf } from "./parts.js" */

const TYPE = { actionRow: 1, button: 2, stringSelect: 3, textDisplay: 10, file: 13, separator: 14, container: 17 };
const PRIMARY = 1;

/**
 * @param {Fields} message
 * @param {PressOf} pressOf
 * @returns {Node[]}
 */
export function drawDiscordMessage(message, pressOf) {
  const components = list(message.components).map((component) => drawComponent(component, pressOf));
  return [...drawMarkdown(text(message.content)), ...components];
}

/**
 * @param {Fields} component
 * @param {PressOf} pressOf
 * @returns {HTMLElement}
 */
function drawComponent(component, pressOf) {
  const nested = () => list(component.components).map((part) => drawComponent(part, pressOf));
  switch (component.type) {
    case TYPE.container:
      return container(component.accent_color, nested());
    case TYPE.textDisplay:
      return element("div", { class: "markdown" }, ...drawMarkdown(text(component.content)));
    case TYPE.file:
      return element("p", { class: "file" }, text(fields(component.file).url).replace("attachment://", ""));
    case TYPE.separator:
      return element("hr");
    case TYPE.actionRow:
      return element("div", { class: "buttons" }, ...nested());
    case TYPE.button:
      return previewButton(text(component.label), pressOf(component.custom_id), {
        class: component.style === PRIMARY ? "strong" : "quiet",
      });
    case TYPE.stringSelect:
      return menu(component, pressOf);
    default:
      return unknownPart(component);
  }
}

/**
 * @param {unknown} accent a colour as a number, red first
 * @param {readonly HTMLElement[]} content
 */
function container(accent, content) {
  const made = element("div", { class: "container" }, ...content);
  if (typeof accent === "number") made.style.setProperty("--accent", `#${accent.toString(16).padStart(6, "0")}`);
  return made;
}

/**
 * Draws a menu that expands to its options; pressing an option chooses it.
 * @param {Fields} select
 * @param {PressOf} pressOf
 */
function menu({ options, placeholder }, pressOf) {
  const items = list(options).map(({ label, value }) => element("li", {}, previewButton(text(label), pressOf(value))));
  const name = text(placeholder) || say("previewSelect");
  return element("details", { class: "menu" }, element("summary", {}, name), element("ul", {}, ...items));
}
