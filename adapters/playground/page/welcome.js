import { startConversation, suggest } from "./api.js";
import { button, byId, element } from "./elements.js";
import { pageAction, pageLanguage } from "./language.js";

/** @import { PageButton } from "../protocol.ts" */

const FIRST_QUESTIONS = 4;

/**
 * Returns the greeting. Until the conversation starts, it shows first questions and the areas to browse in its place.
 * @param {{ ask(text: string): void, press(label: string, action: string): void }} chat
 */
export function createWelcome({ ask, press }) {
  const welcome = byId("welcome", HTMLElement);
  /** How often it has been filled; what an earlier one brings is out of date. */
  let fillings = 0;

  async function fill() {
    fillings += 1;
    const filling = fillings;
    // In this order, since the areas arrive only when the pack has been read, while suggestions come only from what is ready.
    const areas = await findAreas();
    const questions = await suggest("", pageLanguage(), FIRST_QUESTIONS);
    if (filling !== fillings) return;
    // A press asks the question instead of showing the entry, so that people see how questions are matched.
    showButtons(
      "first-questions",
      questions.map(({ text, language }) => button(text, () => ask(text), { lang: language })),
    );
    showButtons(
      "areas",
      areas.map(({ label, action }) => button(label, () => press(label, action))),
    );
  }

  return {
    /** Adds the questions and areas of the server, in the page's language; if the server is unreachable, there is only the greeting. */
    fill: () => fill().catch(() => undefined),
    isShown: () => !welcome.hidden,
    hide: () => {
      welcome.hidden = true;
    },
    show: () => {
      welcome.hidden = false;
    },
  };
}

/**
 * Returns the areas, from the reply to "topics". A separate conversation asks for them, so that they are not part of the person's own.
 * @returns {Promise<readonly PageButton[]>}
 */
async function findAreas() {
  const { replies } = await startConversation().press(pageAction("topics"));
  return replies.flatMap((reply) => reply.parts.flatMap((part) => (part.kind === "choices" ? part.buttons : [])));
}

/**
 * @param {string} id
 * @param {readonly HTMLElement[]} buttons
 */
function showButtons(id, buttons) {
  const section = byId(id, HTMLElement);
  section.querySelector("ul")?.replaceChildren(...buttons.map((made) => element("li", {}, made)));
  section.hidden = buttons.length === 0;
}
