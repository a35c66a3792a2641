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

/** A feedback's reason is a sentence or two; the rest is not kept. */
const LONGEST_REASON = 1_000;

/** Carries out what a button asks for. A button of a nudge or a hand-off that gets here belongs to one that no longer exists. */
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
      // Its feature did not take it: it belongs to something that is over, or is switched off here.
      return sayOnly("command", goneReply("gone.button", audience));
    case "my-data":
      return sayOnly("command", noticeReply("in-chat.my-data", audience), { action: "my-data" });
    case "confirm-erase":
      return sayOnly("command", confirmEraseReply(audience), { action: "erase" });
    case "erase":
      return forget(audience);
  }
}

/** A button of another version, or one that nobody was shown, may name any language. */
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

/** A button that names its entry needs no conversation, nor does it become one. */
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
