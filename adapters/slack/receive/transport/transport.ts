import type { Receiver } from "@slack/bolt";
import { MalinoisError } from "../../../../src/errors.ts";
import type { HttpRoute } from "../../../../src/ports.ts";
import { formatTime } from "../../../kit/time.ts";
import type { TransportState } from "../../health.ts";
import type { SlackOptions, SlackTimings } from "../../options.ts";
import { clientOptions } from "../../send/api.ts";
import { boltLogger } from "./bolt-logger.ts";
import type { Deliver } from "./delivery.ts";
import { createHttpReceiver } from "./http-receiver.ts";
import { createConnect } from "./socket-connection.ts";
import { createSocketReceiver } from "./socket-receiver.ts";

/** Slack closes each socket every few hours; while one is opened again, the other receives. Slack allows ten. */
const SOCKETS = 2;

/** The way in which Slack's events reach Malinois. */
export interface Transport {
  readonly name: "socket" | "http";
  readonly receiver: Receiver;
  readonly routes: readonly HttpRoute[];
  /** Stops accepting new events; running work can still be acknowledged. */
  pause(): void;
  state(): TransportState;
}

export interface TransportTools {
  readonly deliver: Deliver;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly onRateLimited: () => void;
}

/** Chooses the transport: Socket Mode with an app token, otherwise signed HTTP. Throws a `MalinoisError` if neither is configured. */
export function createTransport(options: SlackOptions, timings: SlackTimings, tools: TransportTools): Transport {
  if (options.appToken) return socketTransport(options, options.appToken, timings, tools);
  if (options.signingSecret) return httpTransport(options, options.signingSecret, tools);
  throw new MalinoisError(
    "configuration",
    "Slack has no way to reach Malinois: neither an app token nor a signing secret is set",
    "set SLACK_APP_TOKEN (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP",
  );
}

function socketTransport(options: SlackOptions, appToken: string, timings: SlackTimings, tools: TransportTools): Transport {
  const { apiUrl, now, logger } = options;
  const createClient = async () => {
    const { SocketModeClient } = await import("@slack/socket-mode");
    return new SocketModeClient({
      appToken,
      autoReconnectEnabled: false,
      clientPingTimeout: timings.pingTimeout,
      logger: boltLogger(logger),
      // A new object, because the client writes into it.
      clientOptions: clientOptions(apiUrl, timings.callTimeout),
    });
  };
  const receiver = createSocketReceiver({
    ...tools,
    sockets: SOCKETS,
    connect: createConnect(createClient, timings.helloTimeout, logger),
    reconnectDelays: timings.reconnectDelays,
    startTries: timings.startDelays.length + 1,
    now,
    logger,
  });
  return {
    name: "socket",
    receiver,
    routes: [],
    pause: receiver.pause,
    state: () => {
      const { connected, wanted, without } = receiver.state();
      if (without === undefined) return { ok: true, detail: `connected (${connected} of ${wanted} sockets)` };
      return { ok: false, detail: `no socket since ${formatTime(without.since)}, reconnecting: ${without.reason}` };
    },
  };
}

function httpTransport({ now, logger }: SlackOptions, signingSecret: string, tools: TransportTools): Transport {
  const receiver = createHttpReceiver({ ...tools, signingSecret, now, logger });
  return {
    name: "http",
    receiver,
    routes: [receiver.route],
    pause: () => void receiver.stop(),
    state: () => ({ ok: true, detail: "listening at POST /slack/events" }),
  };
}
