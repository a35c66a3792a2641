import { say } from "../../languages/index.ts";
import type { Button, Entry, Language, Reply } from "../../model.ts";
import { languageName } from "../../languages/language-names.ts";
import type { Library } from "../pack-index.ts";
import type { Reader } from "../reader.ts";
import { entryButton, entryButtons, feedbackButtons, simpleButton } from "./buttons.ts";

/** What fits on a phone; the rest stands under "more". */
const MOST_POINTS = 5;
const MOST_STEPS = 7;
const MOST_RELATED = 3;

/** What an answer shows of an entry at once: what to do if there is something to do, else what to know. */
function shownAtOnce({ steps, points }: Entry): Pick<Entry, "steps" | "points"> {
  if (steps.length > 0) return { steps: steps.slice(0, MOST_STEPS), points: [] };
  return { steps: [], points: points.slice(0, MOST_POINTS) };
}

/** What an answer leaves for "more". */
function leftForMore(entry: Entry): Pick<Entry, "steps" | "points" | "more"> {
  const shown = shownAtOnce(entry);
  return {
    more: entry.more,
    points: shown.points.length < entry.points.length ? entry.points : [],
    steps: shown.steps.length < entry.steps.length ? entry.steps : [],
  };
}

function hasMore(entry: Entry): boolean {
  return Object.values(leftForMore(entry)).some((items) => items.length > 0);
}

function sections({ steps, points }: Pick<Entry, "steps" | "points">, { language }: Reader): Pick<Reply, "steps" | "points"> {
  return {
    ...(steps.length > 0 ? { steps: { heading: say(language, "heading.steps"), items: steps } } : {}),
    ...(points.length > 0 ? { points: { heading: say(language, "heading.points"), items: points } } : {}),
  };
}

function sourcesSection({ sources }: Entry, { language }: Reader): Pick<Reply, "sources"> {
  return sources.length > 0 ? { sources: { heading: say(language, "heading.sources"), items: sources } } : {};
}

function footnote(entry: Entry, { language }: Reader, shared: boolean): Pick<Reply, "footnote"> {
  const names = { wanted: languageName(language, language), given: languageName(entry.language, language) };
  const parts = [
    shared ? say(language, "footnote.shared") : "",
    entry.language === language ? "" : say(language, "footnote.other-language", names),
    entry.reviewed === undefined ? "" : say(language, "footnote.reviewed", { date: longDate(entry.reviewed, language) }),
  ].filter((part) => part !== "");
  return parts.length > 0 ? { footnote: parts.join(" · ") } : {};
}

/** "2026-11-23" → "23 November 2026"; anything else stays as it is written. */
function longDate(date: string, language: Language): string {
  const [year, month, day] = date.split("-").map(Number);
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date) || year === undefined || month === undefined || day === undefined) return date;
  return dateFormat(language).format(Date.UTC(year, month - 1, day));
}

/** Made once: making one takes longer than answering. */
const dateFormats = new Map<Language, Intl.DateTimeFormat>();

function dateFormat(language: Language): Intl.DateTimeFormat {
  const known = dateFormats.get(language);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" });
  dateFormats.set(language, made);
  return made;
}

export interface AnswerOptions {
  /** One of two answers: nothing further is offered. */
  readonly brief?: boolean;
  /** Sent to a channel by somebody who got it in private. */
  readonly shared?: boolean;
}

/** The answer that an entry gives. */
export function answerReply(library: Library, entry: Entry, reader: Reader, options: AnswerOptions = {}): Reply {
  const { brief = false, shared = false } = options;
  return {
    kind: "answer",
    language: entry.language,
    title: entry.title,
    ...(entry.urgent ? { urgent: true } : {}),
    body: [entry.summary],
    ...sections(shownAtOnce(entry), reader),
    ...sourcesSection(entry, reader),
    choices: brief || shared ? [] : entryButtons(library, relatedOffers(library, entry.id), reader),
    actions: answerActions(entry, reader, shared),
    ...footnote(entry, reader, shared),
  };
}

/** Entries that an answer offers to go on with, in order. */
export function relatedOffers(library: Library, id: string): string[] {
  return library.related(id).slice(0, MOST_RELATED);
}

function answerActions(entry: Entry, reader: Reader, shared: boolean): Button[] {
  return [
    ...(hasMore(entry) ? [entryButton("more", entry, reader)] : []),
    ...feedbackButtons(entry, reader),
    ...(shared ? [] : [simpleButton("why", reader)]),
    simpleButton("person", reader),
    ...(reader.private && !shared ? [entryButton("share", entry, reader)] : []),
  ];
}

/** What an entry has beyond its answer. */
export function moreReply(library: Library, entry: Entry, reader: Reader): Reply {
  const rest = leftForMore(entry);
  const body = hasMore(entry) ? rest.more : [say(reader.language, "more.none", { title: entry.title })];
  return {
    kind: "answer",
    language: entry.language,
    title: entry.title,
    body,
    ...sections(rest, reader),
    choices: entryButtons(library, relatedOffers(library, entry.id), reader),
    actions: [...(entry.sources.length > 0 ? [entryButton("sources", entry, reader)] : []), simpleButton("person", reader)],
    ...footnote(entry, reader, false),
  };
}

/** Where an entry has its facts from. */
export function sourcesReply(entry: Entry, reader: Reader): Reply {
  const none = entry.sources.length === 0;
  return {
    kind: "answer",
    language: reader.voice,
    title: say(reader.language, "sources.title", { title: entry.title }),
    body: none ? [say(reader.language, "sources.none", { title: entry.title })] : [],
    ...sourcesSection(entry, reader),
    choices: [],
    actions: [entryButton("show", entry, reader), simpleButton("person", reader)],
    ...footnote(entry, reader, false),
  };
}

/** The sentences of an entry just shown that speak of what was asked about it. */
export function passageReply(entry: Entry, passages: readonly string[], reader: Reader): Reply {
  return {
    kind: "answer",
    language: entry.language,
    title: entry.title,
    body: [say(reader.language, "passage.body", { title: entry.title }), ...passages],
    ...sourcesSection(entry, reader),
    choices: [],
    actions: [entryButton("show", entry, reader), ...feedbackButtons(entry, reader), simpleButton("person", reader)],
    ...footnote(entry, reader, false),
  };
}
