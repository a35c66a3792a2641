import type { SocketModeClient } from "@slack/socket-mode";
import { MalinoisError } from "../../../../src/errors.ts";
import type { Logger } from "../../../../src/ports.ts";
import { describeError } from "../../../kit/describe-error.ts";
import { type Payload, record, recordFromJson, recordOf, text } from "../../../kit/payload.ts";
import { within } from "../../../kit/time.ts";
import { failureOf, SlackRefusal } from "../../send/errors.ts";

/** Something that came over a socket. */
export interface Envelope {
  readonly body: Payload;
  readonly retryNumber: number | undefined;
  readonly retryReason: string | undefined;
  /** Rejects when the socket is no longer there. */
  acknowledge(payload: unknown): Promise<void>;
}

/** One open socket. */
export interface Connection {
  /** Resolves when the socket has closed, from whichever side. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** Opens a socket; resolves when Slack has said hello. Throws a `MalinoisError` or what the client failed with. */
export type Connect = (onEnvelope: (envelope: Envelope) => void) => Promise<Connection>;

/** How long a closing socket is waited for. */
const CLOSING = 1_000;

/**
 * Makes the opener. `createClient` gives a fresh client each time, which must not reconnect by itself; `helloTimeout` in
 * milliseconds bounds the wait for the hello.
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
      // The client may still connect although it was given up.
      client.once("connected", () => void close(client));
      void close(client);
      throw explain(error);
    }
    return { closed, close: () => close(client) };
  };
}

/**
 * `@slack/socket-mode` 3.1.0 takes for granted that each event has an inner event, which `app_rate_limited` has not, and
 * lets the error escape as an unhandled rejection, which ends the process.
 */
function guardMessages(client: SocketModeClient, logger: Logger): void {
  const [original] = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown, isBinary: boolean) => {
    const envelope = typeof data === "string" ? recordFromJson(data) : {};
    const payload = record(envelope, "payload");
    const bare = envelope.type === "events_api" && payload.event === undefined;
    // Any other type than "events_api" is handed on as it is.
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
