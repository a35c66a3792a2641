import { createInFlight } from "../../adapters/kit/in-flight.ts";
import { decodeAction } from "../../src/actions.ts";
import { DeliveryError, type DeliveryFailure, MalinoisError } from "../../src/errors.ts";
import type { Inbound, Instant, Place } from "../../src/model.ts";
import type { Adapter, Host } from "../../src/ports.ts";
import { type Chat, ChatError, type ChatEvent, type Refusal } from "../protocol/toy-chat.ts";
import { draw } from "./draw.ts";

const FAILURES: Readonly<Partial<Record<Refusal, DeliveryFailure>>> = {
  blocked: "undeliverable",
  "no such room": "gone",
  "read only": "forbidden",
  "too many": "later",
};

/** Converts a refusal of the chat to the error of the port. */
function explain(error: unknown): unknown {
  if (!(error instanceof ChatError)) return error;
  const failure = FAILURES[error.refusal];
  const [message, fix] = [`the chat refused a call: ${error.refusal}`, "look at the chat"] as const;
  return failure === undefined ? new MalinoisError("platform", message, fix) : new DeliveryError(failure, message, fix);
}

/** Returns what somebody did as an inbound message, or undefined if it is not meant for Malinois. */
function parse({ id, room, author, isBot, did }: ChatEvent): Inbound | undefined {
  if (isBot) return undefined;
  const isDirect = room.startsWith("@");
  const place: Place = {
    platform: "toy",
    workspace: "",
    channel: room,
    private: isDirect || (did.kind === "write" && did.whisper === true),
    ...(isDirect ? { recipient: author } : { handle: author }),
  };
  const received = { id: `toy:${id}`, place, asker: { id: author } };
  if (did.kind === "write") return { kind: "asked", ...received, text: did.text, addressed: true };
  if (did.kind === "fill") {
    return { kind: "submitted", ...received, submission: { form: "add-nudge", language: did.language, values: did.values } };
  }
  const action = decodeAction(did.value);
  return action && { kind: "pressed", ...received, action, text: "" };
}

function roomOf({ channel, recipient }: Place): string {
  return recipient === undefined ? channel : `@${recipient}`;
}

/** Makes the adapter for the toy chat. */
export function createToy(chat: Chat, startedAt: Instant): Adapter {
  const inFlight = createInFlight();
  let disconnect: (() => void) | undefined;
  let isRunning = false;

  function ask<Result>(call: () => Result): Result {
    if (!isRunning) throw new DeliveryError("later", "the chat is not connected", "start Malinois");
    try {
      return call();
    } catch (error) {
      throw explain(error);
    }
  }

  return {
    name: "toy",
    routes: [],
    async start(host: Host) {
      if (isRunning) return;
      isRunning = true;
      try {
        disconnect = ask(() =>
          chat.connect((event) => {
            const inbound = parse(event);
            if (inbound !== undefined) void inFlight.add(host.receive(inbound));
          }),
        );
      } catch (error) {
        isRunning = false;
        throw error;
      }
    },
    async send(place, reply, key) {
      const to = place.private && place.recipient === undefined ? place.handle : undefined;
      for (const [part, message] of draw(reply).entries()) {
        const tag = key === undefined ? {} : { tag: `${key}/${part}` };
        ask(() => chat.post({ room: roomOf(place), ...message, ...(to === undefined ? {} : { to }), ...tag }));
      }
    },
    async find(place, key, since) {
      if (since < startedAt) return "unknown";
      return ask(() => chat.has(roomOf(place), `${key}/0`)) ? "sent" : "absent";
    },
    health: () => (isRunning ? { ok: true, detail: "connected" } : { ok: false, detail: "not connected" }),
    async stop() {
      disconnect?.();
      await inFlight.drain(5_000);
      isRunning = false;
    },
  };
}
