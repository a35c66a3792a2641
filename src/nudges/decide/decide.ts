import type { Instant, Reply } from "../../model.ts";
import { textIn } from "../../text/translated.ts";
import { contentNames } from "../content/content-names.ts";
import { openQuiz } from "../content/quiz.ts";
import type { NudgeContent, NudgeRunnerOptions } from "../delivery/options.ts";
import type { DueDecision, DueSubscription, OutgoingMessage, PlaceFacts } from "../ports.ts";
import { campaignClosingReply } from "../replies/campaign-replies.ts";
import { nudgeReply } from "../replies/nudge-reply.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import { nextLookFrom } from "../schedule/next-look.ts";
import { jitter } from "../schedule/pacing.ts";
import { localDate } from "../schedule/zoned-time.ts";
import {
  CLOSING_STEP,
  type DueNudge,
  type Nudge,
  type Occurrence,
  type Quiz,
  type SkippedNudge,
  type Subscription,
} from "../types.ts";
import { type CampaignSchedule, campaignSummary, planCampaign, sentSteps, underway } from "./campaign.ts";
import { chooseNudge } from "./choice.ts";
import { look } from "./due.ts";
import { dueReviews } from "./repetition.ts";
import { politeMoment } from "./send-policy.ts";

/** What {@link decideNudge} needs. */
export type DecideOptions = Pick<NudgeRunnerOptions, "holidayOn"> & {
  readonly content: NudgeContent;
  /** The longest jitter, in ms: the delay that spreads messages that fall due at once. */
  readonly jitterMs: number;
};

/** Decides what a subscription that is due skips and sends, and when to look again. */
export function decideNudge(due: DueSubscription, now: Instant, options: DecideOptions): DueDecision {
  const { subscription, facts } = due;
  const {
    send: latest,
    skipped,
    lookedUntil,
    nextDueAt,
  } = look(subscription, due.lookedUntil, now, {
    holidayOn: options.holidayOn,
    sentToPlace: facts.sentToPlace,
  });
  const send = latest && inOrder(due, latest, options.content);
  const said = send && compose(due, send.occurrence, now, options);
  const unsaid: readonly SkippedNudge[] =
    send !== undefined && said === undefined ? [{ occurrence: send.occurrence, reason: "nothing-to-say" }] : [];
  const all = [...skipped, ...unsaid];
  const nextLook = { lookedUntil, ...(nextDueAt === undefined ? {} : { nextDueAt }) };
  const decision: DueDecision = { nextLook, skipped: all };
  const message = send && said && messageOf(subscription, send, said, now, options.jitterMs);
  // An occurrence that is held until the end of quiet hours is looked at again before a campaign is planned again.
  const schedule = lookedUntil === now ? planAnew(due, all, message?.step, now, options) : undefined;
  return {
    ...decision,
    ...(message === undefined ? {} : { message }),
    ...(said?.quiz === undefined ? {} : { quiz: said.quiz }),
    ...(schedule === undefined
      ? {}
      : { schedule, nextLook: nextLookFrom({ ...subscription, schedule }, now, options.holidayOn) }),
  };
}

/** Makes a campaign continue with its first step that was not sent, rather than with the latest one that fell due. */
function inOrder({ subscription, facts }: DueSubscription, due: DueNudge, { library }: NudgeContent): DueNudge {
  const { content } = subscription;
  if (content.kind !== "campaign" || due.occurrence.step === undefined) return due;
  const done = sentSteps(facts.deliveries);
  const isSayable = (id: string) => library.step(content.campaign, id, subscription.language) !== undefined;
  const next = library.campaign(content.campaign)?.steps.find(({ id }) => !done.has(id) && isSayable(id));
  return next === undefined ? due : { ...due, occurrence: { ...due.occurrence, step: next.id } };
}

function messageOf(subscription: Subscription, send: DueNudge, said: Said, now: Instant, jitterMs: number): OutgoingMessage {
  const { key, step } = send.occurrence;
  return {
    ...{ key, kind: "nudge", subscription: subscription.id, place: subscription.place, reply: said.reply, dueAt: send.dueAt },
    sendAt: now + jitter(key, jitterMs + 1),
    ...(said.item === undefined ? {} : { item: said.item }),
    ...(step === undefined ? {} : { step }),
  };
}

