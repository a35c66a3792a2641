import type { Reply } from "../../../src/model.ts";
import { createBoundedMap } from "../../kit/bounded-map.ts";
import type { Handle } from "../handle.ts";
import type { Settings } from "../options.ts";
import { MESSAGE_FLAG } from "../protocol.ts";
import type { Api } from "./api.ts";
import { deliver } from "./deliver.ts";
import { DISCORD_ERROR, explain } from "./errors.ts";

type Interaction = Extract<Handle, { kind: "interaction" }>;

/** Answers interactions that were deferred. */
export interface InteractionSender {
  /** Rejects with discord.js's error. */
  send(interaction: Interaction, reply: Reply): Promise<void>;
  /** Takes "Malinois is thinking…" away where there is nothing to say. */
  withdraw(interaction: Interaction): Promise<void>;
}

/** How long an interaction can be answered, in milliseconds. */
const LIFETIME = 15 * 60_000;
/** More than anybody asks in that time: 22 questions a second. */
const REMEMBERED = 20_000;

/** Over HTTP an answer can overtake the first response that it follows. */
const PASSING = [DISCORD_ERROR.unknownWebhook, DISCORD_ERROR.unknownMessage];

/** @param api calls without the bot's token: the interaction's own is in the address */
export function createInteractionSender(api: Api, { now, log }: Pick<Settings, "now" | "log">): InteractionSender {
  /** Interactions whose first message is written, by their tokens, for as long as that matters. */
  const answered = createBoundedMap<string, true>(REMEMBERED, now);

  return {
    send({ application, token, ephemeral }, reply) {
      const webhook = `/webhooks/${application}/${token}` as const;
      return deliver(
        reply,
        async (message) => {
          if (answered.get(token)) {
            const flags = ephemeral ? message.flags | MESSAGE_FLAG.ephemeral : message.flags;
            // Discord has no nonce for these: repeated after a lost answer, the message would appear twice.
            await api.call({ method: "POST", route: webhook, body: { ...message, flags }, repeatable: false });
            return;
          }
          await api.call({
            method: "PATCH",
            route: `${webhook}/messages/@original`,
            body: message,
            repeatable: true,
            passing: PASSING,
          });
          answered.set(token, true, LIFETIME);
        },
        log,
      );
    },

    async withdraw({ application, token }) {
      if (answered.get(token)) return;
      const route = `/webhooks/${application}/${token}/messages/@original` as const;
      await api.call({ method: "DELETE", route, repeatable: true, passing: PASSING }).catch((error: unknown) => {
        log.info({ reason: explain(error).message }, "A deferred answer could not be withdrawn.");
      });
    },
  };
}
