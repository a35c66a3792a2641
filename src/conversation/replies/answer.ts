import { say } from "../../languages/index.ts";
import { languageName } from "../../languages/language-names.ts";
import { dateLocale } from "../../languages/languages.ts";
import type { Button, Entry, Language, Reply } from "../../model.ts";
import { REPLY_LIMITS } from "../../reply-limits.ts";
import type { PackIndex } from "../pack-index.ts";
import type { Audience } from "../reader.ts";
import { entryButton, entryButtons, feedbackButtons, type Reasons, simpleButton, whyButton } from "./buttons.ts";
import { ownEmergency } from "./contacts.ts";

/** The parts of an entry that a reply shows. */
interface Shown {
  readonly body: readonly string[];
  readonly steps: readonly string[];
  readonly points: readonly string[];
}

/**
 * Returns what an answer shows of an entry at once: what to do if there is something to do, else what to know. The summary of a first-aid entry repeats
 * its steps, so it is left out in a channel.
 */
function shownAtOnce({ summary, steps, points, urgent }: Entry, { inChannel }: Audience): Shown {
  if (steps.length > 0)
    return { body: inChannel && urgent ? [] : [summary], steps: steps.slice(0, REPLY_LIMITS.steps), points: [] };
  const most = inChannel ? REPLY_LIMITS.pointsInChannel : REPLY_LIMITS.points;
  return { body: [summary], steps: [], points: points.slice(0, most) };
}

/** Returns what an answer leaves for "more". */
function leftForMore(entry: Entry, audience: Audience): Shown {
  const shown = shownAtOnce(entry, audience);
  return {
    body: [...(shown.body.length === 0 ? [entry.summary] : []), ...entry.more],
    points: shown.points.length < entry.points.length ? entry.points : [],
    steps: shown.steps.length < entry.steps.length ? entry.steps : [],
  };
}

function hasMore(entry: Entry, audience: Audience): boolean {
  return Object.values(leftForMore(entry, audience)).some((items) => items.length > 0);
}

/** Returns whether an answer in a channel leaves out sources or related entries, which "more" then shows. */
function hasMoreToOffer(packIndex: PackIndex, { id, sources }: Entry, { inChannel }: Audience): boolean {
  return inChannel && (sources.length > REPLY_LIMITS.sourcesInChannel || relatedOffers(packIndex, id).length > 0);
}

function sections({ steps, points }: Pick<Shown, "steps" | "points">, { language }: Audience): Pick<Reply, "steps" | "points"> {
  return {
    ...(steps.length > 0 ? { steps: { heading: say(language, "heading.steps"), items: steps } } : {}),
    ...(points.length > 0 ? { points: { heading: say(language, "heading.points"), items: points } } : {}),
  };
}

/** Returns the sources shown with an answer; in a channel only the first. */
function sourcesBeside({ sources }: Entry, audience: Audience): Pick<Reply, "sources"> {
  return sourcesSection(audience.inChannel ? sources.slice(0, REPLY_LIMITS.sourcesInChannel) : sources, audience);
}

function sourcesSection(sources: Entry["sources"], { language }: Audience): Pick<Reply, "sources"> {
  return sources.length > 0 ? { sources: { heading: say(language, "heading.sources"), items: sources } } : {};
}

function footnote(entry: Entry, { language }: Audience, shared: AnswerOptions["shared"]): Pick<Reply, "footnote"> {
  const parts = [
    shared === undefined ? "" : sharedLine(language, shared.by),
    entry.reviewed === undefined ? "" : say(language, "footnote.reviewed", { date: longDate(entry.reviewed, language) }),
  ].filter((part) => part !== "");
  return parts.length > 0 ? { footnote: parts.join(" · ") } : {};
}

/** Returns a line if an entry is not in the language that its readers want, or if it is a translation older than its original. */
export function leadOf(packIndex: PackIndex, entry: Entry, { language }: Audience): Pick<Reply, "lead"> {
  if (entry.language !== language) {
    const names = { wanted: languageName(language, language), given: languageName(entry.language, language) };
    return { lead: say(language, "lead.other-language", names) };
  }
  const original = packIndex.newerOriginal(entry);
  if (original === undefined) return {};
  const values = { original: languageName(original.language, language), date: longDate(original.reviewed, language) };
  return { lead: say(language, "lead.older-translation", values) };
}

/** Formats an ISO date for reading, "2026-11-23" → "23 November 2026"; anything else is returned as it is. */
export function longDate(date: string, language: Language): string {
  const [year, month, day] = date.split("-").map(Number);
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date) || year === undefined || month === undefined || day === undefined) return date;
  return dateFormat(language).format(Date.UTC(year, month - 1, day));
}

/** Date formats are cached: creating one takes longer than answering. */
const dateFormats = new Map<Language, Intl.DateTimeFormat>();

