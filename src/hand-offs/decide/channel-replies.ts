/** The messages to the channel to which questions are passed. */
import { openingOf } from "../../actions.ts";
import type { FormName } from "../../forms.ts";
import { type HandOffMessageKey, sayHandOff } from "../../languages/index.ts";
import { languageName } from "../../languages/language-names.ts";
import type { Button, Language, Reply } from "../../model.ts";
import type { HandOff, Participant } from "../types.ts";

type About = Pick<HandOff, "id" | "language">;

/** Returns the question with its buttons. */
export function questionReply(handOff: HandOff, mayDraft: boolean): Reply {
  const { language, question, anonymous, urgent } = handOff;
  const from = sayHandOff(language, anonymous ? "channel.from-nobody" : "channel.from", {
    name: askerName(handOff),
    language: languageName(language, language),
  });
  return {
    ...said(language, [from, ...paragraphs(question)]),
    title: sayHandOff(language, "channel.title"),
    ...(urgent ? { urgent: true } : {}),
    actions: channelButtons(handOff, mayDraft),
    footnote: sayHandOff(language, "channel.how"),
  };
}

/** Repeats the question, since nobody has answered it, and names the person who had taken it. */
export function reminderReply(handOff: HandOff, mayDraft: boolean): Reply {
  const { language, claim } = handOff;
  const reply = questionReply(handOff, mayDraft);
  const released = claim && sayHandOff(language, "channel.reminder-released", { name: nameOf(claim, language) });
  return {
    ...reply,
    title: sayHandOff(language, "channel.reminder-title"),
    body: [...reply.body, ...(released === undefined ? [] : [released])],
  };
}

export function claimReply({ language }: About, claimer: Participant): Reply {
  return said(language, [sayHandOff(language, "channel.claimed", { name: nameOf(claimer, language) })]);
}

/** Shows the channel what somebody answered in a form. */
export function copyReply({ language }: About, by: Participant, text: string): Reply {
  return said(language, [sayHandOff(language, "channel.answered", { name: nameOf(by, language) }), ...paragraphs(text)]);
}

/** Shows the channel what the asker says to an answer. */
export function askersReply(handOff: HandOff, text: string): Reply {
  const { language, anonymous } = handOff;
  const from = sayHandOff(language, anonymous ? "channel.replied-nobody" : "channel.replied", { name: askerName(handOff) });
  return { ...said(language, [from, ...paragraphs(text)]), actions: [answerButton(handOff), closeButton(handOff)] };
}

/** Says that the hand-off is closed. The answer can still be saved as an entry. */
export function endReply(handOff: HandOff, by: Participant | "asker", mayDraft: boolean): Reply {
  const { language } = handOff;
  const line =
    by === "asker"
      ? sayHandOff(language, "channel.solved")
      : sayHandOff(language, "channel.closed", { name: nameOf(by, language) });
  return { ...said(language, [line]), actions: mayDraft ? [saveButton(handOff)] : [] };
}

export function undeliveredReply({ language }: About): Reply {
  return said(language, [sayHandOff(language, "channel.undelivered")]);
}

function channelButtons(handOff: About, mayDraft: boolean): readonly Button[] {
  const { id, language } = handOff;
  return [
    { label: sayHandOff(language, "button.claim"), action: { kind: "claim", handOff: id, language } },
    answerButton(handOff),
    ...(mayDraft ? [saveButton(handOff)] : []),
    closeButton(handOff),
  ];
}

const answerButton = (handOff: About) => formButton("button.answer", "hand-off-answer", handOff);
const saveButton = (handOff: About) => formButton("button.save", "save-answer", handOff);

function closeButton({ id, language }: About): Button {
  return { label: sayHandOff(language, "button.close"), action: { kind: "close-hand-off", handOff: id, language } };
}

/** Returns a button that opens a form about a hand-off. */
export function formButton(label: HandOffMessageKey, name: FormName, { id, language }: About): Button {
  return { label: sayHandOff(language, label), action: openingOf({ name, subject: id, language }) };
}

function askerName({ name, language }: HandOff): string {
  return name ?? sayHandOff(language, "name.somebody");
}

/** Returns the name of a participant; "Somebody" if the platform tells no name. */
export function nameOf({ name }: Participant, language: Language): string {
  return name ?? sayHandOff(language, "name.somebody");
}

/** Splits a text that somebody typed into paragraphs. */
export function paragraphs(text: string): readonly string[] {
  return text.split(/\n{2,}/);
}

/** Returns a reply without buttons. */
export function said(language: Language, body: readonly string[]): Reply {
  return { kind: "notice", language, body, choices: [], actions: [] };
}
