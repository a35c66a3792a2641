/** Campaigns: when a place gets which step, and their progress and outcome. */
import type { Campaign, Instant } from "../../model.ts";
import { type GradedAnswers, isRight } from "../content/quiz.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import { addDays, instantAt, localDate, weekOf } from "../schedule/zoned-time.ts";
import { CLOSING_STEP, type Delivery, type LocalDate, type PlannedStep, type Schedule, type Subscription } from "../types.ts";
import { restOn } from "./send-policy.ts";

export type CampaignSchedule = Extract<Schedule, { kind: "campaign" }>;

/** A step is left out if no day within this many days is free for it. */
const LONGEST_WAIT_DAYS = 60;

/** How far a campaign has come when it is planned again. */
export interface Underway {
  /** The steps that were sent, including the closing summary. */
  readonly done?: ReadonlySet<string>;
  /** When nudges were sent to the place by any subscription. */
  readonly sentToPlace?: readonly Instant[];
  /** The days for which the ledger already has a step, in any order. */
  readonly taken?: ReadonlySet<LocalDate>;
}

/**
 * Plans a campaign in a place, from the first day whose sending time is still to come at `now`. Each step keeps its day of the campaign, or waits for
 * the next day that is not a day off, has no step yet and lies within the weekly limit. A dated campaign that has begun leaves out the days that are
 * over, and the steps that would wait past its end; one that is over has no steps. If the campaign was planned before, and is planned again after a pause
 * or because a step could not be sent, it continues in the same period: steps that were planned and not sent follow as soon as possible. The closing
 * summary follows on the next free day after the last step.
 */
export function planCampaign(
  campaign: Campaign,
  subscription: Subscription,
  now: Instant,
  holidayOn: HolidayOn,
  { done = new Set(), sentToPlace = [], taken = new Set() }: Underway = {},
): CampaignSchedule {
  const { zone, schedule, sendPolicy } = subscription;
  const before = schedule.kind === "campaign" ? schedule.steps : [];
  const wasPlanned = new Set(before.map(({ step }) => step));
  const today = localDate(now, zone);
  const first = (instantAt(today, schedule.time, zone)?.at ?? now) > now ? today : addDays(today, 1);
  const remaining = campaign.steps.filter(({ id }) => !done.has(id));
  const ofThisRun = before.find(({ step }) => step !== CLOSING_STEP)?.date ?? [...taken].sort().at(-1) ?? first;
  const period = campaign.period && currentPeriod(campaign.period, ofThisRun);
  const dayOne = period?.from ?? addDays(first, 1 - (remaining[0]?.day ?? 1));
  const steps: PlannedStep[] = [];

  const sentWeeks = sentToPlace.map((at) => weekOf(localDate(at, zone)));
  const isFree = (date: LocalDate) => {
    const week = weekOf(date);
    const had = sentWeeks.filter((sent) => sent === week).length + steps.filter((step) => weekOf(step.date) === week).length;
    return !taken.has(date) && had < sendPolicy.weeklyLimit && restOn(subscription, date, holidayOn) === undefined;
  };
  const place = (step: string, earliest: LocalDate, end?: LocalDate) => {
    const previous = steps.at(-1)?.date;
    let date = previous !== undefined && earliest <= previous ? addDays(previous, 1) : earliest;
    for (let days = 0; days < LONGEST_WAIT_DAYS; days++) {
      if (end !== undefined && date > end) return;
      if (isFree(date)) {
        steps.push({ date, step });
        return;
      }
      date = addDays(date, 1);
    }
  };
  for (const { id, day } of remaining) {
    const date = addDays(dayOne, day - 1);
    if (date >= first) place(id, date, period?.to);
    else if (wasPlanned.has(id)) place(id, first, period?.to);
  }
  const last = steps.at(-1);
  const hasBegun = last !== undefined || done.size > 0;
  if (hasBegun && !done.has(CLOSING_STEP)) place(CLOSING_STEP, last === undefined ? first : addDays(last.date, 1));
  return { kind: "campaign", time: schedule.time, steps };
}

/** Returns how far a campaign has come, according to the ledger. */
export function underway(deliveries: readonly Delivery[], sentToPlace: readonly Instant[]): Required<Underway> {
  const taken = new Set(deliveries.flatMap(({ key }) => key.split("/")[1] ?? []));
  return { done: sentSteps(deliveries), sentToPlace, taken };
}

/** Returns the steps that were sent, according to a subscription's deliveries. */
export function sentSteps(deliveries: readonly Delivery[]): ReadonlySet<string> {
  return new Set(deliveries.flatMap(({ step, outcome }) => (step === undefined || outcome !== "sent" ? [] : [step])));
}

/** Returns the dates of a period. For a yearly one: those that are running on a day, else the next. For one with years: its own, even if it is over. */
function currentPeriod(
  { from, to }: NonNullable<Campaign["period"]>,
  day: LocalDate,
): { readonly from: LocalDate; readonly to: LocalDate } {
  if (from.length > "10-01".length) return { from, to };
  const thisYear = Number(day.slice(0, 4));
  const inYear = (year: number) => ({ from: `${year}-${from}`, to: `${to < from ? year + 1 : year}-${to}` });
  const running = [inYear(thisYear - 1), inYear(thisYear)].find((period) => period.to >= day);
  return running ?? inYear(thisYear + 1);
}

export interface CampaignProgress {
  /** Steps without the closing summary. */
  readonly total: number;
  readonly sent: number;
  /** Steps that will not be sent: their day was before the campaign started here, or the ledger has the reason. */
  readonly skipped: number;
  /** The next step, which may be the closing summary; absent if nothing is left to come. */
  readonly next?: PlannedStep;
}

/** Returns how far a campaign has come in a place. A step that was skipped and then planned again counts as still to come. */
export function campaignProgress(
  campaign: Campaign,
  schedule: CampaignSchedule,
  deliveries: readonly Delivery[],
): CampaignProgress {
  const handled = new Set(deliveries.map(({ key, step }) => `${key.split("/")[1]} ${step}`));
  const ahead = schedule.steps.filter(({ date, step }) => !handled.has(`${date} ${step}`));
  const sent = sentSteps(deliveries);
  const isAhead = (id: string) => ahead.some(({ step }) => step === id);
  const next = ahead[0];
  return {
    total: campaign.steps.length,
    sent: campaign.steps.filter(({ id }) => sent.has(id)).length,
    skipped: campaign.steps.filter(({ id }) => !sent.has(id) && !isAhead(id)).length,
    ...(next === undefined ? {} : { next }),
  };
}

export interface CampaignSummary {
  readonly total: number;
  readonly sent: number;
  readonly quizzes: number;
  /** People who answered at least one quiz. */
  readonly participants: number;
  readonly answers: number;
  readonly right: number;
}

/** Returns the outcome of a campaign in a place, with the answers to its quizzes there. */
export function campaignSummary(campaign: Campaign, deliveries: readonly Delivery[], graded: GradedAnswers): CampaignSummary {
  const stepIds = new Set(campaign.steps.map(({ id }) => id));
  const sent = deliveries.filter(({ step, outcome }) => outcome === "sent" && step !== undefined && stepIds.has(step));
  const quizSteps = new Set(campaign.steps.filter(({ quiz }) => quiz !== undefined).map(({ id }) => id));
  return {
    total: stepIds.size,
    sent: sent.length,
    quizzes: sent.filter(({ step }) => step !== undefined && quizSteps.has(step)).length,
    participants: new Set(graded.map(({ answer }) => answer.participant)).size,
    answers: graded.length,
    right: graded.filter(({ quiz, answer }) => isRight(quiz, answer.option)).length,
  };
}
