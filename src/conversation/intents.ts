import { SPOKEN_LANGUAGES } from "../languages/catalogue.ts";
import type { Context, Decision, Language } from "../model.ts";
import { languageName } from "../languages/language-names.ts";
import { readingOf } from "./phrases/reading.ts";
import type { Library } from "./pack-index.ts";
import type { Recognised } from "./phrases/recogniser.ts";
import { type Reader, readerOf } from "./reader.ts";
import { relatedOffers } from "./replies/answer.ts";
import { noticeReply, whyReply } from "./replies/notices.ts";
import { areaReply, contactsReply, helpReply, privacyReply, settingsReply, topicsReply } from "./replies/pages.ts";
import { choicesReply, unreadableReply } from "./replies/undecided.ts";
import { CONTEXT_HOURS } from "./retention.ts";
import { showEntries } from "./showing.ts";
import { decideTo, sayOnly, type Turn } from "./turn.ts";
import { plainWords } from "../text/utterance.ts";

/** The languages that an answer can be wanted in. */
export function choosableLanguages({ pack }: Library): Language[] {
  return [...new Set([...SPOKEN_LANGUAGES, ...pack.languages])];
}

/**
 * Carries out what a whole message asks of Malinois itself. Undefined where it only makes sense after something that this
 * thread does not have ("more" of what?): then it may be a question.
 */
export function carryOut(recognised: Recognised, turn: Turn, library: Library): Decision | undefined {
  const reader = turn.readerAmong(recognised.languages);
  switch (recognised.intent) {
    case "help":
      return sayOnly("command", helpReply(library, reader));
    case "topics":
      return browse(recognised.area, reader, library);
    case "privacy":
    case "erase":
      return sayOnly("command", privacyReply(reader, CONTEXT_HOURS));
    case "settings":
      return sayOnly("command", settingsReply(choosableLanguages(library), turn.hints.chosen, reader));
    case "setLanguage":
      return setLanguage(recognised.wanted, turn, library);
    case "switchLanguage":
      return switchLanguage(recognised.wanted, turn, library);
    case "person":
      return sayOnly("command", contactsReply(library, reader), { action: "person" });
    default:
      return turn.context === undefined ? undefined : followUp(recognised, turn.context, reader, library);
  }
}

function followUp(recognised: Recognised, context: Context, reader: Reader, library: Library): Decision | undefined {
  const { entries, outcome } = context;
  const language = reader.language;
  switch (recognised.intent) {
    case "why":
      return sayOnly("command", whyReply(library, context, reader), { action: "why" });
    case "none":
      return sayOnly("unknown", unreadableReply("none.body", reader));
    case "more":
    case "sources": {
      if (outcome !== "answer") return askWhich(entries, "choices.again", context, reader, library);
      const action = recognised.intent;
      return showEntries(library, entries, action, reader, { action, before: context, language });
    }
    case "pick":
      return pick(recognised.ordinal ?? 1, context, reader, library);
    case "both":
      return entries.length > 1 ? showEntries(library, entries.slice(0, 2), "show", reader, { language }) : undefined;
    default:
      return undefined;
  }
}

function pick(ordinal: number, context: Context, reader: Reader, library: Library): Decision | undefined {
  const [only, ...others] = context.entries;
  const isSingle = context.outcome === "answer" && only !== undefined && others.length === 0;
  const list = isSingle ? relatedOffers(library, only) : context.entries;
  const id = list.at(ordinal < 0 ? ordinal : ordinal - 1);
  if (id === undefined) return askWhich(list, "gone.choice", context, reader, library);
  return showEntries(library, [id], "show", reader);
}

function askWhich(
  ids: readonly string[],
  lead: "choices.again" | "gone.choice",
  context: Context,
  reader: Reader,
  library: Library,
): Decision | undefined {
  const known = ids.filter((id) => library.has(id));
  if (known.length === 0) return undefined;
  if (known.length === 1) return showEntries(library, known, "show", reader);
  const entries = known.map((id) => ({ id, confidence: context.confidence }));
  return decideTo("choices", [choicesReply(library, known, reader, lead)], reader.language, {
    entries,
    context: { ...context, entries: known, outcome: "choices" },
  });
}

function browse(wanted: string | undefined, reader: Reader, library: Library): Decision | undefined {
  if (wanted === undefined) return sayOnly("command", topicsReply(library, reader));
  const area = findArea(wanted, library);
  return area === undefined ? undefined : sayOnly("command", areaReply(library, area, reader));
}

/** The area whose id or title, in any language, holds every word that was said but small ones, or its beginning. */
function findArea(wanted: string, { pack }: Library): string | undefined {
  const isSmall = (word: string) => SPOKEN_LANGUAGES.some((language) => readingOf(language).isLight(word));
  const words = wanted.split(" ").filter((word) => !isSmall(word));
  if (words.length === 0) return undefined;
  const names = pack.areas.map(({ id, title }) => ({ id, words: plainWords([id, ...Object.values(title)].join(" ")) }));
  const holds = (name: readonly string[], word: string) =>
    name.some((each) => each === word || (word.length > 3 && each.startsWith(word)));
  const exact = names.find(({ words: name }) => words.every((word) => name.includes(word)));
  return (exact ?? names.find(({ words: name }) => words.every((word) => holds(name, word))))?.id;
}

function setLanguage(wanted: Language | undefined, turn: Turn, library: Library): Decision | undefined {
  if (wanted === undefined) return undefined;
  return languageChosen(wanted, turn, library);
}

/** Confirms a choice of language in that language; "auto" follows each question again. */
export function languageChosen(choice: Language | "auto", turn: Turn, library: Library): Decision {
  const automatic = choice === "auto";
  const hints = { ...turn.hints, chosen: undefined };
  const reader = readerOf(automatic ? turn.assumed : choice, hints, turn.question, library.pack);
  const reply = automatic
    ? noticeReply("language.set-automatic", reader)
    : noticeReply("language.set", reader, { language: languageName(choice, reader.voice) });
  const language = automatic ? undefined : choice;
  return sayOnly("command", reply, { changes: [{ kind: "person-language", language }] });
}

function switchLanguage(wanted: Language | undefined, turn: Turn, library: Library): Decision | undefined {
  if (wanted === undefined) return undefined;
  const { context } = turn;
  const reader = readerOf(wanted, { ...turn.hints, chosen: undefined }, turn.question, library.pack);
  const options = { action: "switch-language", language: wanted } as const;
  if (context?.outcome === "answer") {
    const shown = showEntries(library, context.entries, "show", reader, { ...options, before: context });
    if (shown !== undefined) return shown;
  }
  const again = context === undefined ? undefined : askWhich(context.entries, "choices.again", context, reader, library);
  if (again !== undefined && context !== undefined) {
    return { ...again, action: "switch-language", context: { ...(again.context ?? context), language: wanted } };
  }
  const reply = noticeReply("language.ask", reader, { language: languageName(wanted, reader.voice) });
  const fresh: Context = { language: wanted, entries: [], outcome: "command", matched: [], confidence: 0 };
  return sayOnly("command", reply, { action: "switch-language", context: fresh });
}
