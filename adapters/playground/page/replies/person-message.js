import { button, element } from "../elements.js";
import { say } from "../language.js";

/** In UTF-16 units: a few lines on a phone. A longer message is shortened. */
const SHOWN = 600;
const SHOWN_LINES = 12;

/**
 * Draws a person's message. Of a long text only the beginning is shown, with a button to show all of it.
 * @param {string} text
 */
export function personMessage(text) {
  const words = element("span", {}, text);
  const who = element("span", { class: "visually-hidden" }, `${say("you")}: `);
  const beginning = text.split("\n", SHOWN_LINES).join("\n").slice(0, SHOWN);
  if (beginning === text) return element("article", { class: "said" }, who, words);
  const begun = `${beginning.replace(/[\ud800-\udbff]$/, "").trimEnd()}…`;
  let isWhole = false;
  const draw = () => {
    words.textContent = isWhole ? text : begun;
    toggle.textContent = say(isWhole ? "showLess" : "showAll");
    toggle.ariaExpanded = String(isWhole);
    // A whole long text scrolls, so it must be reachable by keyboard.
    words.toggleAttribute("tabindex", isWhole);
    if (isWhole) words.tabIndex = 0;
  };
  const toggle = button("", () => {
    isWhole = !isWhole;
    draw();
  });
  draw();
  return element("article", { class: "said shortened" }, who, words, toggle);
}
