import type { Action, Change, Decision, Question } from "../model.ts";
import { choosableLanguages, languageChosen } from "./intents.ts";
import type { Library } from "./pack-index.ts";
import { primaryLanguage, type Reader } from "./reader.ts";
import { relatedOffers } from "./replies/answer.ts";
import { feedbackReply, goneReply, noticeReply, whyReply } from "./replies/notices.ts";
import { areaReply, contactsReply, helpReply, homeReply, privacyReply, settingsReply, topicsReply } from "./replies/pages.ts";
import { CONTEXT_HOURS } from "./retention.ts";
import { showEntries } from "./showing.ts";
import { sayOnly, type Turn } from "./turn.ts";

/** A feedback's reason is a sentence or two; the rest is not kept. */
const LONGEST_REASON = 1_000;

/** Carries out what a button asks for. */
export function press(action: Action, turn: Turn, library: Library): Decision {
  const reader = turn.reader(primaryLanguage(action.language) ?? turn.assumed);
  switch (action.kind) {
    case "show":
    case "more":
    case "sources":
    case "share":
      return pressEntry(action.entry, action.kind, turn, reader, library);
    case "feedback":
      return takeFeedback(action, turn.question, reader, library);
    case "topics":
      return sayOnly(
        "command",
        action.area === undefined ? topicsReply(library, reader) : areaReply(library, action.area, reader),
      );
    case "set-language":
      return languageChosen(action.choice, turn, library);
    case "why":
      return sayOnly(
        "command",
        turn.context === undefined ? goneReply("why.nothing", reader) : whyReply(library, turn.context, reader),
        {
          action: "why",
        },
      );
    case "help":
      return sayOnly("command", helpReply(library, reader));
    case "person":
      return sayOnly("command", contactsReply(library, reader), { action: "person" });
    case "privacy":
      return sayOnly("command", privacyReply(reader, CONTEXT_HOURS));
    case "settings":
      return sayOnly("command", settingsReply(choosableLanguages(library), turn.hints.chosen, reader));
    case "home":
      return sayOnly("command", homeReply(library, reader, turn.today));
    case "erase":
      return sayOnly("command", noticeReply("erase.done", reader), { changes: [{ kind: "erase-person" }] });
    default:
      // Buttons of nudges are not the conversation's; one that gets here has lost its nudge.
      return sayOnly("command", goneReply("gone.button", reader));
  }
}

function pressEntry(
  id: string,
  kind: "show" | "more" | "sources" | "share",
  { context }: Turn,
  reader: Reader,
  library: Library,
): Decision {
  const isShown = context?.outcome === "answer" && context.entries.includes(id);
  const follows = kind === "more" || kind === "sources" ? { action: kind } : {};
  const shown = showEntries(library, [id], kind, reader, { ...follows, ...(isShown ? { before: context } : {}) });
  return shown ?? sayOnly("command", goneReply("gone.entry", reader));
}

function takeFeedback(
  { entry, language, helpful }: Extract<Action, { kind: "feedback" }>,
  { text }: Question,
  reader: Reader,
  library: Library,
): Decision {
  const reason = text.trim().slice(0, LONGEST_REASON);
  const change: Change = { kind: "feedback", entry, language, helpful, ...(reason === "" ? {} : { reason }) };
  const reply = feedbackReply(library, helpful, relatedOffers(library, entry), reader);
  return sayOnly("command", reply, { changes: [change] });
}
