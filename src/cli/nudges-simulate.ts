/** `malinois nudges simulate`: prints every occurrence of a schedule, with holidays and clock changes. */

import { MalinoisError } from "../errors.ts";
import { DEFAULT_UI_LANGUAGE } from "../languages/languages.ts";
import type { Pack } from "../model.ts";
import { createLibrary } from "../nudges/content/library.ts";
import { planCampaign } from "../nudges/decide/campaign.ts";
import { createHolidays } from "../nudges/schedule/holidays.ts";
import { type SimulatedEvent, type SimulationSources, simulate } from "../nudges/schedule/simulate.ts";
import {
  addDays,
  clockChangesBetween,
  instantAt,
  isDate,
  isZone,
  localDateTime,
  offsetAt,
} from "../nudges/schedule/zoned-time.ts";
import { checkSubscription, DEFAULT_QUIZ_POLICY, DEFAULT_SEND_POLICY, usualWeeklyLimit } from "../nudges/subscription.ts";
import type { Schedule, SkipReason, Subscription, Weekday } from "../nudges/types.ts";
import { seededRandom } from "../text/random.ts";
import { textIn } from "../text/translated.ts";

/** The options as they were typed. */
export interface SimulateOptions {
  /** First and last day: "2026-10-01". */
  readonly from: string;
  readonly to: string;
  /** "mon,thu"; absent with `every` or `campaign`, else Monday and Thursday. */
  readonly days?: string;
  /** The number of days. */
  readonly every?: string;
  readonly campaign?: string;
  readonly time?: string;
  readonly zone: string;
  readonly language: string;
  /** "BE-VLG"; "none" for no holidays. */
  readonly region?: string;
  /** What to do on days off: "skip", "move" or "send". */
  readonly dayOff?: string;
  /** The most nudges in a week; absent: as many as the schedule has, or three. */
  readonly limit?: string;
  /** "practical,law"; absent: all. */
  readonly areas?: string;
  /** "tip", "quiz" or "tip,quiz". */
  readonly kinds?: string;
}

