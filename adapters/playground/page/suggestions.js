import { element } from "./elements.js";
import { say } from "./language.js";

/** @import { PageSuggestion } from "../protocol.ts" */

const DEBOUNCE_MS = 120;
const SHORTEST_TEXT = 2;

/**
 * Suggests entries while a question is typed: an editable combobox with a list, following the ARIA Authoring Practices
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). The focus stays in the field; Enter picks a suggestion only if the user has moved to it.
 * @param {{ input: HTMLInputElement, list: HTMLElement, status: HTMLElement }} elements
 * @param {{ find(text: string, signal: AbortSignal): Promise<readonly PageSuggestion[]>, onPick(picked: PageSuggestion): void }} work
 */
export function connectSuggestions({ input, list, status }, { find, onPick }) {
  /** @type {readonly PageSuggestion[]} */
  let offered = [];
  let active = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let search = new AbortController();

  /** @param {readonly PageSuggestion[]} suggestions */
  function show(suggestions) {
    offered = suggestions;
    list.replaceChildren(...suggestions.map(option));
    list.hidden = suggestions.length === 0;
    input.ariaExpanded = String(!list.hidden);
    status.textContent = list.hidden ? "" : say("suggestionsShown");
    activate(-1);
  }

  /** @param {number} index */
  function activate(index) {
    active = index;
    for (const [at, shown] of [...list.children].entries()) shown.setAttribute("aria-selected", String(at === index));
    if (index === -1) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", optionId(index));
    list.children[index]?.scrollIntoView({ block: "nearest" });
  }

  function close() {
    clearTimeout(timer);
    search.abort();
    show([]);
  }

  /** @param {number} index */
  function pick(index) {
    const picked = offered[index];
    close();
    if (picked) onPick(picked);
  }

  async function refresh() {
    search.abort();
    search = new AbortController();
    const { signal } = search;
    const found = await find(input.value, signal).catch(() => []);
    if (!signal.aborted) show(found);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.isComposing || list.hidden) return;
    const { key } = event;
    if (key === "ArrowDown") activate(active + 1 === offered.length ? -1 : active + 1);
    else if (key === "ArrowUp") activate(active === -1 ? offered.length - 1 : active - 1);
    else if (key === "Enter" && active !== -1) pick(active);
    else if (key === "Escape") close();
    else return;
    event.preventDefault();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < SHORTEST_TEXT) close();
    else timer = setTimeout(refresh, DEBOUNCE_MS);
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  // Otherwise pressing the mouse button on the list would move the focus away from the field, which would close the list before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const clicked = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (clicked) pick([...list.children].indexOf(clicked));
  });

  return { close };
}

/** @param {number} index */
function optionId(index) {
  return `suggestion-${index}`;
}

/**
 * @param {PageSuggestion} suggestion
 * @param {number} index
 */
function option({ text, title, language }, index) {
  const subtitle = text === title ? [] : [element("span", { class: "subtitle" }, title)];
  return element("div", { id: optionId(index), role: "option", "aria-selected": "false", lang: language }, text, ...subtitle);
}
