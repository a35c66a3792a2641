import { DeliveryError, MalinoisError } from "../../../../src/errors.ts";
import { type Broken, LOBBY, misreport } from "./ways.ts";

/** Adapters with a mistake in what they report about messages. */
export const DELIVERY: readonly Broken[] = [
  {
    what: "find always says absent",
    noticed: "finds a message by its key that was sent to a channel",
    breakIt: () => ({ find: async () => "absent" }),
  },
  {
    what: "find always says sent",
    noticed: "finds a message by its key that was sent to a person",
    breakIt: () => ({ find: async () => "sent" }),
  },
  { what: "find always says unknown", noticed: "finds a message by its key", breakIt: () => ({ find: async () => "unknown" }) },
  {
    what: "find says absent if it cannot tell",
    noticed: "reports unknown",
    breakIt: ({ find }) => ({
      find: async (...asked) => {
        const found = await find(...asked);
        return found === "unknown" ? "absent" : found;
      },
    }),
  },
  {
    what: "find says unknown if it could not ask",
    noticed: "throws if the platform cannot be asked",
    breakIt: ({ find }) => ({ find: (...asked) => find(...asked).catch(() => "unknown" as const) }),
  },
  {
    what: "find looks into every room",
    noticed: "finds a message by its key that was sent to a channel",
    breakIt: ({ find }) => ({
      find: async (place, key, since) => {
        const here = await find(place, key, since);
        const there =
          place.channel === "lobby" ? await find({ ...LOBBY, recipient: "ann" }, key, since) : await find(LOBBY, key, since);
        return there === "sent" ? "sent" : here;
      },
    }),
  },
  {
    what: "private answers cannot be found",
    noticed: "never reports a message that only one person",
    breakIt: ({ find }) => ({
      find: async (place, ...asked) => (place.private && place.recipient === undefined ? "absent" : find(place, ...asked)),
    }),
  },
  {
    what: "the key is ignored",
    noticed: "shows a message that is sent twice to a channel with the same key only once",
    breakIt: ({ send }) => ({ send: (place, reply) => send(place, reply) }),
  },
  {
    what: "every key is the same",
    noticed: "shows the same reply with two keys twice",
    breakIt: ({ send }) => ({ send: (place, reply) => send(place, reply, "key") }),
  },
  {
    what: "it throws plain errors",
    noticed: "says why a message was certainly not sent: gone",
    breakIt: misreport((error) => new Error(String(error))),
  },
  {
    what: "every failure is of the kind “gone”",
    noticed: "says why a message was certainly not sent: forbidden",
    breakIt: misreport((error) => (error instanceof DeliveryError ? new DeliveryError("gone", error.message, error.fix) : error)),
  },
  {
    what: "a message that may have been sent counts as unsent",
    noticed: "never says that a message was not sent",
    breakIt: misreport((error) =>
      error instanceof MalinoisError ? new DeliveryError("later", error.message, error.fix) : error,
    ),
  },
  {
    what: "failures are not reported",
    noticed: "says why a message was certainly not sent: undeliverable",
    breakIt: ({ send }) => ({ send: (...sent) => send(...sent).catch(() => undefined) }),
  },
];
