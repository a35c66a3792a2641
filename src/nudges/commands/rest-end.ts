/** Reads the end of a pause, as people type it: "until tomorrow", "tot maandag", "jusqu'au 1er décembre", "für eine Woche". */

import { phraseSource, phraseText } from "../../conversation/phrases/pattern.ts";
import { dateLocale, UI_LANGUAGES } from "../../languages/languages.ts";
import { lexiconOf } from "../../languages/lexicon.ts";
import type { Language } from "../../model.ts";
import { plainWord, plainWords } from "../../text/utterance.ts";
import { weekdayName } from "../replies/describe.ts";
import { addDays, addMonths, isDate, weekdayOf } from "../schedule/zoned-time.ts";
import type { LocalDate } from "../types.ts";

/** How many words at the start of a text are searched for an end. */
const LONGEST = 20;

/**
 * Reads the day on which a pause ends, with or without a word like "until" before it. Returns undefined for anything else. "For a week" means that many whole
 * days from tomorrow on, as with snoozing, so that a weekly nudge is left out exactly once.
 */
export function readRestEnd(text: string, today: LocalDate): LocalDate | undefined {
  return endOf(phraseText(plainWords(text)), today, READINGS);
}

/** Returns the first end of a pause that a text names: a span of time, or a day after a word like "until". Undefined if it names none. */
export function restEndIn(text: string, today: LocalDate): LocalDate | undefined {
  const words = plainWords(text).slice(0, LONGEST);
  for (const start of words.keys()) {
    for (let end = words.length; end > start; end--) {
      const found = endOf(phraseText(words.slice(start, end)), today, LED_READINGS);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Whether a word introduces a day or a span of time: "until", "pendant". */
export function leadsRestEnd(word: string): boolean {
  return LEAD_WORDS.has(plainWord(word));
}

/** A way of naming an end: its pattern, and the day that the captured words mean. */
interface Reading {
  readonly pattern: RegExp;
  day(captured: readonly string[], today: LocalDate): LocalDate | undefined;
}

function endOf(text: string, today: LocalDate, readings: readonly Reading[]): LocalDate | undefined {
  for (const { pattern, day } of readings) {
    const match = pattern.exec(text);
    const found =
      match &&
      day(
        match.slice(1).flatMap((group) => group?.trim() ?? []),
        today,
      );
    if (found && isDate(found)) return found;
  }
  return undefined;
}

const ISO = "(\\d{4} \\d{2} \\d{2} )";

const ALL_ENDS = UI_LANGUAGES.map((language) => lexiconOf(language).restEnds);
const UNTIL = phraseSource(ALL_ENDS.map(({ until }) => until).join("|"));
const FOR = phraseSource(ALL_ENDS.map(({ during }) => during).join("|"));
const LEAD_WORDS = new Set(ALL_ENDS.flatMap(({ until, during }) => plainWords(`${until}|${during}`)));

/** The readings of all languages, since people may fill in Discord's option "until" with "morgen". */
const READINGS = UI_LANGUAGES.flatMap((language) => readingsOf(language, "?"));
const LED_READINGS = UI_LANGUAGES.flatMap((language) => readingsOf(language, ""));

/** @param lead the quantifier of the word that introduces a day: "?" makes the word optional */
function readingsOf(language: Language, lead: "?" | ""): readonly Reading[] {
  const ends = lexiconOf(language).restEnds;
  const weekdays = named([1, 2, 3, 4, 5, 6, 7], (day) => [weekdayName(day, language)]);
  const months = named([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], (month) => monthNames(month, language));
  const counts = new Map(Object.entries(ends.counts).map(([word, count]) => [plainWord(word), count]));
  const slots = {
    weekday: weekdays.source,
    month: months.source,
    day: "\\d{1,2}(?:st|nd|rd|th|er|e|de|ste|ten)? ",
    year: "\\d{4} ",
    count: `(?:\\d{1,3}|${[...counts.keys()].join("|")}) `,
  };
  const point = (phrase: string, day: Reading["day"]): Reading => ({
    pattern: new RegExp(`^${UNTIL}${lead}${phraseSource(phrase, { groups: {}, slots })}$`, "u"),
    day,
  });
  const span = (phrase: string, end: (count: number, today: LocalDate) => LocalDate): Reading => ({
    pattern: new RegExp(`^(?:${UNTIL}|${FOR})?${phraseSource(phrase, { groups: {}, slots })}$`, "u"),
    day: ([count = ""], today) => end(counts.get(count) ?? Number(count), today),
  });
  return [
    { pattern: new RegExp(`^${UNTIL}${lead}${ISO}$`, "u"), day: ([iso = ""]) => iso.replaceAll(" ", "-") },
    point(ends.tomorrow, (_, today) => addDays(today, 1)),
    point(ends.dayAfterTomorrow, (_, today) => addDays(today, 2)),
    point(ends.weekday, ([name = ""], today) => nextWeekday(weekdays.valueOf(name), today)),
    point(ends.nextWeek, (_, today) => nextWeekday(1, today)),
    point(ends.nextMonth, (_, today) => `${addMonths(today, 1).slice(0, "2026-12".length)}-01`),
    point(ends.date, (captured, today) => dateOf(captured, months.valueOf, today)),
    span(ends.days, (count, today) => addDays(today, count + 1)),
    span(ends.weeks, (count, today) => addDays(today, 7 * count + 1)),
    span(ends.months, (count, today) => addDays(addMonths(today, count), 1)),
  ];
}

/** Returns a regular expression's source that matches any of the names, and a function that gives the number that a name means. */
function named(numbers: readonly number[], namesOf: (number: number) => readonly string[]) {
  const sources = numbers.map((number) => ({ number, source: phraseSource(namesOf(number).join("|")) }));
  const patterns = sources.map(({ number, source }) => ({ number, pattern: new RegExp(`^${source}$`, "u") }));
  return {
    source: sources.map(({ source }) => source).join("|"),
    valueOf: (name: string) => patterns.find(({ pattern }) => pattern.test(`${name} `))?.number,
  };
}

function monthNames(month: number, language: Language): readonly string[] {
  return (["long", "short"] as const).map((style) =>
    new Intl.DateTimeFormat(dateLocale(language), { month: style, timeZone: "UTC" }).format(Date.UTC(2024, month - 1, 1)),
  );
}

function nextWeekday(day: number | undefined, today: LocalDate): LocalDate | undefined {
  return day === undefined ? undefined : addDays(today, ((day - weekdayOf(today) + 6) % 7) + 1);
}

/** Reads a day, a month and perhaps a year, in any order. Without a year, it is the first such day from today on. */
function dateOf(
  captured: readonly string[],
  monthOf: (name: string) => number | undefined,
  today: LocalDate,
): LocalDate | undefined {
  const written = captured.find((one) => /^\d{4}$/.test(one));
  const day = captured.find((one) => /^\d/.test(one) && one !== written);
  const month = captured.map(monthOf).find((one) => one !== undefined);
  if (day === undefined || month === undefined) return undefined;
  const inYear = (year: number) => `${year}-${twoDigits(month)}-${twoDigits(Number.parseInt(day, 10))}`;
  const year = Number(today.slice(0, 4));
  if (written !== undefined) return inYear(Number(written));
  return inYear(year) < today ? inYear(year + 1) : inYear(year);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
