import {
  type ConversationAction,
  type EntryAction,
  type FeedbackAction,
  isHandOffAction,
  isNudgeAction,
  type LanguageAction,
  type WhyAction,
} from "../actions.ts";
import { languageOfLocale } from "../languages/languages.ts";
import type { Change, Context, Decision, Pressed } from "../model.ts";
import { choosableLanguages, forget, helpPage, languageChosen, settingsPage, topicsPage } from "./intents.ts";
import type { PackIndex } from "./pack-index.ts";
import type { Audience } from "./reader.ts";
import { relatedOffers } from "./replies/answer.ts";
import { feedbackReply, goneReply, noticeReply, whyReply } from "./replies/notices.ts";
import { contactsReply, homeReply } from "./replies/pages.ts";
import { confirmEraseReply, privacyReply } from "./replies/privacy.ts";
import { showEntries } from "./showing.ts";
import { sayOnly, type Turn } from "./turn.ts";

/** The longest reason kept with feedback, in characters; people write a sentence or two. */
const LONGEST_REASON = 1_000;

/** Carries out the action of a button. Buttons of nudges and hand-offs only get here if their nudge or hand-off no longer exists. */
export function press({ action, text }: Pick<Pressed, "action" | "text">, turn: Turn, packIndex: PackIndex): Decision {
  const audience = turn.audience(languageOfLocale(action.language) ?? turn.assumed);
  if (isNudgeAction(action) || isHandOffAction(action)) return sayOnly("command", goneReply("gone.button", audience));
  return pressInConversation(action, text, turn, audience, packIndex);
}

function pressInConversation(
  action: ConversationAction,
  text: string,
  turn: Turn,
  audience: Audience,
  packIndex: PackIndex,
): Decision {
  switch (action.kind) {
    case "show":
    case "more":
    case "sources":
    case "share":
      return pressEntry(action.entry, action.kind, turn, audience, packIndex);
    case "feedback":
      return takeFeedback(action, text, audience, packIndex);
    case "topics":
      return topicsPage(action.area, audience, packIndex);
    case "set-language":
      return isChoosable(action.choice, packIndex)
        ? languageChosen(action.choice, turn)
        : sayOnly("command", goneReply("gone.button", audience));
    case "why":
      return sayWhy(action, turn, audience, packIndex);
    case "help":
      return helpPage(audience, packIndex);
    case "person":
      return sayOnly("command", contactsReply(packIndex, audience), { action: "person" });
    case "privacy":
      return sayOnly("command", privacyReply(audience), { action: "privacy" });
    case "settings":
    case "language":
      return settingsPage(turn, audience, packIndex);
    case "home":
      return sayOnly("command", homeReply(packIndex, audience, turn.today));
    case "review":
      return sayOnly("command", goneReply("gone.button", audience));
    case "form":
      if (action.form === "ask-person") return sayOnly("command", contactsReply(packIndex, audience), { action: "person" });
      // No feature has handled the form: what it belongs to is over, or is switched off here.
      return sayOnly("command", goneReply("gone.button", audience));
    case "my-data":
      return sayOnly("command", noticeReply("in-chat.my-data", audience), { action: "my-data" });
    case "confirm-erase":
      return sayOnly("command", confirmEraseReply(audience), { action: "erase" });
    case "erase":
      return forget(audience);
  }
}

/** Returns whether a button names a language that can be chosen; one of another version, or a forged one, may name any. */
function isChoosable(choice: LanguageAction["choice"], packIndex: PackIndex): boolean {
  return choice === "auto" || choosableLanguages(packIndex).includes(choice);
}

function pressEntry(
  id: string,
  kind: EntryAction["kind"],
  { context, askerName }: Turn,
  audience: Audience,
  packIndex: PackIndex,
): Decision {
  const isShown = context?.outcome === "answer" && context.entries.includes(id);
  const follows = kind === "more" || kind === "sources" ? { action: kind } : {};
  const shown = showEntries(packIndex, [id], kind, audience, {
    ...follows,
    ...(isShown ? { before: context } : {}),
    ...(askerName === undefined ? {} : { sharer: askerName }),
  });
  return shown ?? sayOnly("command", goneReply("gone.entry", audience));
}

/** Says why an answer was given. A button that names its entry needs no context and sets none. */
function sayWhy(
  { entry, confidence = 0, matched = [] }: WhyAction,
  { context, assumed }: Turn,
  audience: Audience,
  packIndex: PackIndex,
): Decision {
  const about: Context | undefined =
    entry === undefined ? context : { language: assumed, entries: [entry], outcome: "answer", matched, confidence };
  const reply = about === undefined ? goneReply("why.nothing", audience) : whyReply(packIndex, about, audience);
  return sayOnly("command", reply, { action: "why" });
}

function takeFeedback(
  { entry, language, helpful }: FeedbackAction,
  text: string,
  audience: Audience,
  packIndex: PackIndex,
): Decision {
  const reason = text.trim().slice(0, LONGEST_REASON);
  const change: Change = { kind: "feedback", entry, language, helpful, ...(reason === "" ? {} : { reason }) };
  const reply = feedbackReply(packIndex, helpful, relatedOffers(packIndex, entry), audience);
  return sayOnly("command", reply, { changes: [change] });
}
