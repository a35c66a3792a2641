import { languageName } from "../languages/language-names.ts";
import { UI_LANGUAGES } from "../languages/languages.ts";
import type { Context, Decision, Language } from "../model.ts";
import { REPLY_LIMITS } from "../reply-limits.ts";
import { plainWords } from "../text/utterance.ts";
import type { PackIndex } from "./pack-index.ts";
import { readingOf } from "./phrases/reading.ts";
import type { Recognised } from "./phrases/recogniser.ts";
import { type Audience, isServed } from "./reader.ts";
import { relatedOffers } from "./replies/answer.ts";
import { goneReply, noticeReply, whyReply } from "./replies/notices.ts";
import { aboutReply, areaReply, contactsReply, helpReply, settingsReply, topicsReply } from "./replies/pages.ts";
import { confirmEraseReply, privacyReply } from "./replies/privacy.ts";
import { choicesReply, firstAidReply, unreadableReply } from "./replies/undecided.ts";
import { showEntries } from "./showing.ts";
import { decideTo, sayOnly, type Turn } from "./turn.ts";

/** Returns the languages in which people can ask to be answered. */
export function choosableLanguages({ pack }: Pick<PackIndex, "pack">, served: readonly Language[] = []): Language[] {
  return [...new Set([...UI_LANGUAGES, ...pack.languages])].filter((language) => isServed(language, served));
}

/**
 * Carries out what a whole message asks of Malinois itself. Returns undefined if it may be a question: it names an area or a language that does not exist, or
 * asks about what an answer spoke of. A courtesy is left to others too.
 */
export function carryOut(recognised: Recognised, turn: Turn, packIndex: PackIndex): Decision | undefined {
  const audience = turn.audienceAmong(recognised.languages);
  switch (recognised.intent) {
    case "cry":
      return turn.exclaims ? giveFirstAid(audience, packIndex) : helpPage(audience, packIndex);
    case "emergency":
      // "C'est grave ?" below an answer is worry: what happened has been told.
      return turn.asks && turn.context?.outcome === "answer" ? comfort(audience) : giveFirstAid(audience, packIndex);
    case "help":
      return helpPage(audience, packIndex);
    case "madeThis":
      return turn.context?.outcome === "answer"
        ? undefined
        : sayOnly("command", aboutReply(packIndex, audience), { action: "about" });
    case "about":
      return sayOnly("command", aboutReply(packIndex, audience), { action: "about" });
    case "quiz":
      return sayOnly("command", noticeReply("in-chat.quiz", audience), { action: "quiz" });
    case "addNudge":
      return sayOnly("command", noticeReply("in-chat.add-nudge", audience), { action: "add-nudge" });
    case "editNudges":
      return sayOnly("command", noticeReply("in-chat.edit-nudges", audience), { action: "edit-nudges" });
    case "pauseNudges":
      return sayOnly("command", noticeReply("in-chat.pause-nudges", audience), { action: "pause-nudges" });
    case "stopNudges":
      return sayOnly("command", noticeReply("in-chat.stop-nudges", audience), { action: "stop-nudges" });
    case "stats":
      return sayOnly("command", noticeReply("in-chat.stats", audience), { action: "stats" });
    case "adminPage":
      return sayOnly("command", noticeReply("in-chat.admin-page", audience), { action: "admin-page" });
    case "topics":
      return browse(recognised.area, audience, packIndex);
    case "privacy":
      return sayOnly("command", privacyReply(audience), { action: "privacy" });
    case "myData":
      return sayOnly("command", noticeReply("in-chat.my-data", audience), { action: "my-data" });
    case "erase":
      return sayOnly("command", confirmEraseReply(audience), { action: "erase" });
    case "eraseConfirmed":
      return forget(audience);
    case "settings":
      return settingsPage(turn, audience, packIndex);
    case "setLanguage":
      return recognised.wanted === undefined ? undefined : languageChosen(recognised.wanted, turn);
    case "switchLanguage":
      return switchLanguage(recognised.wanted, turn, packIndex);
    case "person":
      return sayOnly("command", contactsReply(packIndex, audience), { action: "person" });
    case "no":
      return turn.context?.outcome === "choices" ? noneOfThese(audience) : undefined;
    case "yes":
      return turn.context === undefined ? undefined : accept(turn.context, audience, packIndex);
    case "complaint":
    case "unclear":
      return sayOnly("unknown", unreadableReply(`${recognised.intent}.body`, audience));
    case "worried":
      return comfort(audience);
    case "more":
    case "sources":
    case "why":
    case "pick":
    case "both":
    case "none":
      return followUp(recognised, turn.context, audience, packIndex) ?? askOfWhat(recognised.intent, audience);
  }
}

