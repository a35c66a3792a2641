import { directPlace } from "../../delivery/direct-place.ts";
import type { Instant, Reply } from "../../model.ts";
import type { NudgeCommandName } from "../../nudge-actions.ts";
import type { PersonKey } from "../../ports.ts";
import { textIn } from "../../text/translated.ts";
import { campaignProgress, campaignSummary } from "../decide/campaign.ts";
import { compose } from "../decide/decide.ts";
import { nextSendAt } from "../decide/due.ts";
import type { NextLook, PlaceFacts } from "../ports.ts";
import { campaignProgressReply } from "../replies/campaign-replies.ts";
import { dayAt, withMoments } from "../replies/describe.ts";
import { withoutButtons } from "../replies/nudge-reply.ts";
import { notYoursReply } from "../replies/subscription-replies.ts";
import { occurrencesFrom } from "../schedule/occurrences.ts";
import { instantAt, localDate, localDateTime } from "../schedule/zoned-time.ts";
import { isResting } from "../subscription.ts";
import type { LocalDate, Occurrence, Subscription } from "../types.ts";
import { pause, planRest, remove, resume } from "./changing.ts";
import type { CommandContext } from "./command-context.ts";
import { editNudgeForm } from "./forms/edit-form.ts";
import type { NudgeCommand } from "./parse.ts";
import { formReply, historyReply, listReply, refused, resumedReply, whichOneReply, word } from "./replies.ts";

const HISTORY_LENGTH = 10;
export type Kept = Subscription & { readonly nextLook: NextLook };
type Change = Extract<NudgeCommand, { kind: NudgeCommandName }>;

/** Returns the subscriptions that the caller sees from here: those of the channel, and those of the caller's own direct messages. */
async function visible({ store, place, person }: Caller & Pick<CommandContext, "store">): Promise<readonly Kept[]> {
  const places = place.recipient === undefined ? [place, directPlace(person)] : [directPlace(person)];
  return (await Promise.all(places.map((one) => store.subscriptionsOf(one)))).flat();
}

/** Who calls, and from where. */
export type Caller = Pick<CommandContext, "person" | "place" | "mayManage">;

/**
 * Whether the caller may change a subscription. People may change those of their own direct messages. Those of a channel may be changed by people with the
 * right on the platform. A right in only one channel covers only the subscriptions of that channel.
 */
export function mayChange({ person, mayManage, place }: Caller, subscription: Subscription): boolean {
  const { recipient } = subscription;
  if (recipient !== undefined) return isSamePerson(recipient, person);
  const { platform, workspace, channel } = subscription.place;
  const isHere = platform === place.platform && workspace === place.workspace;
  return isHere && (mayManage === "workspace" || (mayManage === "channel" && channel === place.channel));
}

/** Whether two keys are the same person. An empty workspace matches any, since direct messages may belong to no workspace on some platforms. */
export function isSamePerson(one: PersonKey, other: PersonKey): boolean {
  const isSameWorkspace = one.workspace === other.workspace || one.workspace === "" || other.workspace === "";
  return one.platform === other.platform && one.person === other.person && isSameWorkspace;
}

export async function list(context: CommandContext): Promise<Reply> {
  const { now, language } = context;
  const all = await visible(context);
  const changeable = all.filter((one) => mayChange(context, one)).map(({ id }) => id);
  return listReply(withNext(context, all), changeable, context, now, language);
}

