/** Describes days, times and schedules in words. */

import { sayNudge } from "../../languages/index.ts";
import { dateLocale } from "../../languages/languages.ts";
import type { Instant, Language, Moment, Reply } from "../../model.ts";
import { localDate } from "../schedule/zoned-time.ts";
import type { LocalDate, Subscription } from "../types.ts";

/** The names that a description needs, in the language of the subscription: those of the chosen areas, or that of the campaign. */
export interface ContentNames {
  readonly areas: readonly string[];
  readonly campaign?: string;
}

/** Describes what a subscription sends: "a tip or a quiz about “Practical advice”". */
export function describeContent({ content, language }: Subscription, names: ContentNames): string {
  if (content.kind === "campaign")
    return sayNudge(language, "nudge.what-campaign", { campaign: names.campaign ?? content.campaign });
  const [kind] = content.kinds;
  const what = sayNudge(
    language,
    content.kinds.length > 1 ? "nudge.what-both" : kind === "quiz" ? "nudge.what-quiz" : "nudge.what-tip",
  );
  return names.areas.length === 0
    ? what
    : sayNudge(language, "nudge.what-about", {
        what,
        areas: list(
          names.areas.map((text) => sayNudge(language, "nudge.quoted", { text })),
          language,
        ),
      });
}

/** Describes when a subscription sends: "every Monday and Thursday at 09:00". */
export function describeSchedule({ schedule, language }: Subscription): string {
  const { time } = schedule;
  switch (schedule.kind) {
    case "weekdays": {
      const days = schedule.days.map((day) => weekdayName(day, language));
      return sayNudge(language, "nudge.often-weekdays", { days: list(days, language), time });
    }
    case "interval":
      return sayNudge(language, "nudge.often-interval", { days: schedule.days, time });
    case "campaign": {
      const [first, last] = [schedule.steps[0], schedule.steps.at(-1)];
      if (first === undefined || last === undefined) return time;
      return sayNudge(language, "nudge.often-campaign", {
        from: formatDate(first.date, language),
        to: formatDate(last.date, language),
        time,
      });
    }
  }
}

/** Formats a date: "Sunday 25 October 2026". */
export function formatDate(date: LocalDate, language: Language): string {
  return new Intl.DateTimeFormat(dateLocale(language), { dateStyle: "full", timeZone: "UTC" }).format(Date.parse(date));
}

/** Formats a moment: "Sunday 25 October 2026 at 09:00". */
export function momentAt(at: Instant, zone: string, language: Language): Moment {
  const format = new Intl.DateTimeFormat(dateLocale(language), { dateStyle: "full", timeStyle: "short", timeZone: zone });
  return { text: sayNudge(language, "nudge.moment", { moment: format.format(at) }), at };
}

/** Formats the day that begins at an instant: "Sunday 25 October 2026". */
export function dayAt(at: Instant, zone: string, language: Language): Moment {
  return { text: formatDate(localDate(at, zone), language), at };
}

/**
 * Adds to a reply the moments that its texts name. The longest text comes first, since a shorter one may be part of it: a day of that day's time. A text
 * that means different moments, such as the same time in two zones, stays as it is.
 */
export function withMoments(reply: Reply, moments: readonly Moment[]): Reply {
  const meanings = new Map<string, Moment>();
  for (const moment of moments) if (!meanings.has(moment.text)) meanings.set(moment.text, moment);
  const isOther = (one: Moment) => minuteOf(one) !== minuteOf(meanings.get(one.text) ?? one);
  const ambiguous = moments.filter(isOther).map(({ text }) => text);
  const clear = [...meanings.values()].filter(({ text }) => !ambiguous.some((other) => other.includes(text)));
  if (clear.length === 0) return reply;
  return { ...reply, moments: clear.sort((one, other) => other.text.length - one.text.length) };
}

/** Returns the minute of a moment: its text says no more. */
function minuteOf({ at }: Moment): number {
  return Math.floor(at / 60_000);
}

/** Returns the name of the wanted language, in another language: "anglais" for English in French. */
export function languageLabel(wanted: Language, language: Language): string {
  return new Intl.DisplayNames(dateLocale(language), { type: "language" }).of(wanted) ?? wanted;
}

/** Returns the name of a weekday: "Monday" for 1. */
export function weekdayName(day: number, language: Language): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(dateLocale(language), { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2024, 0, day));
}

function list(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(dateLocale(language), { type: "conjunction" }).format(items);
}

/**
 * Returns who set a subscription up, as values for a message: the reader ("self"), a named person or somebody else. It is never "self" if there is a
 * fallback, since others may then read the message in a channel.
 */
export function ownerValues({ owner, ownerName, recipient, fallback }: Subscription): {
  readonly who: string;
  readonly owner: string;
} {
  const isOwn = recipient !== undefined && recipient.person === owner.person && recipient.workspace === owner.workspace;
  const isReader = isOwn && fallback === undefined;
  return { who: isReader ? "self" : ownerName === undefined ? "other" : "named", owner: ownerName ?? "" };
}