/** Erases everything that is kept about the asker. */
export function forget(audience: Audience): Decision {
  return sayOnly("command", noticeReply("erase.done", audience), { action: "erase", changes: [{ kind: "erase-person" }] });
}

/** Replies to a follow-up when there is nothing to follow up. */
function askOfWhat(intent: Recognised["intent"], audience: Audience): Decision {
  return sayOnly("unknown", goneReply(intent === "more" ? "gone.more" : "gone.context", audience));
}

/** Returns the help page. */
export function helpPage(audience: Audience, packIndex: PackIndex): Decision {
  return sayOnly("command", helpReply(packIndex, audience), { action: "help" });
}

/** Returns the page of the asker's settings. */
export function settingsPage({ hints }: Turn, audience: Audience, packIndex: PackIndex): Decision {
  const reply = settingsReply(choosableLanguages(packIndex, audience.served), hints.chosen, audience);
  return sayOnly("command", reply, { action: "settings" });
}

/** Replies to a cry for help with a choice of what may have happened and with whom to call; with the help page if the pack has no first aid. */
function giveFirstAid(audience: Audience, packIndex: PackIndex): Decision {
  const ids = packIndex.urgentIds.slice(0, REPLY_LIMITS.firstAid);
  if (ids.length === 0) return helpPage(audience, packIndex);
  const confidence = 1 / ids.length;
  const { language } = audience;
  return decideTo("choices", [firstAidReply(packIndex, ids, audience)], language, {
    entries: ids.map((id) => ({ id, confidence })),
    action: "help",
    isQuestion: true,
    context: { language, entries: ids, outcome: "choices", matched: [], confidence },
  });
}

/** Replies to somebody who is ashamed or afraid. */
function comfort(audience: Audience): Decision {
  return sayOnly("smalltalk", unreadableReply("worried.body", audience));
}

/** Replies to somebody whom nothing that was offered or said helps. */
function noneOfThese(audience: Audience): Decision {
  return sayOnly("unknown", unreadableReply("none.body", audience));
}

/** Opens the entry that was shown in brief; asks which one is meant if there was none. */
function accept(context: Context, audience: Audience, packIndex: PackIndex): Decision | undefined {
  if (context.outcome !== "choices") return undefined;
  const opened = openedOf(context);
  return opened.length > 0
    ? showEntries(packIndex, opened, "show", audience)
    : askWhich(context.entries, "choices.again", context, audience, packIndex);
}

/** Returns the id of the choice that was shown in brief; none if none was. */
function openedOf({ outcome, opened, entries }: Context): readonly string[] {
  return outcome === "choices" && opened === true ? entries.slice(0, 1) : [];
}

function followUp(
  recognised: Recognised,
  context: Context | undefined,
  audience: Audience,
  packIndex: PackIndex,
): Decision | undefined {
  if (context === undefined) return undefined;
  const { entries, outcome } = context;
  const language = audience.language;
  switch (recognised.intent) {
    case "why":
      return sayOnly("command", whyReply(packIndex, context, audience), { action: "why" });
    case "none":
      return noneOfThese(audience);
    case "more":
    case "sources": {
      const action = recognised.intent;
      const opened = openedOf(context);
      // Of an entry that was shown in brief, "more" is the whole.
      if (opened.length > 0)
        return showEntries(packIndex, opened, action === "more" ? "show" : action, audience, { action, language });
      if (outcome !== "answer") return askWhich(entries, "choices.again", context, audience, packIndex);
      return showEntries(packIndex, entries, action, audience, { action, before: context, language });
    }
    case "pick":
      return pick(recognised.ordinal ?? 1, context, audience, packIndex);
    case "both":
      return entries.length > 1 ? showEntries(packIndex, entries.slice(0, 2), "show", audience, { language }) : undefined;
    default:
      return undefined;
  }
}