function dateFormat(language: Language): Intl.DateTimeFormat {
  const known = dateFormats.get(language);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(dateLocale(language), { dateStyle: "long", timeZone: "UTC" });
  dateFormats.set(language, made);
  return made;
}

export interface AnswerOptions {
  /** Whether it is one of two answers, so that nothing further is offered. */
  readonly brief?: boolean;
  /** Ids of entries to go on with, shown before those that the editors name. */
  readonly before?: readonly string[];
  /** The person who got the answer in private and shares it in a channel, with their name if it is known. */
  readonly shared?: { readonly by: string | undefined };
  /** Why the matcher chose it; absent if people chose it themselves. */
  readonly reasons?: Reasons;
}

/** Options for an entry that people chose themselves. */
const CHOSEN: Reasons = { confidence: 1, matched: [] };

/** Returns the answer that an entry gives. */
export function answerReply(packIndex: PackIndex, entry: Entry, audience: Audience, options: AnswerOptions = {}): Reply {
  const { brief = false, shared, before = [], reasons = CHOSEN } = options;
  const { body, ...rest } = shownAtOnce(entry, audience);
  // In a channel one row of buttons is enough: related entries come with "more".
  const related = brief || audience.inChannel || shared !== undefined ? [] : relatedOffers(packIndex, entry.id, before);
  return {
    kind: "answer",
    language: entry.language,
    title: entry.title,
    ...(entry.urgent ? { urgent: true, ...ownEmergency(audience) } : {}),
    ...leadOf(packIndex, entry, audience),
    body,
    ...sections(rest, audience),
    ...sourcesBeside(entry, audience),
    choices: entryButtons(packIndex, related, audience),
    actions: answerActions(packIndex, entry, audience, shared !== undefined, reasons),
    ...footnote(entry, audience, shared),
  };
}

/** Returns the ids of entries that an answer offers to go on with, in order. */
export function relatedOffers(packIndex: PackIndex, id: string, before: readonly string[] = []): string[] {
  const known = before.filter((other) => packIndex.has(other));
  return [...new Set([...known, ...packIndex.related(id)])].slice(0, REPLY_LIMITS.related);
}

function answerActions(packIndex: PackIndex, entry: Entry, audience: Audience, shared: boolean, reasons: Reasons): Button[] {
  return [
    ...(hasMore(entry, audience) || hasMoreToOffer(packIndex, entry, audience) ? [entryButton("more", entry, audience)] : []),
    ...feedbackButtons(entry, audience),
    ...(shared ? [] : [whyButton(entry, reasons, audience)]),
    simpleButton("person", audience),
    ...(audience.private && !shared ? [entryButton("share", entry, audience)] : []),
  ];
}

/** Returns what an entry has beyond its answer. */
export function moreReply(packIndex: PackIndex, entry: Entry, audience: Audience): Reply {
  const rest = leftForMore(entry, audience);
  const body = hasMore(entry, audience) ? rest.body : [say(audience.language, "more.none", { title: entry.title })];
  return {
    kind: "answer",
    language: entry.language,
    title: entry.title,
    ...leadOf(packIndex, entry, audience),
    body,
    ...sections(rest, audience),
    choices: entryButtons(packIndex, relatedOffers(packIndex, entry.id), audience),
    actions: [...(entry.sources.length > 0 ? [entryButton("sources", entry, audience)] : []), simpleButton("person", audience)],
    ...footnote(entry, audience, undefined),
  };
}

/** Returns the sources of an entry's facts. */
export function sourcesReply(entry: Entry, audience: Audience): Reply {
  const none = entry.sources.length === 0;
  return {
    kind: "answer",
    language: audience.uiLanguage,
    title: say(audience.language, "sources.title", { title: entry.title }),
    body: none ? [say(audience.language, "sources.none", { title: entry.title })] : [],
    ...sourcesSection(entry.sources, audience),
    choices: [],
    actions: [entryButton("show", entry, audience), simpleButton("person", audience)],
    ...footnote(entry, audience, undefined),
  };
}

/** Returns the sentences of an entry that was just shown that deal with what was asked about it. */
export function passageReply(packIndex: PackIndex, entry: Entry, passages: readonly string[], audience: Audience): Reply {
  return {
    kind: "answer",
    language: entry.language,
    title: entry.title,
    ...leadOf(packIndex, entry, audience),
    body: [say(audience.language, "passage.body", { title: entry.title }), ...passages],
    ...sourcesBeside(entry, audience),
    choices: [],
    actions: [entryButton("show", entry, audience), ...feedbackButtons(entry, audience), simpleButton("person", audience)],
    ...footnote(entry, audience, undefined),
  };
}

function sharedLine(language: Language, name: string | undefined): string {
  return name === undefined ? say(language, "footnote.shared") : say(language, "footnote.shared-by", { name });
}
