import { startConversation, suggest } from "./api.js";
import { button, byId, element } from "./elements.js";
import { pageAction, pageLanguage } from "./language.js";

/** @import { PageButton } from "../protocol.ts" */

const FIRST_QUESTIONS = 4;

/**
 * Shows, where the conversation will be, questions to begin with and the areas to browse.
 * @param {{ ask(text: string): void, press(label: string, action: string): void }} chat
 */
export function createWelcome({ ask, press }) {
  const welcome = byId("welcome", HTMLElement);

  async function fill() {
    // In this order: areas wait for a pack that is still being read, suggestions come from what is ready.
    const areas = await findAreas();
    const questions = await suggest("", pageLanguage(), FIRST_QUESTIONS);
    // Questions are asked, not shown by their entry: this is where people first see how one is matched.
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
    /** Fills in what the server offers, in the page's language; without a server the greeting stands alone. */
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
 * The areas, as the topics offer them; asked in a conversation of its own, so that the person's begins untouched.
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