function pick(ordinal: number, context: Context, audience: Audience, packIndex: PackIndex): Decision | undefined {
  const [only, ...others] = context.entries;
  const isSingle = context.outcome === "answer" && only !== undefined && others.length === 0;
  const list = isSingle ? relatedOffers(packIndex, only, context.besides) : context.entries;
  const id = list.at(ordinal < 0 ? ordinal : ordinal - 1);
  if (id === undefined) return askWhich(list, "gone.choice", context, audience, packIndex);
  return showEntries(packIndex, [id], "show", audience);
}

function askWhich(
  ids: readonly string[],
  lead: "choices.again" | "gone.choice",
  context: Context,
  audience: Audience,
  packIndex: PackIndex,
): Decision | undefined {
  const known = ids.filter((id) => packIndex.has(id));
  if (known.length === 0) return undefined;
  if (known.length === 1) return showEntries(packIndex, known, "show", audience);
  const entries = known.map((id) => ({ id, confidence: context.confidence }));
  return decideTo("choices", [choicesReply(packIndex, known, audience, lead)], audience.language, {
    entries,
    context: { ...context, entries: known, outcome: "choices", opened: false },
  });
}

/** Returns the page of all areas, or of one area, given by its id or title. If there is no such area, the page says so. */
export function topicsPage(wanted: string | undefined, audience: Audience, packIndex: PackIndex): Decision {
  if (wanted !== undefined && packIndex.area(wanted) !== undefined)
    return sayOnly("command", areaReply(packIndex, wanted, audience));
  const found = browse(wanted === undefined ? undefined : plainWords(wanted).join(" "), audience, packIndex);
  return found ?? sayOnly("command", topicsReply(packIndex, audience, "topics.unknown"));
}

function browse(wanted: string | undefined, audience: Audience, packIndex: PackIndex): Decision | undefined {
  if (wanted === undefined) return sayOnly("command", topicsReply(packIndex, audience));
  const area = findArea(wanted, packIndex);
  return area === undefined ? undefined : sayOnly("command", areaReply(packIndex, area, audience));
}

/** Finds the area whose id or title, in any language, contains every word given, function words aside; failing that, a word that begins with it. */
function findArea(wanted: string, { pack }: PackIndex): string | undefined {
  const isSmall = (word: string) => UI_LANGUAGES.some((language) => readingOf(language).isStopWord(word));
  const words = wanted.split(" ").filter((word) => !isSmall(word));
  if (words.length === 0) return undefined;
  const names = pack.areas.map(({ id, title }) => ({ id, words: plainWords([id, ...Object.values(title)].join(" ")) }));
  const holds = (name: readonly string[], word: string) =>
    name.some((each) => each === word || (word.length > 3 && each.startsWith(word)));
  const exact = names.find(({ words: name }) => words.every((word) => name.includes(word)));
  return (exact ?? names.find(({ words: name }) => words.every((word) => holds(name, word))))?.id;
}

/** Confirms a choice of language, in that language. With "auto", each reply is in the language of its question again. */
export function languageChosen(choice: Language | "auto", turn: Turn): Decision {
  const automatic = choice === "auto";
  const audience = turn.audienceIn(automatic ? turn.assumed : choice);
  const reply = automatic
    ? noticeReply("language.set-automatic", audience)
    : noticeReply("language.set", audience, { language: languageName(choice, audience.uiLanguage) });
  const language = automatic ? undefined : choice;
  return sayOnly("command", reply, { changes: [{ kind: "person-language", language }] });
}

function switchLanguage(wanted: Language | undefined, turn: Turn, packIndex: PackIndex): Decision | undefined {
  if (wanted === undefined) return undefined;
  const { context } = turn;
  const audience = turn.audienceIn(wanted);
  const options = { action: "switch-language", language: wanted } as const;
  if (context?.outcome === "answer") {
    const shown = showEntries(packIndex, context.entries, "show", audience, { ...options, before: context });
    if (shown !== undefined) return shown;
  }
  const again = context === undefined ? undefined : askWhich(context.entries, "choices.again", context, audience, packIndex);
  if (again !== undefined && context !== undefined) {
    return { ...again, action: "switch-language", context: { ...(again.context ?? context), language: wanted } };
  }
  const reply = noticeReply("language.ask", audience, { language: languageName(wanted, audience.uiLanguage) });
  const fresh: Context = { language: wanted, entries: [], outcome: "command", matched: [], confidence: 0 };
  return sayOnly("command", reply, { action: "switch-language", context: fresh });
}