/** Carries out a command about one subscription: the named one, or the only one. */
export async function changeByCommand(context: CommandContext, command: Change): Promise<Reply> {
  const { language, now } = context;
  const all = (await visible(context)).filter((one) => canBeMeant(one, command, now));
  const named = command.id === undefined ? all : all.filter((one) => isNamed(one, command.id));
  const [subscription] = named;
  if (subscription === undefined) return noneReply(context, command, all.length);
  if (named.length > 1) return whichOne(context, command, named);
  if (command.kind === "history") return history(context, subscription);
  if (command.kind === "preview") return preview(context, subscription);
  if (command.kind === "progress") return progress(context, subscription);
  if (!mayChange(context, subscription)) return refused(notYoursReply(language), context);
  switch (command.kind) {
    case "edit":
      return formReply(editNudgeForm(context, language, subscription));
    case "remove":
      remove(context, subscription);
      return word(language, "removed");
    case "resume":
      return goOn(context, subscription);
    case "now":
      return sendNow(context, subscription);
    case "pause":
      return rest(context, subscription, command.until);
  }
}

/** Returns the subscription with a name, or the only one, if the caller may change it. */
export async function subscriptionToChange(
  caller: Caller & Pick<CommandContext, "store">,
  name: string | undefined,
): Promise<Subscription | undefined> {
  const all = (await visible(caller)).filter((one) => mayChange(caller, one));
  const [meant, ...others] = name === undefined ? all : all.filter((one) => isNamed(one, name));
  return others.length === 0 ? meant : undefined;
}

/** Whether a command could mean a subscription. Only campaigns have progress; without a name, only paused subscriptions can be resumed. */
function canBeMeant(subscription: Kept, { kind, id }: Change, now: Instant): boolean {
  if (kind === "progress") return subscription.content.kind === "campaign";
  return kind !== "resume" || id !== undefined || isResting(subscription, now);
}

/** Whether a name is the subscription's own or that of its campaign. */
function isNamed({ id, content }: Kept, name: string | undefined): boolean {
  return id === name || (content.kind === "campaign" && content.campaign === name);
}

async function noneReply(context: CommandContext, { kind }: Change, others: number): Promise<Reply> {
  const { language } = context;
  if (others > 0) return word(language, "no-such-nudge");
  if (kind === "progress") return word(language, "no-campaign-here");
  const nothingRests = kind === "resume" && (await visible(context)).length > 0;
  return word(language, nothingRests ? "none-paused" : "none-here");
}

/** Asks which subscription is meant, among those that the asker may use the command on. */
function whichOne(context: CommandContext, command: Change, named: readonly Kept[]): Reply {
  const { language, now } = context;
  const readsOnly = command.kind === "preview" || command.kind === "history" || command.kind === "progress";
  const allowed = readsOnly ? named : named.filter((one) => mayChange(context, one));
  return allowed.length === 0
    ? refused(notYoursReply(language), context)
    : whichOneReply(withNext(context, allowed), command, context, now, language);
}

function withNext(context: CommandContext, subscriptions: readonly Kept[]) {
  return subscriptions.map((subscription) => ({ subscription, next: nextOfKept(subscription, context) }));
}

/** Returns when the next nudge comes. This is never before the runner's next look. */
export function nextOfKept(
  subscription: Kept,
  { now, holidayOn }: Pick<CommandContext, "now" | "holidayOn">,
): Instant | undefined {
  const { nextDueAt = now } = subscription.nextLook;
  return nextSendAt(subscription, Math.max(now, nextDueAt - 1), holidayOn);
}

async function rest(context: CommandContext, subscription: Kept, day: LocalDate | undefined): Promise<Reply> {
  const { language, now } = context;
  if (day === undefined) {
    await pause(context, subscription, { reason: "asked" });
    return word(language, "paused");
  }
  const until = instantAt(day, "00:00", subscription.zone)?.at ?? now;
  if (until <= now) return word(language, "pause-over");
  await pause(context, subscription, { until, reason: "asked" });
  const end = dayAt(until, subscription.zone, language);
  return withMoments(word(language, "paused-until", { date: end.text }), [end]);
}

async function goOn(context: CommandContext, subscription: Kept): Promise<Reply> {
  const { language, now, holidayOn } = context;
  const going = await resume(context, subscription);
  return resumedReply(going, nextSendAt(going, now, holidayOn), language);
}

