import { say } from "../../languages/index.ts";
import { languageName } from "../../languages/language-names.ts";
import { dateLocale } from "../../languages/languages.ts";
import type { Button, Entry, Language, Reply } from "../../model.ts";
import { REPLY_LIMITS } from "../../reply-limits.ts";
import type { PackIndex } from "../pack-index.ts";
import type { Audience } from "../reader.ts";
import { entryButton, entryButtons, feedbackButtons, type Reasons, simpleButton, whyButton } from "./buttons.ts";
import { ownEmergency } from "./contacts.ts";

/** What an answer shows of an entry at once: what to do if there is something to do, else what to know. */
function shownAtOnce({ steps, points }: Entry): Pick<Entry, "steps" | "points"> {
  if (steps.length > 0) return { steps: steps.slice(0, REPLY_LIMITS.steps), points: [] };
  return { steps: [], points: points.slice(0, REPLY_LIMITS.points) };
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

function sections({ steps, points }: Pick<Entry, "steps" | "points">, { language }: Audience): Pick<Reply, "steps" | "points"> {
  return {
    ...(steps.length > 0 ? { steps: { heading: say(language, "heading.steps"), items: steps } } : {}),
    ...(points.length > 0 ? { points: { heading: say(language, "heading.points"), items: points } } : {}),
  };
}

function sourcesSection({ sources }: Entry, { language }: Audience): Pick<Reply, "sources"> {
  return sources.length > 0 ? { sources: { heading: say(language, "heading.sources"), items: sources } } : {};
}

function footnote(entry: Entry, { language }: Audience, shared: AnswerOptions["shared"]): Pick<Reply, "footnote"> {
  const parts = [
    shared === undefined ? "" : sharedLine(language, shared.by),
    entry.reviewed === undefined ? "" : say(language, "footnote.reviewed", { date: longDate(entry.reviewed, language) }),
  ].filter((part) => part !== "");
  return parts.length > 0 ? { footnote: parts.join(" · ") } : {};
}

/** That an entry is in another language than its readers want, or a translation that is behind its original. */
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

/** "2026-11-23" → "23 November 2026"; anything else stays as it is written. */
export function longDate(date: string, language: Language): string {
  const [year, month, day] = date.split("-").map(Number);
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date) || year === undefined || month === undefined || day === undefined) return date;
  return dateFormat(language).format(Date.UTC(year, month - 1, day));
}

/** Made once: making one takes longer than answering. */
const dateFormats = new Map<Language, Intl.DateTimeFormat>();

function dateFormat(language: Language): Intl.DateTimeFormat {
  const known = dateFormats.get(language);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(dateLocale(language), { dateStyle: "long", timeZone: "UTC" });
  dateFormats.set(language, made);
  return made;
}

export interface AnswerOptions {
  /** One of two answers: nothing further is offered. */
  readonly brief?: boolean;
  /** Ids of entries to go on with, before those that the editors name. */
  readonly before?: readonly string[];
  /** Sent to a channel by somebody who got it in private, with their name where it is known. */
  readonly shared?: { readonly by: string | undefined };
  /** Why it was chosen; absent where people chose it. */
  readonly reasons?: Reasons;
}

/** Where people chose an entry themselves. */
const CHOSEN: Reasons = { confidence: 1, matched: [] };

/** The answer that an entry gives. */
export function answerReply(packIndex: PackIndex, entry: Entry, audience: Audience, options: AnswerOptions = {}): Reply {
  const { brief = false, shared, before = [], reasons = CHOSEN } = options;
  return {
    kind: "answer",
    language: entry.language,
    title: entry.title,
    ...(entry.urgent ? { urgent: true, ...ownEmergency(audience) } : {}),
    ...leadOf(packIndex, entry, audience),
    body: [entry.summary],
    ...sections(shownAtOnce(entry), audience),
    ...sourcesSection(entry, audience),
    choices: brief || shared !== undefined ? [] : entryButtons(packIndex, relatedOffers(packIndex, entry.id, before), audience),
    actions: answerActions(entry, audience, shared !== undefined, reasons),
    ...footnote(entry, audience, shared),
  };
}

/** Entries that an answer offers to go on with, in order. */
export function relatedOffers(packIndex: PackIndex, id: string, before: readonly string[] = []): string[] {
  return [...new Set([...before, ...packIndex.related(id)])].slice(0, REPLY_LIMITS.related);
}

function answerActions(entry: Entry, audience: Audience, shared: boolean, reasons: Reasons): Button[] {
  return [
    ...(hasMore(entry) ? [entryButton("more", entry, audience)] : []),
    ...feedbackButtons(entry, audience),
    ...(shared ? [] : [whyButton(entry, reasons, audience)]),
    simpleButton("person", audience),
    ...(audience.private && !shared ? [entryButton("share", entry, audience)] : []),
  ];
}

/** What an entry has beyond its answer. */
export function moreReply(packIndex: PackIndex, entry: Entry, audience: Audience): Reply {
  const rest = leftForMore(entry);
  const body = hasMore(entry) ? rest.more : [say(audience.language, "more.none", { title: entry.title })];
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

/** Where an entry has its facts from. */
export function sourcesReply(entry: Entry, audience: Audience): Reply {
  const none = entry.sources.length === 0;
  return {
    kind: "answer",
    language: audience.uiLanguage,
    title: say(audience.language, "sources.title", { title: entry.title }),
    body: none ? [say(audience.language, "sources.none", { title: entry.title })] : [],
    ...sourcesSection(entry, audience),
    choices: [],
    actions: [entryButton("show", entry, audience), simpleButton("person", audience)],
    ...footnote(entry, audience, undefined),
  };
}

/** The sentences of an entry just shown that speak of what was asked about it. */
export function passageReply(packIndex: PackIndex, entry: Entry, passages: readonly string[], audience: Audience): Reply {
  return {
    kind: "answer",
    language: entry.language,
    title: entry.title,
    ...leadOf(packIndex, entry, audience),
    body: [say(audience.language, "passage.body", { title: entry.title }), ...passages],
    ...sourcesSection(entry, audience),
    choices: [],
    actions: [entryButton("show", entry, audience), ...feedbackButtons(entry, audience), simpleButton("person", audience)],
    ...footnote(entry, audience, undefined),
  };
}

function sharedLine(language: Language, name: string | undefined): string {
  return name === undefined ? say(language, "footnote.shared") : say(language, "footnote.shared-by", { name });
}
