import { compose } from "../decide/decide.ts";
import { campaignProgress, campaignSummary } from "../decide/campaign.ts";
import type { NudgeCommand } from "./parse.ts";
import { historyReply, listReply, resumedReply, word } from "./replies.ts";
import { directPlace } from "./form-request.ts";
import { nextSendAt } from "../decide/due.ts";
import type { PlaceFacts, Schedule } from "../ports.ts";
import { campaignProgressReply } from "../replies/campaign-replies.ts";
import { formatDate } from "../replies/describe.ts";
import { withoutButtons } from "../replies/nudge-reply.ts";
import { notYoursReply } from "../replies/subscription-replies.ts";
import { isResting } from "../subscription.ts";
import { occurrencesFrom } from "../schedule/occurrences.ts";
import type { LocalDate, Occurrence, Subscription } from "../types.ts";
import { instantAt, localDate, localDateTime } from "../schedule/zoned-time.ts";
import type { PersonKey, Reply } from "../../model.ts";
import { pause, planRest, resume } from "./changing.ts";
import type { Visit } from "./nudge-commands.ts";
import { shortId } from "./ids.ts";

const HISTORY_LENGTH = 10;
type Kept = Subscription & { readonly schedule: Schedule };
type Change = Extract<NudgeCommand, { kind: "pause" | "resume" | "remove" | "now" | "preview" | "history" | "progress" }>;

/** What the visitor sees from here: the channel's, and their own direct messages. */
async function visible({ store, place, person }: Visit): Promise<readonly Kept[]> {
  const places = place.recipient === undefined ? [place, directPlace(person)] : [directPlace(person)];
  return (await Promise.all(places.map((one) => store.subscriptionsOf(one)))).flat();
}

/** Anyone for their own direct messages; for a channel those whom the platform lets. */
export function mayChange({ person, mayManage, place }: Visit, subscription: Subscription): boolean {
  const { recipient } = subscription;
  if (recipient !== undefined) return isSamePerson(recipient, person);
  return mayManage !== undefined && subscription.place.workspace === place.workspace;
}

/** A platform may know people across workspaces, and have their direct messages in none. */
function isSamePerson(one: PersonKey, other: PersonKey): boolean {
  const isSameWorkspace = one.workspace === other.workspace || one.workspace === "" || other.workspace === "";
  return one.platform === other.platform && one.person === other.person && isSameWorkspace;
}

export async function list(visit: Visit): Promise<Reply> {
  const { now, holidayOn, language } = visit;
  const all = (await visible(visit)).map((subscription) => ({ subscription, next: nextSendAt(subscription, now, holidayOn) }));
  return listReply(all, visit, now, language);
}

/** Carries out a command about one subscription: the one that is named, or the only one there is. */
export async function changeByCommand(visit: Visit, command: Change): Promise<Reply> {
  const { language } = visit;
  const isMeant = ({ content }: Kept) => command.kind !== "progress" || content.kind === "campaign";
  const all = (await visible(visit)).filter(isMeant);
  const named = command.id === undefined ? all : all.filter(({ id }) => id === command.id);
  const [subscription] = named;
  if (subscription === undefined) return word(language, all.length === 0 ? "none-here" : "no-such-nudge");
  if (named.length > 1) return word(language, "which-one", { ids: named.map(({ id }) => id).join(", ") });
  if (command.kind === "history") return history(visit, subscription);
  if (command.kind === "preview") return preview(visit, subscription);
  if (command.kind === "progress") return progress(visit, subscription);
  if (!mayChange(visit, subscription)) return notYoursReply(language);
  switch (command.kind) {
    case "remove":
      await visit.store.removeSubscription(subscription.id, visit.now);
      return word(language, "removed");
    case "resume":
      return goOn(visit, subscription);
    case "now":
      return sendNow(visit, subscription);
    case "pause":
      return rest(visit, subscription, command.until);
  }
}

async function rest(visit: Visit, subscription: Kept, day: LocalDate | undefined): Promise<Reply> {
  const { language, now } = visit;
  if (day === undefined) {
    await pause(visit, subscription, { reason: "asked" });
    return word(language, "paused");
  }
  const until = instantAt(day, "00:00", subscription.zone)?.at ?? now;
  if (until <= now) return word(language, "pause-over");
  await pause(visit, subscription, { until, reason: "asked" });
  return word(language, "paused-until", { date: formatDate(day, language) });
}

async function goOn(visit: Visit, subscription: Kept): Promise<Reply> {
  const { language, now, holidayOn, wake } = visit;
  const going = await resume(visit, subscription);
  if (going === undefined) return word(language, "no-such-nudge");
  wake();
  return resumedReply(going, nextSendAt(going, now, holidayOn), language);
}

/** What comes next: a step of a campaign under its own name, so that it is not sent twice; else one more, beside the timetable. */
function nextOf({ now, random }: Visit, subscription: Subscription, { deliveries }: PlaceFacts): Occurrence | undefined {
  const { id, zone, content } = subscription;
  if (content.kind === "campaign") {
    const known = new Set(deliveries.map(({ key }) => key));
    return [...occurrencesFrom(subscription, localDate(now, zone))].find(({ at, key }) => at > now && !known.has(key));
  }
  const { date, time } = localDateTime(now, zone);
  return { key: `${id}/now-${shortId(random)}`, subscription: id, date, time, at: now, inGap: false };
}

async function sendNow(visit: Visit, subscription: Kept): Promise<Reply> {
  const { store, now, language, wake } = visit;
  if (isResting(subscription, now)) return word(language, "paused-now");
  if (visit.mayPost === false && subscription.recipient === undefined) return word(language, "cannot-post");
  const facts = await store.facts(subscription, now);
  const occurrence = nextOf(visit, subscription, facts);
  const said = occurrence && compose({ subscription, facts }, occurrence, now, { ...visit, content: visit });
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
    ...(step === undefined ? {} : { step }),
  };
  if (!(await store.addMessage(message, now, said.quiz))) return word(language, "nothing-to-send");
  if (step !== undefined) await planRest(visit, subscription);
  wake();
  return word(language, "sent-now");
}

async function preview(visit: Visit, subscription: Subscription): Promise<Reply> {
  const { store, now, language } = visit;
  const facts = await store.facts(subscription, now);
  const occurrence = nextOf(visit, subscription, facts);
  const said = occurrence && compose({ subscription, facts }, occurrence, now, { ...visit, content: visit });
  if (said === undefined) return word(language, "nothing-to-send");
  const { body } = word(language, "preview-note");
  return { ...withoutButtons(said.reply), footnote: body.join(" ") };
}

async function history({ store, language, ...visit }: Visit, subscription: Subscription): Promise<Reply> {
  return historyReply(subscription, await store.ledger(subscription.id, HISTORY_LENGTH), visit, language);
}

async function progress(visit: Visit, subscription: Subscription): Promise<Reply> {
  const { store, now, library, language } = visit;
  const { content, timetable } = subscription;
  const campaign = content.kind === "campaign" ? library.campaign(content.campaign) : undefined;
  if (campaign === undefined || timetable.kind !== "campaign") return word(language, "campaign-unknown");
  const { deliveries, graded } = await store.facts(subscription, now);
  const name = campaign.name[language] ?? Object.values(campaign.name)[0] ?? campaign.id;
  const summary = campaignSummary(campaign, deliveries, graded);
  return campaignProgressReply(name, campaignProgress(campaign, timetable, deliveries), summary, language);
}
