import { planCampaign, underway } from "../decide/campaign.ts";
import type { LeasedMessage } from "../ports.ts";
import { nextLookFrom } from "../schedule/next-look.ts";
import type { Subscription } from "../types.ts";
import type { NudgeRunnerOptions } from "./options.ts";

/** Plans a campaign again after one of its steps was skipped just before sending, so that the step is sent later. */
export type Replan = (message: LeasedMessage, subscription: Subscription) => Promise<void>;

export function createReplanning({ store, content, holidayOn, now }: NudgeRunnerOptions): Replan {
  return async ({ step }, subscription) => {
    const { content: wanted } = subscription;
    const campaign =
      wanted.kind === "campaign" ? (await content(subscription.place)).library.campaign(wanted.campaign) : undefined;
    if (step === undefined || campaign === undefined) return;
    const { deliveries, sentToPlace } = await store.facts(subscription, now());
    await store.changeSubscription(subscription.id, (found) => {
      const from = Math.max(now(), found.pause?.until ?? 0);
      const schedule = planCampaign(campaign, found, from, holidayOn, underway(deliveries, sentToPlace));
      const going = { ...found, schedule };
      return { subscription: going, nextLook: nextLookFrom(going, now(), holidayOn) };
    });
  };
}
