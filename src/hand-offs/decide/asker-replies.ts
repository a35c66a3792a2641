/** The replies to the asker of a question that was passed to a person. */

import { beginningOf } from "../../common/cut.ts";
import { type HandOffMessageKey, say, sayHandOff } from "../../languages/index.ts";
import type { ContactLine, Language, Reply } from "../../model.ts";
import type { HandOff, Participant } from "../types.ts";
import { formButton, nameOf, paragraphs, said } from "./channel-replies.ts";

/** The longest quote of a question, in characters: enough to recognise it. */
const QUOTED = 120;

/**
 * Says that the question is on its way.
 * @param where where the answer will come, as the asker sees it: in the conversation that they are in, in the thread, or in their direct messages
 * @param emergency whom to contact at once, each in a line; none if the question is not urgent
 */
export function passedReply(
  { language }: Pick<HandOff, "language">,
  where: "here" | "thread" | "direct",
  emergency: readonly ContactLine[],
): Reply {
  return {
    ...said(language, [sayHandOff(language, "asker.passed", { where })]),
    title: sayHandOff(language, "asker.passed-title"),
    ...(emergency.length > 0
      ? { urgent: true, contacts: { heading: say(language, "heading.emergency"), items: emergency } }
      : {}),
  };
}

export function answerReply(handOff: HandOff, by: Participant, text: string): Reply {
  const { id, language, question } = handOff;
  return {
    ...said(language, [...paragraphs(text)]),
    title: sayHandOff(language, "asker.answer-title", { name: nameOf(by, language) }),
    actions: [
      formButton("button.reply", "hand-off-reply", handOff),
      { label: sayHandOff(language, "button.solved"), action: { kind: "close-hand-off", handOff: id, language } },
    ],
    footnote: sayHandOff(language, "asker.asked", { question: quoted(question) }),
  };
}

export function closedReply({ language, question }: HandOff, by: Participant): Reply {
  return {
    ...said(language, [sayHandOff(language, "asker.closed", { name: nameOf(by, language) })]),
    title: sayHandOff(language, "asker.closed-title"),
    actions: [{ label: say(language, "button.person"), action: { kind: "person", language } }],
    footnote: sayHandOff(language, "asker.asked", { question: quoted(question) }),
  };
}

/** Says that nobody has answered in time, and whom to contact. */
export function nobodyReply(handOff: HandOff, contacts: readonly ContactLine[]): Reply {
  return withContacts("asker.nobody", handOff, contacts);
}

/** Says that the question could not be sent to the channel, and whom to contact. */
export function unreachableReply(handOff: HandOff, contacts: readonly ContactLine[]): Reply {
  return withContacts("asker.unreachable", handOff, contacts);
}

function withContacts(
  key: "asker.nobody" | "asker.unreachable",
  { language, question }: HandOff,
  contacts: readonly ContactLine[],
): Reply {
  const section = contacts.length > 0 ? { contacts: { heading: say(language, "heading.contacts"), items: contacts } } : {};
  return {
    ...said(language, [sayHandOff(language, contacts.length > 0 ? key : `${key}-alone`)]),
    title: sayHandOff(language, `${key}-title`),
    ...section,
    footnote: sayHandOff(language, "asker.asked", { question: quoted(question) }),
  };
}

/** Says that there is now an entry that answers the question. */
export function knownReply({ language }: HandOff, entry: string, title: string): Reply {
  return {
    ...said(language, [sayHandOff(language, "asker.known", { title })]),
    choices: [{ label: title, action: { kind: "show", entry, language } }],
  };
}

/** Returns a reply of one line to the person who pressed or sent something. */
export function word(language: Language, key: HandOffMessageKey, values?: Parameters<typeof sayHandOff>[2]): Reply {
  return said(language, [sayHandOff(language, key, values)]);
}

function quoted(question: string): string {
  const line = question.replace(/\s+/g, " ");
  return line.length <= QUOTED ? line : `${beginningOf(line, QUOTED - 1)}…`;
}
