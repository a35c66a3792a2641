import type { App, ReceiverEvent } from "@slack/bolt";
import { describeError } from "../../../../src/common/describe-error.ts";
import type { Logger } from "../../../../src/ports.ts";
import type { InFlight } from "../../../kit/in-flight.ts";
import type { Payload } from "../../../kit/payload.ts";

/** A payload that Slack delivered, over either transport. */
export interface Delivery {
  readonly body: Payload;
  readonly retryNumber: number | undefined;
  readonly retryReason: string | undefined;
}

/** The response to a delivery; undefined if the work failed, so that Slack delivers again. */
export type Acknowledgement = { readonly payload: unknown } | undefined;

/** Handles a delivery; resolves when it is time to acknowledge it. Never rejects. */
export type Deliver = (app: App, delivery: Delivery) => Promise<Acknowledgement>;

/**
 * Makes the function that hands deliveries to Bolt. Bolt acknowledges an event before handling it, so a crash would lose the question. Here, an event is
 * acknowledged when the work is done or, after `within` milliseconds, as soon as its listener has called `onKept` in its context, which means that the event is
 * stored. Slack delivers again what is not acknowledged within 3,000 milliseconds. Commands, buttons and modals are acknowledged when their listener does it.
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
        logger.error(describeError(error), "a delivery from Slack could not be handled");
        resolve(undefined);
      });
      void inFlight.add(work.finally(() => clearTimeout(timer)));
    });
}
