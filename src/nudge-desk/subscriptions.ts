import { compose } from "../nudge-runner/decide.ts";
import { planCampaign } from "../nudges/campaign.ts";
import { readAddNudge } from "../nudges/commands/form.ts";
import type { NudgeCommand } from "../nudges/commands/parse.ts";
import { addedReply, historyReply, listReply, word } from "../nudges/commands/replies.ts";
import { subscriptionFor } from "../nudges/commands/wish.ts";
import type { Schedule } from "../nudges/ports.ts";
import { formatDate } from "../nudges/replies/describe.ts";
import { notice } from "../nudges/replies/notice.ts";
import { notYoursReply } from "../nudges/replies/subscription-replies.ts";
import { scheduleFrom } from "../nudges/schedule.ts";
import { resume as resumed } from "../nudges/subscription.ts";
import { nextOccurrence } from "../nudges/timetable.ts";
import type { Occurrence, Pause, Subscription } from "../nudges/types.ts";
import { instantAt, localDateTime } from "../nudges/zoned-time.ts";
import type { Form, FormSubmission, Reply } from "../types.ts";
import type { Visit } from "./desk.ts";
import { shortId } from "./ids.ts";
import { quizPolicy } from "./quizzes.ts";

const HISTORY_LENGTH = 10;
type Kept = Subscription & { readonly schedule: Schedule };
type Change = Extract<NudgeCommand, { kind: "pause" | "resume" | "remove" | "now" | "preview" | "history" }>;

/** What the visitor sees from here: the channel's, and their own direct messages. */
async function visible({ store, place, person }: Visit): Promise<readonly Kept[]> {
  const own = { ...place, channel: person.person };
  const places = place.channel === own.channel ? [own] : [place, own];
  return (await Promise.all(places.map((one) => store.subscriptionsOf(one)))).flat();
}

/** Anyone for their own direct messages; for a channel those whom the platform lets. */
export function mayChange({ person, mayManage, place }: Visit, subscription: Subscription): boolean {
  const { recipient } = subscription;
  if (recipient !== undefined) return recipient.person === person.person && recipient.workspace === person.workspace;
  return mayManage !== undefined && subscription.place.workspace === place.workspace;
}

export async function list(visit: Visit): Promise<Reply> {
  return listReply(await visible(visit), visit, visit.now, visit.language);
}

export async function addByForm(visit: Visit, submission: FormSubmission, form: Form): Promise<Reply> {
  const read = readAddNudge(submission, form);
  return "fault" in read ? { ...notice(visit.language, [read.fault]), form: filledIn(form, submission) } : add(visit, read.wish);
}

/** The form with what was filled in, to be mended. */
function filledIn(form: Form, { values }: FormSubmission): Form {
  return { ...form, fields: form.fields.map((field) => ({ ...field, values: values[field.name] ?? field.values })) };
}

export async function startCampaign(visit: Visit, campaign: string): Promise<Reply> {
  if (visit.library.campaign(campaign) === undefined) return word(visit.language, "campaign-unknown");
  const where = visit.place.recipient === undefined ? "channel" : "me";
  const { zone, language } = visit;
  return add(visit, {
    where,
    content: { kind: "campaign", campaign },
    when: { kind: "campaign" },
    time: CAMPAIGN_TIME,
    zone,
    language,
  });
}

const CAMPAIGN_TIME = "09:30";

async function add(visit: Visit, wish: Parameters<typeof subscriptionFor>[0]): Promise<Reply> {
  const { store, person, place, now, holidayOn, library, language } = visit;
  if (wish.where === "channel" && place.recipient === undefined && visit.mayManage === undefined) return notYoursReply(language);
  const { name, ...owner } = person;
  const subscription = subscriptionFor(
    { ...wish, where: place.recipient === undefined ? wish.where : "me" },
    { id: shortId(visit.random), place, owner, ownerName: name, quiz: await quizPolicy(visit), now, holidayOn, library },
  );
  if (subscription === undefined) return word(language, "campaign-past");
  const schedule = scheduleFrom(subscription, now, holidayOn);
  await store.saveSubscription(subscription, schedule);
  visit.wake();
  return addedReply(subscription, schedule, visit, language);
}

/** Carries out a command about one subscription: the one that is named, or the only one there is. */
export async function changeByCommand(visit: Visit, command: Change): Promise<Reply> {
  const { language } = visit;
  const all = await visible(visit);
  const named = command.id === undefined ? all : all.filter(({ id }) => id === command.id);
  const [subscription] = named;
  if (subscription === undefined) return word(language, all.length === 0 ? "none-here" : "no-such-nudge");
  if (named.length > 1) return word(language, "which-one", { ids: named.map(({ id }) => id).join(", ") });
  if (command.kind === "history") return history(visit, subscription);
  if (command.kind === "preview") return preview(visit, subscription);
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
