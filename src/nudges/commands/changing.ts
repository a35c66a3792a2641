import type { Instant } from "../../model.ts";
import { planCampaign, underway } from "../decide/campaign.ts";
import { nextLookFrom } from "../schedule/next-look.ts";
import { resume as resumed } from "../subscription.ts";
import type { Pause, Subscription } from "../types.ts";
import type { CommandContext } from "./command-context.ts";

/** Pauses a subscription; a campaign later resumes where it stopped. Returns what the subscription will be once the command is saved. */
export async function pause(context: CommandContext, subscription: Subscription, rest: Pause): Promise<Subscription> {
  const goOn = await planFor(context, subscription);
  return change(context, subscription, (found) => {
    const resting = { ...found, pause: rest };
    return rest.until === undefined ? resting : goOn(resting, rest.until);
  });
}

/**
 * Resumes a subscription from now on and passes over what fell due meanwhile; a campaign resumes with the steps that were not sent. Returns what the
 * subscription will be once the command is saved.
 */
export async function resume(context: CommandContext, subscription: Subscription): Promise<Subscription> {
  const { now, wake } = context;
  const goOn = await planFor(context, subscription);
  return change(context, subscription, (found) => goOn(resumed(found), now), { from: now, onSaved: wake });
}

/** @param from the instant from which the runner looks again; absent: where it has looked to */
function change(
  { store, changes, holidayOn }: CommandContext,
  subscription: Subscription,
  alter: (found: Subscription) => Subscription,
  { from, onSaved }: { readonly from?: Instant; readonly onSaved?: () => void } = {},
): Subscription {
  changes.add(async (transaction) => {
    const changed = await store.within(transaction).changeSubscription(subscription.id, (found, { lookedUntil }) => {
      const altered = alter(found);
      return { subscription: altered, nextLook: nextLookFrom(altered, from ?? lookedUntil, holidayOn) };
    });
    return changed !== undefined;
  }, onSaved);
  return alter(subscription);
}

/** Removes a subscription once the command is saved. */
export function remove({ store, changes, now }: CommandContext, { id }: Subscription): void {
  changes.add(async (transaction) => {
    await store.within(transaction).removeSubscription(id, now);
    return true;
  });
}

/** Plans the rest of a campaign again after a step was sent early. */
export async function planRest(context: CommandContext, subscription: Subscription): Promise<void> {
  const { store, now, holidayOn } = context;
  const goOn = await planFor(context, subscription);
  await store.changeSubscription(subscription.id, (found) => {
    const going = goOn(found, now);
    return { subscription: going, nextLook: nextLookFrom(going, now, holidayOn) };
  });
}

/** Returns a function that plans the rest of a campaign from an instant on. It leaves other subscriptions as they are. */
async function planFor({ store, library, holidayOn, now }: CommandContext, subscription: Subscription) {
  const { content } = subscription;
  const campaign = content.kind === "campaign" ? library.campaign(content.campaign) : undefined;
  if (campaign === undefined) return (found: Subscription) => found;
  const { deliveries, sentToPlace } = await store.facts(subscription, now);
  const before = underway(deliveries, sentToPlace);
  return (found: Subscription, from: Instant): Subscription => ({
    ...found,
    schedule: planCampaign(campaign, found, from, holidayOn, before),
  });
}
