import { element } from "../elements.js";
import { fields, list, previewButton, text, unknownPart } from "./parts.js";
import { drawRichText } from "./slack-rich-text.js";

// Draws the parts of Block Kit that Malinois uses, as Slack does. https://docs.slack.dev/reference/block-kit/blocks

/** @import { Fields, PressOf } from "./parts.js" */

/**
 * @param {Fields} message
 * @param {PressOf} pressOf
 * @returns {Node[]}
 */
export function drawSlackMessage(message, pressOf) {
  const blocks = list(message.blocks);
  return blocks.length === 0 ? [element("p", {}, text(message.text))] : blocks.map((block) => drawBlock(block, pressOf));
}

/**
 * @param {Fields} block
 * @param {PressOf} pressOf
 */
function drawBlock(block, pressOf) {
  switch (block.type) {
    case "header":
      return element("h3", {}, plainText(block.text));
    case "section":
      return block.fields || block.accessory ? unknownPart(block) : element("p", {}, plainText(block.text));
    case "rich_text":
      return element("div", { class: "rich-text" }, ...list(block.elements).map(drawRichText));
    case "context":
      return element("p", { class: "context" }, ...list(block.elements).map(plainText));
    case "divider":
      return element("hr");
    case "actions":
    case "context_actions":
      return element("div", { class: "buttons" }, ...list(block.elements).flatMap((control) => drawControl(control, pressOf)));
    default:
      return unknownPart(block);
  }
}

/** @param {unknown} value @returns {Node | string} */
function plainText(value) {
  const object = fields(value);
  return object.type === "plain_text" ? text(object.text) : unknownPart(value);
}

/**
 * @param {Fields} control
 * @param {PressOf} pressOf
 * @returns {Node[]}
 */
function drawControl(control, pressOf) {
  if (control.type === "button") {
    const style = text(control.style);
    return [previewButton(plainText(control.text), pressOf(control.value), style ? { class: style } : {})];
  }
  if (control.type !== "feedback_buttons") return [unknownPart(control)];
  return [thumb("up", fields(control.positive_button), pressOf), thumb("down", fields(control.negative_button), pressOf)];
}

/**
 * Draws one half of Slack's feedback element: a thumb, whose text is its tooltip and its label for screen readers.
 * @param {"up" | "down"} direction
 * @param {Fields} half
 * @param {PressOf} pressOf
 */
function thumb(direction, half, pressOf) {
  const name = text(fields(half.text).text);
  return previewButton("", pressOf(half.value), { class: `thumb ${direction}`, "aria-label": name, title: name });
}
