import { button, byId, element } from "../elements.js";
import { say } from "../language.js";
import { pickPreview } from "../previews/choice.js";
import { copyText } from "../replies/clipboard.js";

/** @import { PageConnection } from "../../protocol.ts" */

// The steps from a first question to Malinois in a team's chat; each step can be started here.

/**
 * Adds what the server offers to the steps; if the server is unreachable, they stay as they are.
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

/** Draws a button for each platform's look in the header of the page. */
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
    // If the browser does not let the page use the clipboard, the text is selected, so that people can copy it themselves.
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
 * Returns a link to another site.
 * @param {string} href
 * @param {"connectPage" | "connectInvite"} key
 * @param {string} label
 */
function outside(href, key, label) {
  const link = element("a", { href, target: "_blank", rel: "noopener noreferrer" }, localised("span", key), ` (${label})`);
  return link;
}

/**
 * Returns an element with one of the page's own texts, which changes with the page's language.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {import("../../texts.ts").TextKey} key
 * @param {Readonly<Record<string, string>>} [attributes]
 */
function localised(tag, key, attributes = {}) {
  return element(tag, { ...attributes, "data-text": key }, say(key));
}
