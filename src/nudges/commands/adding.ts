import { readAddNudge } from "./form.ts";
import { addedReply, word } from "./replies.ts";
import { directPlace, subscriptionFor } from "./form-request.ts";
import { nextSendAt } from "../decide/due.ts";
import { notice } from "../replies/notice.ts";
import { notYoursReply } from "../replies/subscription-replies.ts";
import { scheduleFrom } from "../schedule/next-look.ts";
import type { Form, FormSubmission, Language, PersonKey, Place, Reply } from "../../model.ts";
import type { Visit } from "./nudge-commands.ts";
import { shortId } from "./ids.ts";
import { quizPolicy } from "./quizzes.ts";

type Wish = Parameters<typeof subscriptionFor>[0];

export async function addByForm(visit: Visit, submission: FormSubmission, form: Form): Promise<Reply> {
  const read = readAddNudge(submission, form);
  return "fault" in read ? { ...notice(visit.language, [read.fault]), form: filledIn(form, submission) } : add(visit, read.wish);
}

/** The form with what was filled in, to be mended. */
function filledIn(form: Form, { values }: FormSubmission): Form {
  return { ...form, fields: form.fields.map((field) => ({ ...field, values: values[field.name] ?? field.values })) };
}

export async function startCampaign(visit: Visit, campaign: string): Promise<Reply> {
  const { zone, language, library, place } = visit;
  if (library.campaign(campaign) === undefined) return word(language, "campaign-unknown");
  return add(visit, campaignWish(campaign, place.recipient === undefined ? "channel" : "me", zone, language));
}

const CAMPAIGN_TIME = "09:30";

function campaignWish(campaign: string, where: Wish["where"], zone: string, language: Language): Wish {
  const content = { kind: "campaign", campaign } as const;
  return { where, content, when: { kind: "campaign" }, time: CAMPAIGN_TIME, zone, language, manners: {} };
}

async function add(visit: Visit, wish: Wish): Promise<Reply> {
  const { place, language, mayManage, mayPost } = visit;
  const where = place.recipient === undefined ? wish.where : "me";
  if (where !== "me" && mayManage === undefined) return notYoursReply(language);
  if (where !== "me" && mayPost === false) return word(language, "cannot-post");
  const { name, ...person } = visit.person;
  const { content } = wish;
  const target = where === "channel" ? place : directPlace(person);
  if (content.kind === "campaign" && (await runsIn(visit, content.campaign, target))) return word(language, "campaign-runs");
  const added = await save(visit, { ...wish, where }, { owner: person, ownerName: name, recipient: person });
  if (added === undefined) return word(language, "campaign-past");
  return addedReply(added, nextSendAt(added, visit.now, visit.holidayOn), visit, language);
}

/** Starts a campaign in somebody's direct messages, owned by nobody; not where it runs already, nor where it is over. */
export async function startFor(visit: Visit, campaign: string, recipient: PersonKey): Promise<void> {
  if (await runsIn(visit, campaign, directPlace(recipient))) return;
  const nobody = { ...recipient, person: "" };
  await save(visit, campaignWish(campaign, "me", visit.zone, visit.language), { owner: nobody, recipient });
}

/** Whether a campaign is in a place already, and not over. */
async function runsIn({ store, now, holidayOn }: Visit, campaign: string, place: Place): Promise<boolean> {
  const there = await store.subscriptionsOf(place);
  return there.some(
    (one) =>
      one.content.kind === "campaign" &&
      one.content.campaign === campaign &&
      (one.pause !== undefined || nextSendAt(one, now, holidayOn) !== undefined),
  );
}

async function save(
  visit: Visit,
  wish: Wish,
  people: { readonly owner: PersonKey; readonly ownerName?: string | undefined; readonly recipient: PersonKey },
) {
  const { store, place, now, holidayOn, library, random, wake } = visit;
  const quiz = await quizPolicy(visit);
  const subscription = subscriptionFor(wish, { id: shortId(random), place, ...people, quiz, now, holidayOn, library });
  if (subscription === undefined) return undefined;
  const schedule = scheduleFrom(subscription, now, holidayOn);
  await store.saveSubscription(subscription, schedule);
  wake();
  return subscription;
}
