import { repeatedForm } from "../../common/repeated-form.ts";
import type { Form, FormSubmission } from "../../forms.ts";
import type { Instant, Language, Reply } from "../../model.ts";
import { planCampaign, underway } from "../decide/campaign.ts";
import type { LedgerLine, PlaceFacts, SubscriptionChange } from "../ports.ts";
import { goneReply, notYoursReply } from "../replies/subscription-replies.ts";
import { nextLookFrom } from "../schedule/next-look.ts";
import { occurrencesBetween } from "../schedule/occurrences.ts";
import { addDays, instantAt, localDate } from "../schedule/zoned-time.ts";
import type { Subscription } from "../types.ts";
import type { CommandContext } from "./command-context.ts";
import { editNudgeForm } from "./forms/edit-form.ts";
import { type NudgeRequest, readNudge } from "./forms/form.ts";
import { edited } from "./forms/form-request.ts";
import { changedReply, refused, word } from "./replies.ts";
import { type Caller, type Kept, mayChange, nextOfKept, subscriptionToChange } from "./subscriptions.ts";

/** Returns the form for the named subscription, or for the only one there is; undefined if the caller may not change it, or several could be meant. */
export async function formToEdit(
  caller: Caller & Pick<CommandContext, "store" | "areas" | "library">,
  name: string | undefined,
  language: Language,
): Promise<Form | undefined> {
  const subscription = await subscriptionToChange(caller, name);
  return subscription && editNudgeForm(caller, language, subscription);
}

/** Changes a subscription as a submitted form says. Returns the confirmation, or what is wrong. */
export async function editByForm(context: CommandContext, submission: FormSubmission): Promise<Reply> {
  const { store, language, now, wake } = context;
  const subscription = await store.subscription(submission.subject ?? "");
  if (subscription === undefined) return goneReply(language);
  if (!mayChange(context, subscription)) return refused(notYoursReply(language), context);
  const form = editNudgeForm(context, submission.language, subscription);
  const read = readNudge(submission, form);
  if ("problem" in read) return repeatedForm(form, submission.values, read.problem);
  const changed = await change(context, subscription.id, read.request);
  if (changed === undefined) return word(language, "no-such-nudge");
  wake();
  return changedReply({ subscription: changed, next: nextOfKept(changed, context) }, context, now, language);
}

/** Saves the change, based on the ledger, and starts over if the runner acted meanwhile. Undefined if the subscription is gone. */
async function change(context: CommandContext, id: string, request: NudgeRequest): Promise<Kept | undefined> {
  const { store, now } = context;
  for (;;) {
    const before = await store.subscription(id);
    if (before === undefined) return undefined;
    const [facts, lines] = [await store.facts(before, now), await store.ledger(id, LINES_OF_DAYS)];
    const changed = await store.changeSubscription(id, (found, { lookedUntil }) => {
      // The runner has looked in the meantime, and may have sent something that this change would send again.
      if (lookedUntil !== before.nextLook.lookedUntil) return undefined;
      return changedNow(context, found, request, facts, lines);
    });
    if (changed !== undefined) return store.subscription(id);
  }
}

/** Enough ledger lines to cover the last days: one a day, and those of nudges sent by command. */
const LINES_OF_DAYS = 50;

function changedNow(
  { now, holidayOn, library }: CommandContext,
  before: Subscription,
  request: NudgeRequest,
  facts: PlaceFacts,
  lines: readonly LedgerLine[],
): SubscriptionChange {
  const next = edited(before, request, now);
  const from = isOverToday(before, next, lines, now) ? endOfDay(next, now) : now;
  const campaign = next.content.kind === "campaign" ? library.campaign(next.content.campaign) : undefined;
  // Steps keep their days, unless the change would skip one that was still to come.
  const mustPlan = campaign !== undefined && passesOver(before, next, facts, now);
  const past = underway(facts.deliveries, facts.sentToPlace);
  const subscription = mustPlan ? { ...next, schedule: planCampaign(campaign, next, from, holidayOn, past) } : next;
  const left = occurrencesBetween(subscription, now, from).map((occurrence) => ({ occurrence, reason: "merged" as const }));
  return { subscription, nextLook: { ...nextLookFrom(subscription, from, holidayOn), lookedUntil: now }, skipped: left };
}

/** Whether today's nudge has already been sent, or is being sent, on the schedule before the change. */
function isOverToday(before: Subscription, next: Subscription, lines: readonly LedgerLine[], now: Instant): boolean {
  const isOfToday = ({ at, key, state }: LedgerLine) =>
    state !== "skipped" &&
    // Nudges sent by command are not part of the schedule.
    !key.startsWith(`${before.id}/now-`) &&
    [before.zone, next.zone].some((zone) => localDate(at, zone) === localDate(now, zone));
  return lines.some(isOfToday);
}

function endOfDay({ zone }: Subscription, now: Instant): Instant {
  const tomorrow = instantAt(addDays(localDate(now, zone), 1), "00:00", zone);
  return tomorrow === undefined ? now : tomorrow.at - 1;
}

/** Whether the change moves an unsent step from after `now` to before it, so that it would never be sent. */
function passesOver(before: Subscription, next: Subscription, { deliveries }: PlaceFacts, now: Instant): boolean {
  const known = new Set(deliveries.map(({ step }) => step));
  const day = 24 * 3_600_000;
  return occurrencesBetween(before, now, now + 2 * day).some(
    ({ date, step }) => !known.has(step) && occurrencesBetween(next, now - 2 * day, now).some((moved) => moved.date === date),
  );
}