const HOUR_MS = 60 * 60 * 1000;
const WEEKDAYS: readonly string[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Writes a line for each event of the span, and a total. Throws a `MalinoisError` (usage) for options that make no sense. */
export function simulateNudges(options: SimulateOptions, sources: SimulationSources, write: (text: string) => void): void {
  const { from, to, zone } = options;
  if (!isDate(from) || !isDate(to) || to < from) {
    throw usage(
      "--from and --to are not a span of days",
      "Write the first and the last day, for example --from 2026-10-01 --to 2026-10-31",
    );
  }
  if (!isZone(zone)) throw usage("The time zone is not known", "Name an IANA zone, for example --zone Europe/Brussels");
  const start = startOf(from, zone) - 1;
  const end = startOf(addDays(to, 1), zone) - 1;
  const events = simulate(subscriptionOf(options, start, sources), start, end, sources);
  for (const event of events) write(`${formatEvent(event, zone)}\n`);
  const count = (...kinds: SimulatedEvent["kind"][]) => events.filter(({ kind }) => kinds.includes(kind)).length;
  write(`${count("nudge", "closing")} sent, ${count("skipped")} skipped\n`);
}

/** Does the same as {@link simulateNudges} with the texts of a pack. Its choice is the same each time. */
export function simulateForPack(options: SimulateOptions, pack: Pack, write: (text: string) => void): void {
  const library = createLibrary(pack, pack.campaigns ?? []);
  simulateNudges(options, { library, holidayOn: createHolidays(), random: seededRandom(1) }, write);
}

/** Returns an event as a line: "Mon 2026-10-26 09:00 +01:00  tip  backups-and-updates: Never tested a restore? …". */
export function formatEvent(event: SimulatedEvent, zone: string): string {
  const day = `${formatWeekday(event.date)} ${event.date}`;
  if (event.kind === "holiday") return `${day}               holiday: ${textIn(event.name, DEFAULT_UI_LANGUAGE)}`;
  const when = `${day} ${localDateTime(event.at, zone).time} ${offsetAt(event.at, zone)}`;
  switch (event.kind) {
    case "clock-change":
      return `${when}  the clocks go from ${event.change.from} to ${event.change.to}`;
    case "skipped":
      return `${when}  skipped: ${REASONS[event.reason]}`;
    case "closing":
      return `${when}  closing summary${notes(event, zone)}`;
    case "nudge": {
      const { nudge } = event;
      const text = nudge.kind === "quiz" ? nudge.question.question : nudge.text;
      return `${when}  ${nudge.kind.padEnd(5)} ${nudge.entry}: ${text}${notes(event, zone)}`;
    }
  }
}

const REASONS: Readonly<Record<SkipReason, string>> = {
  holiday: "a public holiday",
  "day-off": "no working day",
  merged: "moved to a day that has one already",
  paused: "paused",
  "too-late": "too late",
  superseded: "a later one is due as well",
  "weekly-limit": "the week has its most already",
  "nothing-to-say": "nothing fits in the pack",
};

/** Returns what is unusual about the time of an occurrence. */
function notes({ occurrence, at }: Extract<SimulatedEvent, { kind: "nudge" | "closing" }>, zone: string): string {
  const { date, time } = localDateTime(at, zone);
  if (date !== occurrence.date && !occurrence.inGap) return ` (moved from ${occurrence.date})`;
  if (occurrence.inGap) return ` (${occurrence.time} does not exist on this day)`;
  const twice = clockChangesBetween(zone, at, at + 3 * HOUR_MS).some((change) => change.to <= time && time < change.from);
  return twice ? ` (${time} comes twice: this is the first)` : "";
}

function subscriptionOf(options: SimulateOptions, now: number, { library, holidayOn }: SimulationSources): Subscription {
  const { zone, language, dayOff = DEFAULT_SEND_POLICY.dayOff, region = DEFAULT_SEND_POLICY.region, campaign: wanted } = options;
  if (dayOff !== "skip" && dayOff !== "move" && dayOff !== "send") {
    throw usage("--day-off is not known", "Write --day-off skip, move or send");
  }
  const schedule = scheduleOf(options);
  const asked = schedule.kind === "weekdays" ? schedule.days : [];
  const subscription: Subscription = {
    id: "simulated",
    place: { platform: "simulation", workspace: "", channel: "", private: false },
    owner: { platform: "simulation", workspace: "", person: "" },
    content:
      wanted === undefined
        ? {
            kind: "pack",
            areas: options.areas === undefined ? "all" : listed(options.areas),
            kinds: kindsOf(options.kinds ?? "tip,quiz"),
          }
        : { kind: "campaign", campaign: wanted },
    schedule,
    zone,
    language,
    // Quiet hours only hold back what is late, and nothing is late here.
    sendPolicy: {
      ...(region === undefined || region === "none" ? {} : { region }),
      workingDays: [...new Set([...DEFAULT_SEND_POLICY.workingDays, ...asked])],
      dayOff,
      weeklyLimit: options.limit === undefined ? usualWeeklyLimit(schedule) : Number(options.limit),
    },
    quiz: DEFAULT_QUIZ_POLICY,
    createdAt: now,
  };
  if (wanted === undefined) return checkSubscription(subscription);
  const campaign = library.campaign(wanted);
  if (campaign === undefined) {
    const known = library.campaigns.map(({ id }) => id).join(", ") || "none";
    throw usage("The pack has no such campaign", `Known are: ${known}`);
  }
  checkSubscription(subscription);
  return { ...subscription, schedule: planCampaign(campaign, subscription, now, holidayOn) };
}

function scheduleOf({ days, every, from, campaign, time = "09:00" }: SimulateOptions): Schedule {
  if (campaign !== undefined) return { kind: "campaign", steps: [], time };
  if (every !== undefined) return { kind: "interval", days: Number(every), from, time };
  const weekdays = listed(days ?? "mon,thu").map((name) => {
    const position = WEEKDAYS.indexOf(name.toLowerCase());
    if (position < 0) throw usage("--days are not known", `Write some of: ${WEEKDAYS.join(",")}`);
    return (position + 1) as Weekday;
  });
  return { kind: "weekdays", days: weekdays, time };
}

/** Returns the words of an option, between commas and without the spaces around them. */
function listed(option: string): readonly string[] {
  return option.split(",").map((word) => word.trim());
}

function kindsOf(kinds: string): readonly ("tip" | "quiz")[] {
  return listed(kinds).map((kind) => {
    if (kind !== "tip" && kind !== "quiz") throw usage("--kinds are not known", "Write tip, quiz or tip,quiz");
    return kind;
  });
}

function startOf(date: string, zone: string): number {
  return instantAt(date, "00:00", zone)?.at ?? startOf(addDays(date, 1), zone);
}

function formatWeekday(date: string): string {
  return new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" }).format(Date.parse(date));
}

function usage(message: string, fix: string): MalinoisError {
  return new MalinoisError("usage", message, fix);
}
