import { button, byId, element } from "../elements.js";
import { say } from "../language.js";
import { pickPreview } from "../previews/choice.js";
import { copyText } from "../replies/clipboard.js";

/** @import { PageConnection } from "../../protocol.ts" */

// From the first question to a team that has Malinois: each step begins here.

/**
 * Fills the steps in with what the server offers; without a server they stand as they are.
 * @param {{ ask(text: string): void }} chat
 */
export async function connectPath({ ask }) {
  byId("path-nudge", HTMLButtonElement).addEventListener("click", () => ask("/nudge add"));
  drawLooks();
  const response = await fetch("/playground/connections.json").catch(() => undefined);
  if (response?.ok !== true) return;
  /** @type {readonly PageConnection[]} */
  const connections = await response.json();
  byId("connections", HTMLElement).replaceChildren(...connections.map(drawConnection));
  byId("path-connect", HTMLElement).hidden = connections.length === 0;
}

/** A button for each look that the head of the page offers. */
function drawLooks() {
  const group = byId("preview-choice", HTMLFieldSetElement);
  const looks = [...group.querySelectorAll("label")].map((label) => ({
    label: label.textContent ?? "",
    name: label.querySelector("input")?.value ?? "",
  }));
  const others = looks.filter(({ name }) => name !== "");
  byId("path-looks", HTMLElement).replaceChildren(...others.map(({ name, label }) => button(label, () => pickPreview(name))));
}

/** @param {PageConnection} connection */
function drawConnection(connection) {
  const parts = connection.kind === "text" ? textParts(connection) : linkParts(connection);
  const hint = localised("p", connection.kind === "text" ? "connectByText" : "connectByLink");
  return element(
    "details",
    { class: "connection" },
    element("summary", {}, connection.label),
    hint,
    outside(connection.page, "connectPage", connection.label),
    ...parts,
  );
}

/** @param {PageConnection & { kind: "text" }} connection */
function textParts({ name, label, text }) {
  const id = `manifest-${name}`;
  const field = element("textarea", { id, readonly: true, rows: 6, spellcheck: false });
  field.value = text;
  const status = element("span", { role: "status" });
  const copy = localised("button", "connectCopy", { type: "button" });
  copy.addEventListener("click", async () => {
    field.select();
    // Where the browser lets no page write to its clipboard, the text is selected, to be copied by hand.
    status.textContent = (await copyText(text)) ? say("copied") : "";
  });
  const caption = element("label", { for: id }, localised("span", "connectManifest"), ` (${label})`);
  return [caption, field, element("div", { class: "path-buttons" }, copy, status)];
}

/** @param {PageConnection & { kind: "link" }} connection */
function linkParts({ name, label, link, blank }) {
  const invite = outside(link, "connectInvite", label);
  if (blank === undefined) return [invite];
  const id = `id-${name}`;
  const field = element("input", { id, inputmode: "numeric", pattern: "\\d{17,20}", autocomplete: "off" });
  invite.hidden = true;
  field.addEventListener("input", () => {
    const isKnown = field.value.trim() !== "" && field.validity.valid;
    invite.hidden = !isKnown;
    invite.href = link.replace(blank, encodeURIComponent(field.value.trim()));
  });
  return [localised("label", "connectId", { for: id }), field, invite];
}

/**
 * A link that leaves the playground.
 * @param {string} href
 * @param {"connectPage" | "connectInvite"} key
 * @param {string} label
 */
function outside(href, key, label) {
  const link = element("a", { href, target: "_blank", rel: "noopener noreferrer" }, localised("span", key), ` (${label})`);
  return link;
}

/**
 * An element with a text of the page, which follows its language.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {import("../../texts.ts").TextKey} key
 * @param {Readonly<Record<string, string>>} [attributes]
 */
function localised(tag, key, attributes = {}) {
  return element(tag, { ...attributes, "data-text": key }, say(key));
}
