import type { App, ReceiverEvent } from "@slack/bolt";
import type { Logger } from "../../../../src/ports.ts";
import { describeError } from "../../../kit/describe-error.ts";
import type { InFlight } from "../../../kit/in-flight.ts";
import type { Payload } from "../../../kit/payload.ts";

/** Something that Slack delivered, by whichever transport. */
export interface Delivery {
  readonly body: Payload;
  readonly retryNumber: number | undefined;
  readonly retryReason: string | undefined;
}

/** What Slack is told in return; undefined where the work failed, so that Slack delivers again. */
export type Acknowledgement = { readonly payload: unknown } | undefined;

/** Works on a delivery; resolves when it is time to acknowledge it. Never rejects. */
export type Deliver = (app: App, delivery: Delivery) => Promise<Acknowledgement>;

/**
 * Makes the way into Bolt. Bolt acknowledges an event before it works on it, so that a crash would lose the question: here an event is acknowledged when the
 * work is done or, after `within` milliseconds, as soon as its listener says by `onKept` in its context that it is kept. Slack delivers again what is not
 * acknowledged within 3,000 milliseconds. Commands, buttons and modals are acknowledged when their listener says so.
 */
export function createDeliver(within: number, inFlight: InFlight, logger: Logger): Deliver {
  return (app, { body, retryNumber, retryReason }) =>
    new Promise((resolve) => {
      const isEvent = body.event !== undefined;
      const acknowledge = (): void => resolve({ payload: undefined });
      let isKept = false;
      let isTime = false;
      const timer = setTimeout(() => {
        isTime = true;
        if (isKept) acknowledge();
      }, within);
      const onKept = async (): Promise<void> => {
        isKept = true;
        if (isTime) acknowledge();
      };
      const event: ReceiverEvent = {
        body: { ...body },
        ack: async (payload: unknown) => {
          if (!isEvent) resolve({ payload });
        },
        ...(isEvent && { customProperties: { onKept } }),
        ...(retryNumber !== undefined && { retryNum: retryNumber }),
        ...(retryReason !== undefined && { retryReason }),
      };
      const work = app.processEvent(event).then(acknowledge, (error: unknown) => {
        logger.error(describeError(error), "work on something from Slack failed");
        resolve(undefined);
      });
      void inFlight.add(work.finally(() => clearTimeout(timer)));
    });
}
