import { isDeepStrictEqual } from "node:util";
import { repeatedForm } from "../../common/repeated-form.ts";
import { directPlace } from "../../delivery/direct-place.ts";
import type { Form, FormSubmission } from "../../forms.ts";
import type { Language, Place, Reply } from "../../model.ts";
import type { PersonKey } from "../../ports.ts";
import { nextSendAt } from "../decide/due.ts";
import { notYoursReply } from "../replies/subscription-replies.ts";
import { nextLookFrom } from "../schedule/next-look.ts";
import { isQuiet } from "../subscription.ts";
import type { Subscription } from "../types.ts";
import type { CommandContext } from "./command-context.ts";
import { type NewNudgeRequest, readAddNudge } from "./forms/form.ts";
import { subscriptionFor } from "./forms/form-request.ts";
import { readQuietHours } from "./forms/send-policy-fields.ts";
import { shortId } from "./ids.ts";
import { quizPolicy } from "./quizzes.ts";
import { addedReply, alreadyAddedReply, refused, word } from "./replies.ts";

export async function addByForm(context: CommandContext, submission: FormSubmission, form: Form): Promise<Reply> {
  const read = readAddNudge(submission, form);
  return "problem" in read ? repeatedForm(form, submission.values, read.problem) : add(context, read.request);
}

export async function startCampaign(context: CommandContext, campaign: string): Promise<Reply> {
  const { zone, language, library, place } = context;
  if (library.campaign(campaign) === undefined) return word(language, "campaign-unknown");
  const where = place.recipient === undefined ? "channel" : "me";
  return add(context, campaignRequest(campaign, where, zone, language, await workspaceQuietHours(context)));
}

const CAMPAIGN_TIME = "09:30";

function campaignRequest(
  campaign: string,
  where: NewNudgeRequest["where"],
  zone: string,
  language: Language,
  sendPolicy: NewNudgeRequest["sendPolicy"],
): NewNudgeRequest {
  const content = { kind: "campaign", campaign } as const;
  return { where, content, when: { kind: "campaign" }, time: CAMPAIGN_TIME, zone, language, sendPolicy };
}

/** Returns the quiet hours that the workspace wants, unless a campaign's fixed time lies within them. */
async function workspaceQuietHours({ quietHours, person }: CommandContext): Promise<NewNudgeRequest["sendPolicy"]> {
  const wanted = await quietHours?.(person);
  const read = wanted === undefined ? "usual" : readQuietHours(wanted);
  if (read === "usual" || read === "nonsense" || (read !== "none" && isQuiet(CAMPAIGN_TIME, read))) return {};
  return { quietHours: read };
}

async function add(context: CommandContext, request: NewNudgeRequest): Promise<Reply> {
  const { place, language, mayManage, mayPost } = context;
  const where = place.recipient === undefined ? request.where : "me";
  if (where !== "me" && mayManage === undefined) return refused(notYoursReply(language), context);
  if (where !== "me" && mayPost === false) return word(language, "cannot-post");
  const { name, ...person } = context.person;
  const { content } = request;
  const target = where === "channel" ? place : directPlace(person);
  if (content.kind === "campaign" && (await runsIn(context, content.campaign, target))) return word(language, "campaign-runs");
  const wanted = await subscribe(context, { ...request, where }, { owner: person, ownerName: name, recipient: person });
  if (wanted === undefined) return word(language, "campaign-past");
  const same = (await context.store.subscriptionsOf(wanted.place)).find((one) => isSame(one, wanted));
  if (same !== undefined) return alreadyAddedReply(same, context, language);
  save(context, wanted);
  return addedReply(wanted, nextSendAt(wanted, context.now, context.holidayOn), context, language);
}

/** Whether two subscriptions send the same at the same times, by the same rules. */
function isSame(one: Subscription, other: Subscription): boolean {
  const whatMatters = ({ content, schedule, zone, language, sendPolicy, fallback }: Subscription) => ({
    ...{ content, schedule, zone, language, sendPolicy, fallback },
  });
  return isDeepStrictEqual(whatMatters(one), whatMatters(other));
}

/** Starts a campaign in somebody's direct messages, without an owner. Does nothing if it runs there already or is over. */
export async function startFor(context: CommandContext, campaign: string, recipient: PersonKey): Promise<void> {
  if (await runsIn(context, campaign, directPlace(recipient))) return;
  const nobody = { ...recipient, person: "" };
  const policy = await workspaceQuietHours(context);
  const request = campaignRequest(campaign, "me", context.zone, context.language, policy);
  const wanted = await subscribe(context, request, { owner: nobody, recipient });
  if (wanted !== undefined) save(context, wanted);
}

/** Whether a campaign runs in a place already and is not over. */
async function runsIn({ store, now, holidayOn }: CommandContext, campaign: string, place: Place): Promise<boolean> {
  const there = await store.subscriptionsOf(place);
  return there.some(
    (one) =>
      one.content.kind === "campaign" &&
      one.content.campaign === campaign &&
      (one.pause !== undefined || nextSendAt(one, now, holidayOn) !== undefined),
  );
}

/** Returns the requested subscription without saving it; undefined for a campaign that is unknown or over. */
async function subscribe(
  context: CommandContext,
  request: NewNudgeRequest,
  people: { readonly owner: PersonKey; readonly ownerName?: string | undefined; readonly recipient: PersonKey },
): Promise<Subscription | undefined> {
  const { place, now, holidayOn, library, random } = context;
  const quiz = await quizPolicy(context);
  return subscriptionFor(request, { id: shortId(random), place, ...people, quiz, now, holidayOn, library });
}

function save({ store, changes, now, holidayOn, wake }: CommandContext, subscription: Subscription): void {
  changes.add(async (transaction) => {
    await store.within(transaction).saveSubscription(subscription, nextLookFrom(subscription, now, holidayOn));
    return true;
  }, wake);
}