/** Plans a campaign again if one of its steps could not be sent, so that the step is not lost. Returns undefined if nothing changes. */
function planAnew(
  { subscription, facts }: DueSubscription,
  skipped: readonly SkippedNudge[],
  sending: string | undefined,
  now: Instant,
  { content: { library }, holidayOn }: DecideOptions,
): CampaignSchedule | undefined {
  const { content, language } = subscription;
  if (content.kind !== "campaign" || skipped.length === 0) return undefined;
  const campaign = library.campaign(content.campaign);
  if (campaign === undefined) return undefined;
  const before = underway(facts.deliveries, facts.sentToPlace);
  const sayable = {
    ...campaign,
    steps: campaign.steps.filter(({ id }) => library.step(campaign.id, id, language) !== undefined),
  };
  if (sending === undefined) return planCampaign(sayable, subscription, now, holidayOn, before);
  return planCampaign(sayable, subscription, now, holidayOn, {
    done: new Set([...before.done, sending]),
    sentToPlace: [...before.sentToPlace, now],
    taken: new Set([...before.taken, localDate(now, subscription.zone)]),
  });
}

interface Said {
  readonly reply: Reply;
  readonly item?: string;
  readonly quiz?: Quiz;
}

/** Returns what an occurrence sends; undefined if it has nothing to send. A quiz gets the occurrence's key as its id. */
export function compose(
  due: Pick<DueSubscription, "subscription" | "facts">,
  occurrence: Occurrence,
  now: Instant,
  options: Omit<DecideOptions, "jitterMs">,
): Said | undefined {
  const { subscription, facts } = due;
  const { library } = options.content;
  if (occurrence.step === CLOSING_STEP) return closing(due, options.content);
  const { zone } = subscription;
  const shownOn = (item: string) => {
    const at = facts.lastShown.get(item);
    return at === undefined ? undefined : localDate(at, zone);
  };
  // Two questions in a row that come back would leave no room for anything else.
  const cameBack = facts.reviews.some(({ item }) => item === facts.last);
  const reviews = cameBack ? [] : dueReviews(facts.reviews, localDate(now, zone), shownOn);
  const history = { ...facts, reviews };
  const nudge = chooseNudge(subscription, occurrence, library, history, () => draw(subscription, facts));
  return nudge && sayNudge(nudge, occurrence, subscription, facts.first, now, options);
}

/** Returns a pseudo-random number (0 ≤ n < 1) that stays the same until something is shown, so that a preview shows what will be sent. */
function draw({ id }: Subscription, { timesShown }: PlaceFacts): number {
  const shown = [...timesShown.values()].reduce((sum, times) => sum + times, 0);
  return jitter(`${shown}/${id}`, 2 ** 32) / 2 ** 32;
}

function sayNudge(
  nudge: Nudge,
  { key, step }: Pick<Occurrence, "key" | "step">,
  subscription: Subscription,
  first: boolean,
  now: Instant,
  { content: { library, areas }, holidayOn }: Pick<DecideOptions, "content" | "holidayOn">,
): Said {
  const quiz = nudge.kind === "quiz" ? politelyClosed(nudge, key, subscription, now, holidayOn) : undefined;
  const { content } = subscription;
  const steps = content.kind === "campaign" ? (library.campaign(content.campaign)?.steps ?? []) : [];
  const number = steps.findIndex(({ id }) => id === step) + 1;
  const reply = nudgeReply(nudge, {
    ...{ subscription, names: contentNames(subscription, areas, library), first },
    ...(quiz === undefined ? {} : { quiz }),
    ...(number === 0 ? {} : { step: { number, total: steps.length } }),
  });
  return { reply, item: nudge.item, ...(quiz === undefined ? {} : { quiz }) };
}

/** Opens a quiz that does not close on a day off or in quiet hours, since its result is then sent to its place. */
function politelyClosed(
  nudge: Extract<Nudge, { kind: "quiz" }>,
  id: string,
  subscription: Subscription,
  now: Instant,
  holidayOn: HolidayOn,
): Quiz {
  const quiz = openQuiz(id, nudge, subscription.quiz, now, subscription.place);
  return { ...quiz, closesAt: politeMoment(subscription, quiz.closesAt, holidayOn) };
}

function closing(
  { subscription, facts }: Pick<DueSubscription, "subscription" | "facts">,
  { library }: NudgeContent,
): Said | undefined {
  if (subscription.content.kind !== "campaign") return undefined;
  const campaign = library.campaign(subscription.content.campaign);
  if (campaign === undefined) return undefined;
  const name = textIn(campaign.name, subscription.language, campaign.id);
  return { reply: campaignClosingReply(name, campaignSummary(campaign, facts.deliveries, facts.graded), subscription) };
}
