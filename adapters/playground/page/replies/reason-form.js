import { button, element } from "../elements.js";
import { say } from "../language.js";
import { randomId } from "../preferences.js";

/**
 * Shows a form in the card of an answer that asks why the answer did not help. The reason may be left empty.
 * @param {HTMLElement} card
 * @param {(reason: string) => void} onSend
 */
export function askReason(card, onSend) {
  const open = card.querySelector(".reason textarea");
  if (open instanceof HTMLTextAreaElement) return open.focus();
  const id = `reason-${randomId()}`;
  const reason = element("textarea", { id, rows: 2, maxlength: 1000 });
  const form = element(
    "form",
    { class: "reason", lang: document.documentElement.lang },
    element("label", { for: id, "data-text": "reasonLabel" }, say("reasonLabel")),
    reason,
    element("button", { class: "primary", "data-text": "reasonSend" }, say("reasonSend")),
    button(say("reasonCancel"), () => form.remove(), { "data-text": "reasonCancel" }),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.remove();
    onSend(reason.value.trim());
  });
  card.append(form);
  form.scrollIntoView({ block: "nearest" });
  reason.focus({ preventScroll: true });
}
