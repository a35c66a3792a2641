import { compose } from "../nudge-runner/decide.ts";
import { campaignProgress, campaignSummary, planCampaign } from "../nudges/campaign.ts";
import type { NudgeCommand } from "../nudges/commands/parse.ts";
import { historyReply, listReply, word } from "../nudges/commands/replies.ts";
import { directPlace } from "../nudges/commands/wish.ts";
import type { Schedule } from "../nudges/ports.ts";
import { campaignProgressReply } from "../nudges/replies/campaign-replies.ts";
import { formatDate } from "../nudges/replies/describe.ts";
import { notYoursReply } from "../nudges/replies/subscription-replies.ts";
import { scheduleFrom } from "../nudges/schedule.ts";
import { resume as resumed } from "../nudges/subscription.ts";
import { nextOccurrence } from "../nudges/timetable.ts";
import type { Occurrence, Pause, Subscription } from "../nudges/types.ts";
import { instantAt, localDateTime } from "../nudges/zoned-time.ts";
import type { PersonKey, Reply } from "../types.ts";
import type { Visit } from "./desk.ts";
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
  return listReply(await visible(visit), visit, visit.now, visit.language);
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
      return resume(visit, subscription);
    case "now":
      return sendNow(visit, subscription);
    case "pause": {
      if (command.until === undefined) {
        await pause(visit, subscription.id, { reason: "asked" });
        return word(language, "paused");
      }
      const until = instantAt(command.until, "00:00", subscription.zone)?.at ?? visit.now;
      await pause(visit, subscription.id, { until, reason: "asked" });
      return word(language, "paused-until", { date: formatDate(command.until, language) });
    }
  }
}

export async function pause({ store, holidayOn }: Visit, id: string, rest: Pause): Promise<Subscription | undefined> {
  return store.changeSubscription(id, (found, { lookedUntil }) => {
    const subscription = { ...found, pause: rest };
    return { subscription, schedule: scheduleFrom(subscription, lookedUntil, holidayOn) };
  });
}

async function resume({ store, now, holidayOn, library, language, wake }: Visit, { id, content }: Subscription): Promise<Reply> {
  const campaign = content.kind === "campaign" ? library.campaign(content.campaign) : undefined;
  const ledger = campaign === undefined ? [] : await store.ledger(id, campaign.steps.length * 2);
  const done = new Set(ledger.flatMap(({ step, state }) => (step === undefined || state === "skipped" ? [] : [step])));
  await store.changeSubscription(id, (found) => {
    const going = resumed(found);
    const timetable = campaign === undefined ? going.timetable : planCampaign(campaign, going, now, holidayOn, done);
    const subscription = { ...going, timetable };
    return { subscription, schedule: scheduleFrom(subscription, now, holidayOn) };
  });
  wake();
  return word(language, "resumed");
}

/** What comes next: a step of a campaign under its own name, so that it is not sent twice; else one more, beside the timetable. */
function nextOf({ now, random }: Visit, subscription: Subscription): Occurrence | undefined {
  const next = nextOccurrence(subscription, now);
  if (subscription.content.kind === "campaign") return next;
  const { id, zone } = subscription;
  const { date, time } = localDateTime(now, zone);
  return { key: `${id}/now-${shortId(random)}`, subscription: id, date, time, at: now, inGap: false };
}

async function sendNow(visit: Visit, subscription: Subscription): Promise<Reply> {
  const { store, now, language, wake } = visit;
  if (visit.mayPost === false && subscription.recipient === undefined) return word(language, "cannot-post");
  const occurrence = nextOf(visit, subscription);
  const facts = await store.facts(subscription, now);
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
  await store.addMessage(message, now, said.quiz);
  wake();
  return word(language, "sent-now");
}

async function preview(visit: Visit, subscription: Subscription): Promise<Reply> {
  const { store, now, language } = visit;
  const occurrence = nextOf(visit, subscription);
  const facts = await store.facts(subscription, now);
  const said = occurrence && compose({ subscription, facts }, occurrence, now, { ...visit, content: visit });
  if (said === undefined) return word(language, "nothing-to-send");
  // Buttons of what was not sent would lead nowhere.
  const { body } = word(language, "preview-note");
  return { ...said.reply, choices: [], actions: [], footnote: body.join(" ") };
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