/** Returns what to send next: a campaign's next step under its own key, so that it is not sent twice; otherwise an extra nudge, outside the schedule. */
function nextOf({ now, cause }: CommandContext, subscription: Subscription, { deliveries }: PlaceFacts): Occurrence | undefined {
  const { id, zone, content } = subscription;
  if (content.kind === "campaign") {
    const known = new Set(deliveries.map(({ key }) => key));
    return [...occurrencesFrom(subscription, localDate(now, zone))].find(({ at, key }) => at > now && !known.has(key));
  }
  const { date, time } = localDateTime(now, zone);
  return { key: `${id}/now-${cause}`, subscription: id, date, time, at: now, inGap: false };
}

async function sendNow(context: CommandContext, subscription: Kept): Promise<Reply> {
  const { store, now, language, cause } = context;
  if (isResting(subscription, now)) return word(language, "paused-now");
  if (context.mayPost === false && subscription.recipient === undefined) return word(language, "cannot-post");
  const facts = await store.facts(subscription, now);
  if (facts.deliveries.some((delivery) => delivery.cause === cause)) return sentStep(context, subscription);
  const occurrence = nextOf(context, subscription, facts);
  const said = occurrence && compose({ subscription, facts }, occurrence, now, { ...context, content: context });
  if (occurrence === undefined || said === undefined) return word(language, "nothing-to-send");
  const { key, step } = occurrence;
  const message = {
    ...({
      key,
      kind: "nudge",
      subscription: subscription.id,
      place: subscription.place,
      reply: said.reply,
      dueAt: now,
      sendAt: now,
    } as const),
    ...(said.item === undefined ? {} : { item: said.item }),
    ...(step === undefined ? {} : { step, cause }),
  };
  const isNew = await store.addMessage(message, now, said.quiz);
  // A step may have been sent on its day meanwhile; an extra nudge is there already only if the command was answered before a crash.
  if (!isNew && step !== undefined) return word(language, "nothing-to-send");
  return step === undefined ? sent(context) : sentStep(context, subscription);
}

/** Plans the rest of a campaign. If the command sent the step before a crash, that may not have been done yet. */
async function sentStep(context: CommandContext, subscription: Kept): Promise<Reply> {
  await planRest(context, subscription);
  return sent(context);
}

function sent({ language, wake }: CommandContext): Reply {
  wake();
  return word(language, "sent-now");
}

/** Shows what will be sent next. It is chosen as it will be then: from the same history, with the questions that are due to come back by then. */
async function preview(context: CommandContext, subscription: Subscription): Promise<Reply> {
  const { store, now, language, holidayOn } = context;
  const facts = await store.facts(subscription, now);
  const occurrence = nextOf(context, subscription, facts);
  const then = nextSendAt(subscription, now, holidayOn) ?? now;
  const said = occurrence && compose({ subscription, facts }, occurrence, then, { ...context, content: context });
  if (said === undefined) return word(language, "nothing-to-send");
  const { body } = word(language, "preview-note");
  return { ...withoutButtons(said.reply), footnote: body.join(" ") };
}

async function history({ store, language, ...context }: CommandContext, subscription: Subscription): Promise<Reply> {
  return historyReply(subscription, await store.ledger(subscription.id, HISTORY_LENGTH), context, language);
}

async function progress(context: CommandContext, subscription: Subscription): Promise<Reply> {
  const { store, now, library, language } = context;
  const { content, schedule } = subscription;
  const campaign = content.kind === "campaign" ? library.campaign(content.campaign) : undefined;
  if (campaign === undefined || schedule.kind !== "campaign") return word(language, "campaign-unknown");
  const { deliveries, graded } = await store.facts(subscription, now);
  const name = textIn(campaign.name, language, campaign.id);
  const summary = campaignSummary(campaign, deliveries, graded);
  return campaignProgressReply(name, campaignProgress(campaign, schedule, deliveries), summary, language);
}
