import { breathe } from "../common/breathe.ts";
import { MalinoisError } from "../errors.ts";
import type { Instant } from "../model.ts";
import { addDays, daysBetween, instantAt, isDate, localDate, weekOf } from "../nudges/schedule/zoned-time.ts";
import type { AnswerCount, OpinionCount, QuestionCount, QuestionOutcome, Scope, Span, StatsStore } from "./ports.ts";

/** Figures about fewer people than this are not shown, since they could reveal what each of them did. */
const SMALLEST_GROUP = 5;

/** Replaces figures about one to four people. */
export const TOO_FEW = "fewer than five";

export type QuestionTotals = Readonly<Record<QuestionOutcome, number>>;

/** People's opinions about answers. */
export type Opinions = Pick<OpinionCount, "helpful" | "unhelpful"> | typeof TOO_FEW;
/** People's answers to quizzes. */
export type QuizResults = AnswerCount | typeof TOO_FEW;

export interface StatsRow {
  /** The Monday of the week, the language or the area; empty for questions without an area. */
  readonly name: string;
  readonly questions: QuestionTotals;
  readonly opinions: Opinions;
}

export interface StatsWeek extends StatsRow {
  /** Nudges and quizzes that were sent. */
  readonly delivered: number;
  /** Answers to the quizzes sent in that week, whenever they were given. */
  readonly quiz: QuizResults;
}

export interface StatsCampaign {
  readonly name: string;
  readonly delivered: number;
  readonly channels: number;
  /** People who get it as direct messages. */
  readonly recipients: number | typeof TOO_FEW;
  readonly quiz: QuizResults;
}

/** The figures of a period. Nobody is named, and no figure is about one to four people. */
export interface StatsReport {
  readonly scope: Scope;
  readonly zone: string;
  /** Local dates, both included. */
  readonly first: string;
  readonly last: string;
  readonly questions: QuestionTotals;
  readonly delivered: number;
  /** Sums over the weeks whose figures are shown, so that those of a hidden week cannot be worked out. */
  readonly opinions: Pick<OpinionCount, "helpful" | "unhelpful">;
  readonly quiz: Pick<AnswerCount, "answers" | "right">;
  /** All weeks. The first and the last contain only days of the period. */
  readonly weeks: readonly StatsWeek[];
  readonly languages: readonly StatsRow[];
  readonly areas: readonly StatsRow[];
  readonly campaigns: readonly StatsCampaign[];
}

export interface StatsRequest {
  /** Undefined: all workspaces. */
  readonly scope?: Scope;
  /** The first local date; absent: the Monday eleven weeks ago. */
  readonly since?: string | undefined;
}

export interface StatsOptions {
  readonly store: StatsStore;
  readonly zone: string;
  readonly now: () => Instant;
  /** Returns the area of an entry in the pack; undefined if the entry is gone. */
  readonly areaOf: (entry: string) => string | undefined;
}

export type Stats = (request: StatsRequest) => Promise<StatsReport>;

const WEEKS_SHOWN = 12;
/** Ten years. */
const MOST_WEEKS = 522;

/**
 * Returns the function that makes the report. It yields between queries, since on SQLite each query blocks the whole process. It rejects with a
 * `MalinoisError`: "usage" if the first day is not a date, is in the future or more than ten years ago; "store" if the store fails.
 */
export function createStats({ store, zone, now, areaOf }: StatsOptions): Stats {
  return async ({ scope, since }) => {
    const last = localDate(now(), zone);
    const first = since ?? weeksAgo(now(), zone, WEEKS_SHOWN);
    checkFirstDay(first, last);
    const days = { first, last };
    const span = spanOf(first, last, zone);
    const byDay = await store.questions(scope, days, "day");
    const weeks: StatsWeek[] = [];
    for (const week of weeksOf(first, last)) {
      await breathe();
      const within = spanOf(week.first, week.last, zone);
      weeks.push({
        name: week.name,
        questions: totals(byDay.filter(({ name }) => weekOf(name) === week.name)),
        opinions: shownOpinions(await store.opinions(scope, within)),
        delivered: await store.delivered(scope, within),
        quiz: shownAnswers(await store.quizAnswers(scope, within)),
      });
    }
    await breathe();
    const ofLanguages = await store.opinionsBy(scope, span, "language");
    const ofAreas = byArea(await store.opinionsBy(scope, span, "entry"), areaOf);
    await breathe();
    const campaigns = await store.campaigns(scope, span);
    return {
      ...{ scope, zone, first, last, weeks },
      questions: totals(byDay),
      delivered: sum(weeks.map(({ delivered }) => delivered)),
      opinions: sumOf(
        weeks.map(({ opinions }) => opinions),
        ["helpful", "unhelpful"],
      ),
      quiz: sumOf(
        weeks.map(({ quiz }) => quiz),
        ["answers", "right"],
      ),
      languages: rows(await store.questions(scope, days, "language"), ofLanguages),
      areas: rows(await store.questions(scope, days, "area"), ofAreas),
      campaigns: campaigns.map(({ campaign, recipients, quiz, ...counts }) => ({
        ...{ name: campaign, ...counts, recipients: isTooFew(recipients) ? TOO_FEW : recipients },
        quiz: shownAnswers(quiz),
      })),
    };
  };
}

