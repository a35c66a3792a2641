import type { SocketModeClient } from "@slack/socket-mode";
import { describeError } from "../../../../src/common/describe-error.ts";
import { MalinoisError } from "../../../../src/errors.ts";
import type { Logger } from "../../../../src/ports.ts";
import { type Payload, record, recordFromJson, recordOf, text } from "../../../kit/payload.ts";
import { within } from "../../../kit/time.ts";
import { failureOf, SlackRefusal } from "../../send/errors.ts";

/** A message from Slack over a socket. */
export interface Envelope {
  readonly body: Payload;
  readonly retryNumber: number | undefined;
  readonly retryReason: string | undefined;
  /** Rejects if the socket has closed. */
  acknowledge(payload: unknown): Promise<void>;
}

/** One open socket. */
export interface Connection {
  /** Resolves when the socket has closed, from whichever side. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** Opens a socket; resolves when Slack has said hello. Rejects with a `MalinoisError` or the client's own error. */
export type Connect = (onEnvelope: (envelope: Envelope) => void) => Promise<Connection>;

/** How long to wait for a socket to close, in milliseconds. */
const CLOSING = 1_000;

/**
 * Makes the function that opens sockets. `createClient` returns a new client each time, which must not reconnect by itself. `helloTimeout` is how long to
 * wait for the hello, in milliseconds.
 */
export function createConnect(createClient: () => Promise<SocketModeClient>, helloTimeout: number, logger: Logger): Connect {
  return async (onEnvelope) => {
    const client = await createClient();
    const closed = new Promise<void>((resolve) => client.once("disconnected", () => resolve()));
    guardMessages(client, logger);
    client.on("slack_event", (event: unknown) => onEnvelope(readEnvelope(recordOf(event))));
    try {
      if ((await within(client.start(), helloTimeout)) === undefined) throw silent();
    } catch (error) {
      // The client may still connect after it was given up.
      client.once("connected", () => void close(client));
      void close(client);
      throw explain(error);
    }
    return { closed, close: () => close(client) };
  };
}

/**
 * Handles messages that would end the process: `@slack/socket-mode` 3.1.0 assumes that each event has an inner event, which `app_rate_limited` does not, and
 * lets the error escape as an unhandled rejection.
 */
function guardMessages(client: SocketModeClient, logger: Logger): void {
  const [original] = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown, isBinary: boolean) => {
    const envelope = typeof data === "string" ? recordFromJson(data) : {};
    const payload = record(envelope, "payload");
    const bare = envelope.type === "events_api" && payload.event === undefined;
    // The client passes on any type other than "events_api" as it is.
    const safe = bare ? JSON.stringify({ ...envelope, type: "events_api_without_event" }) : data;
    Promise.resolve(original?.call(client, safe, isBinary)).catch((error: unknown) =>
      logger.warn(describeError(error), "could not read a message from Slack"),
    );
  });
}

function readEnvelope(event: Payload): Envelope {
  const { ack, retry_num: retryNumber } = event;
  return {
    body: record(event, "body"),
    retryNumber: typeof retryNumber === "number" ? retryNumber : undefined,
    retryReason: text(event, "retry_reason"),
    acknowledge: async (payload) => {
      if (typeof ack === "function") await ack(payload);
    },
  };
}

async function close(client: SocketModeClient): Promise<void> {
  await within(client.disconnect(), CLOSING);
}

function silent(): MalinoisError {
  return new MalinoisError("platform", "Slack's socket did not say hello in time", "it is opened again by itself");
}

function explain(error: unknown): unknown {
  if (error === undefined)
    return new MalinoisError("platform", "Slack closed the socket before its hello", "it is opened again by itself");
  const failure = failureOf(error);
  return failure.kind === "refused" ? new SlackRefusal("apps.connections.open", failure.error, failure.needed) : error;
}
