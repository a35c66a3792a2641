import { startConversation } from "../api.js";
import { button, byId, element } from "../elements.js";
import { say } from "../language.js";
import { randomId } from "../preferences.js";
import { drawAnswer } from "../previews/answers.js";
import { failureCard, failureOf } from "../replies/failure-card.js";
import { replyForm } from "../replies/reply-form.js";

/**
 * @import { AnswerResult, PageLetter, PageReply } from "../../protocol.ts"
 * @import { Conversation } from "../api.js"
 * @typedef {{ conversation: Conversation, talk: HTMLElement }} Thread
 */

/** Connects the panel with the team's channel, in which the person who tries Malinois also plays the team. Shows each question with its thread. */
export function connectTeam() {
  const panel = byId("team-panel", HTMLDetailsElement);
  const log = byId("team-log", HTMLElement);
  const empty = byId("team-empty", HTMLElement);
  /** The threads, by the number of the letter that each belongs to. @type {Map<number, Thread>} */
  const threads = new Map();

  /**
   * Sends a request in a thread, and shows the replies that only the sender sees; if it fails, why, so that nothing that somebody wrote is lost unnoticed.
   * @param {Thread} thread
   * @param {() => Promise<AnswerResult>} request
   */
  async function act(thread, request) {
    try {
      const { replies } = await request();
      for (const reply of replies) thread.talk.append(onlyYou(thread, reply));
    } catch (error) {
      thread.talk.append(failureCard(failureOf(error), () => void act(thread, request)));
    }
  }

  /**
   * @param {Thread} thread
   * @param {PageReply} reply
   */
  function onlyYou(thread, reply) {
    return element("div", { class: "only-you" }, element("p", { class: "hint" }, say("teamOnlyYou")), draw(thread, reply));
  }

  /**
   * @param {Thread} thread
   * @param {PageReply} reply
   */
  function draw(thread, reply) {
    const { press, submit } = thread.conversation;
    const card = drawAnswer(reply, ({ action }) => void act(thread, () => press(action)));
    const { form } = reply;
    if (form !== undefined) {
      const drawn = replyForm(form, (values) => {
        // If the form is in an "only visible to you" box, the box is removed with it.
        (drawn.closest(".only-you") ?? drawn).remove();
        void act(thread, () => submit(form, values));
      });
      card.append(drawn);
    }
    return card;
  }

  /** @param {Thread} thread */
  function writingField(thread) {
    const id = `thread-${randomId()}`;
    const input = element("input", { id, type: "text", autocomplete: "off" });
    const form = element(
      "form",
      { class: "thread-field" },
      element("label", { class: "visually-hidden", for: id, "data-text": "teamThread" }, say("teamThread")),
      input,
      button(say("teamSend"), () => form.requestSubmit(), { "data-text": "teamSend" }),
    );
    input.placeholder = say("teamThread");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (text === "") return;
      input.value = "";
      thread.talk.append(element("p", { class: "said" }, text));
      void act(thread, () => thread.conversation.ask(text));
    });
    return form;
  }

  return {
    /** Shows a letter that arrived in the channel or in one of its threads. @param {PageLetter} letter */
    arrive({ number, reply, team }) {
      empty.hidden = true;
      const known = typeof team === "number" ? threads.get(team) : undefined;
      if (known !== undefined) {
        known.talk.append(draw(known, reply));
        return;
      }
      const thread = { conversation: startConversation(number), talk: element("div", { class: "talk" }) };
      threads.set(number, thread);
      log.append(element("article", { class: "question" }, draw(thread, reply), thread.talk, writingField(thread)));
      panel.open = true;
    },
  };
}
