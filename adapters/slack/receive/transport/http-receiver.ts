import type { App, Receiver } from "@slack/bolt";
import type { HttpRoute } from "../../../../src/ports.ts";
import type { Deliver } from "./delivery.ts";
import { createSignedRoute, type SignedRouteOptions } from "./signed-route.ts";

/** Receives from Slack by signed HTTP requests, on a server that somebody else runs. */
export interface HttpReceiver extends Receiver {
  readonly route: HttpRoute;
}

export interface HttpReceiverOptions extends Omit<SignedRouteOptions, "receive"> {
  readonly deliver: Deliver;
}

/** Makes the receiver. Before the app has started and after it has stopped, it asks Slack to deliver again. */
export function createHttpReceiver({ deliver, ...options }: HttpReceiverOptions): HttpReceiver {
  let app: App | undefined;
  let open = false;
  return {
    route: createSignedRoute({
      ...options,
      receive: async (delivery) => (app === undefined || !open ? "not now" : deliver(app, delivery)),
    }),
    init(initialised) {
      app = initialised;
    },
    async start() {
      open = true;
    },
    async stop() {
      open = false;
    },
  };
}
