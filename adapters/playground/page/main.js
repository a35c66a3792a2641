import { suggest } from "./api.js";
import { createChat } from "./chat.js";
import { byId } from "./elements.js";
import { chooseLanguage, languageChoice, localisePage, pageAction, pageLanguage } from "./language.js";
import { connectClock } from "./panel/clock.js";
import { drawDecision } from "./panel/decision.js";
import { connectPath } from "./panel/path.js";
import { connectTeam } from "./panel/team.js";
import { redrawAnswers } from "./previews/answers.js";
import { connectPreviewChoice } from "./previews/choice.js";
import { clearAddressBar, followPermalinks } from "./replies/permalinks.js";
import { connectSuggestions } from "./suggestions.js";
import { connectTheme } from "./theme.js";
import { createWelcome } from "./welcome.js";

/** @import { DecisionFacts, PageAction } from "../protocol.ts" */

const SUGGESTIONS = 6;

const composer = byId("composer", HTMLFormElement);
const input = byId("question", HTMLInputElement);
const languageSelect = byId("language", HTMLSelectElement);
const panel = byId("panel", HTMLDetailsElement);
const path = byId("path", HTMLDetailsElement);
/** @type {DecisionFacts | undefined} */
let decision;

const chat = createChat(byId("log", HTMLElement), {
  onTurn: () => {
    // The first turn collapses the steps, so that the panel about the decision comes first.
    if (welcome.isShown()) path.open = false;
    welcome.hide();
  },
  onDecision: (made) => {
    decision = made;
    drawPanel();
  },
});
const welcome = createWelcome(chat);

function drawPanel() {
  if (decision) byId("decision", HTMLElement).replaceChildren(...drawDecision(decision));
}

const suggestions = connectSuggestions(
  { input, list: byId("suggestions", HTMLElement), status: byId("suggestions-status", HTMLElement) },
  {
    find: (text, signal) => suggest(text, languageChoice() === "auto" ? undefined : pageLanguage(), SUGGESTIONS, signal),
    onPick: ({ text, action }) => {
      input.value = "";
      chat.press(text, action);
    },
  },
);

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = input.value.trim();
  suggestions.close();
  input.value = "";
  if (text === "") input.focus();
  else chat.ask(text);
});

byId("commands", HTMLElement).addEventListener("click", ({ target }) => {
  if (!(target instanceof HTMLButtonElement)) return;
  chat.press(target.textContent ?? "", pageAction(/** @type {PageAction} */ (target.value)));
});

byId("restart", HTMLButtonElement).addEventListener("click", () => {
  chat.restart();
  clearAddressBar();
  welcome.show();
  path.open = true;
  input.focus();
});

function answerAsChosen() {
  chat.tell(pageAction(languageChoice() === "auto" ? "answerInAny" : "answerInThis"));
}

languageSelect.addEventListener("change", () => {
  chooseLanguage(languageSelect.value);
  answerAsChosen();
  drawPanel();
  void welcome.fill();
});

connectTheme(byId("theme", HTMLButtonElement));
connectPreviewChoice(byId("preview-choice", HTMLFieldSetElement), () => redrawAnswers(byId("log", HTMLElement)));
void connectPath(chat);
languageSelect.value = languageChoice();
// The choice of an earlier visit is not yet applied to the page, nor known to the server.
if (languageChoice() !== "auto") {
  localisePage();
  answerAsChosen();
}
chat.restore();
const isLinked = followPermalinks(chat.show);
// Only with a mouse, and so probably a keyboard: on a phone, the screen keyboard would cover half the page.
if (!isLinked && matchMedia("(hover: hover) and (pointer: fine)").matches) input.focus({ preventScroll: true });
const team = connectTeam();
connectClock((letter) => (letter.team === undefined ? chat.arrive(letter) : team.arrive(letter)), chat.close);
panel.open = matchMedia("(min-width: 62rem)").matches;
void welcome.fill();
// A question that early-submit.js kept.
if (composer.dataset.waits !== undefined) composer.requestSubmit();