/** Returns the Monday on which the last `weeks` weeks began, the current one included: "2026-09-07". */
export function weeksAgo(now: Instant, zone: string, weeks: number): string {
  return addDays(weekOf(localDate(now, zone)), -7 * (weeks - 1));
}

function checkFirstDay(first: string, last: string): void {
  if (!isDate(first)) throw new MalinoisError("usage", `"${first}" is not a date`, "Write it as 2026-10-01");
  if (first > last) throw new MalinoisError("usage", `${first} is in the future`, "Choose a day that has begun");
  if (daysBetween(first, last) > 7 * MOST_WEEKS)
    throw new MalinoisError("usage", `${first} is too long ago`, "Choose a day in the last ten years");
}

/** Returns the span from the beginning of the first day to the end of the last. */
function spanOf(first: string, last: string, zone: string): Span {
  return { from: beginningOf(first, zone), to: beginningOf(addDays(last, 1), zone) };
}

function beginningOf(day: string, zone: string): Instant {
  // A time zone can skip a whole day. The next day then begins where that one would have.
  return instantAt(day, "00:00", zone)?.at ?? beginningOf(addDays(day, 1), zone);
}

function weeksOf(first: string, last: string) {
  const weeks: { readonly name: string; readonly first: string; readonly last: string }[] = [];
  for (let monday = weekOf(first); monday <= last; monday = addDays(monday, 7)) {
    const sunday = addDays(monday, 6);
    weeks.push({ name: monday, first: monday < first ? first : monday, last: sunday > last ? last : sunday });
  }
  return weeks;
}

function totals(counts: readonly QuestionCount[]): QuestionTotals {
  const of = (wanted: QuestionOutcome) => sum(counts.filter(({ outcome }) => outcome === wanted).map(({ count }) => count));
  return { answer: of("answer"), choices: of("choices"), unknown: of("unknown"), "first-aid": of("first-aid") };
}

function rows(
  counts: readonly QuestionCount[],
  opinions: readonly (OpinionCount & { readonly name: string })[],
): readonly StatsRow[] {
  const names = new Set([...counts, ...opinions].map(({ name }) => name));
  return [...names].sort().map((name) => ({
    name,
    questions: totals(counts.filter((count) => count.name === name)),
    opinions: shownOpinions(opinions.find((one) => one.name === name) ?? { helpful: 0, unhelpful: 0, people: 0 }),
  }));
}

/**
 * Adds up the opinions about entries by area. One person may have rated several entries, so the number of people is that of the entry with the most people:
 * the area certainly has as many.
 */
function byArea(opinions: readonly (OpinionCount & { readonly name: string })[], areaOf: StatsOptions["areaOf"]) {
  const areas = new Map<string, OpinionCount & { readonly name: string }>();
  for (const { name: entry, helpful, unhelpful, people } of opinions) {
    const name = areaOf(entry) ?? "";
    const before = areas.get(name) ?? { name, helpful: 0, unhelpful: 0, people: 0 };
    areas.set(name, {
      name,
      helpful: before.helpful + helpful,
      unhelpful: before.unhelpful + unhelpful,
      people: Math.max(before.people, people),
    });
  }
  return [...areas.values()];
}

function shownOpinions({ helpful, unhelpful, people }: OpinionCount): Opinions {
  return helpful + unhelpful > 0 && people < SMALLEST_GROUP ? TOO_FEW : { helpful, unhelpful };
}

function shownAnswers(count: AnswerCount): QuizResults {
  return isTooFew(count.people) ? TOO_FEW : count;
}

function isTooFew(people: number): boolean {
  return people > 0 && people < SMALLEST_GROUP;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function sumOf<Name extends string>(
  groups: readonly (Readonly<Record<Name, number>> | typeof TOO_FEW)[],
  names: readonly Name[],
): Readonly<Record<Name, number>> {
  const shown = groups.flatMap((group) => (group === TOO_FEW ? [] : [group as Readonly<Record<Name, number>>]));
  return Object.fromEntries(names.map((name) => [name, sum(shown.map((group) => group[name]))])) as Record<Name, number>;
}
