import { planCampaign, underway } from "../decide/campaign.ts";
import { scheduleFrom } from "../schedule/next-look.ts";
import { resume as resumed } from "../subscription.ts";
import type { Pause, Subscription } from "../types.ts";
import type { Instant } from "../../model.ts";
import type { Visit } from "./nudge-commands.ts";

/** Has a subscription rest; a campaign goes on where it was when the rest is over. Gives the subscription, unless it is gone. */
export async function pause(visit: Visit, subscription: Subscription, rest: Pause): Promise<Subscription | undefined> {
  const { store, holidayOn } = visit;
  const goOn = await planFor(visit, subscription);
  return store.changeSubscription(subscription.id, (found, { lookedUntil }) => {
    const resting = { ...found, pause: rest };
    const planned = rest.until === undefined ? resting : goOn(resting, rest.until);
    return { subscription: planned, schedule: scheduleFrom(planned, lookedUntil, holidayOn) };
  });
}

/** Has a subscription go on from now, what fell due meanwhile left out; a campaign with the steps that were not sent. */
export async function resume(visit: Visit, subscription: Subscription): Promise<Subscription | undefined> {
  const { store, now, holidayOn } = visit;
  const goOn = await planFor(visit, subscription);
  return store.changeSubscription(subscription.id, (found) => {
    const going = goOn(resumed(found), now);
    return { subscription: going, schedule: scheduleFrom(going, now, holidayOn) };
  });
}

/** Plans the rest of a campaign anew, after a step was sent early. */
export async function planRest(visit: Visit, subscription: Subscription): Promise<void> {
  const { store, now, holidayOn } = visit;
  const goOn = await planFor(visit, subscription);
  await store.changeSubscription(subscription.id, (found) => {
    const going = goOn(found, now);
    return { subscription: going, schedule: scheduleFrom(going, now, holidayOn) };
  });
}

/** What plans the rest of a campaign from an instant on; leaves other subscriptions as they are. */
async function planFor({ store, library, holidayOn, now }: Visit, subscription: Subscription) {
  const { content } = subscription;
  const campaign = content.kind === "campaign" ? library.campaign(content.campaign) : undefined;
  if (campaign === undefined) return (found: Subscription) => found;
  const { deliveries, sentToPlace } = await store.facts(subscription, now);
  const before = underway(deliveries, sentToPlace);
  return (found: Subscription, from: Instant): Subscription => ({
    ...found,
    timetable: planCampaign(campaign, found, from, holidayOn, before),
  });
}
