import type { Instant } from "../../model.ts";
import { planCampaign, underway } from "../decide/campaign.ts";
import { nextLookFrom } from "../schedule/next-look.ts";
import { resume as resumed } from "../subscription.ts";
import type { Pause, Subscription } from "../types.ts";
import type { CommandContext } from "./command-context.ts";

/** Pauses a subscription; a campaign later resumes where it stopped. Returns the changed subscription; undefined if it no longer exists. */
export async function pause(context: CommandContext, subscription: Subscription, rest: Pause): Promise<Subscription | undefined> {
  const { store, holidayOn } = context;
  const goOn = await planFor(context, subscription);
  return store.changeSubscription(subscription.id, (found, { lookedUntil }) => {
    const resting = { ...found, pause: rest };
    const planned = rest.until === undefined ? resting : goOn(resting, rest.until);
    return { subscription: planned, nextLook: nextLookFrom(planned, lookedUntil, holidayOn) };
  });
}

/** Resumes a subscription from now on and passes over what fell due meanwhile; a campaign resumes with the steps that were not sent. */
export async function resume(context: CommandContext, subscription: Subscription): Promise<Subscription | undefined> {
  const { store, now, holidayOn } = context;
  const goOn = await planFor(context, subscription);
  return store.changeSubscription(subscription.id, (found) => {
    const going = goOn(resumed(found), now);
    return { subscription: going, nextLook: nextLookFrom(going, now, holidayOn) };
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
