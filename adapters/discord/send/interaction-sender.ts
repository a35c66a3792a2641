import { z } from "zod";
import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import type { Reply } from "../../../src/model.ts";
import type { Handle } from "../handle.ts";
import type { Settings } from "../options.ts";
import { MESSAGE_FLAG } from "../protocol.ts";
import { type Api, askDiscord } from "./api.ts";
import { deliver } from "./deliver.ts";
import { codeOf, DISCORD_ERROR, explain, MaybeSent } from "./errors.ts";
import { hasMarks, keyAt, seenComponent, withMarks } from "./history/marks.ts";

type Interaction = Extract<Handle, { kind: "interaction" }>;

/** Answers interactions that were deferred. */
export interface InteractionSender {
  /** Records that this process deferred an interaction, whose first message nobody has written yet. */
  expect(interaction: Interaction): void;
  /** Sends a reply as the first message or, if that is written already, as a follow-up. Rejects with discord.js's error. */
  send(interaction: Interaction, reply: Reply, key: string | undefined): Promise<void>;
  /** Returns whether a reply with a key is the first message of an interaction; Discord does not list later ones. Rejects with discord.js's error. */
  find(interaction: Interaction, key: string): Promise<"sent" | "absent" | "unknown">;
  /** Removes "Malinois is thinking…" if there is no answer. */
  withdraw(interaction: Interaction): Promise<void>;
}

/** How long an interaction can be answered, in milliseconds. */
const LIFETIME = 15 * 60_000;
/** More than anybody asks in that time: 22 questions a second. */
const REMEMBERED = 20_000;

/** Errors that are temporary: over HTTP, an answer can arrive before the first response that it follows. */
const PASSING = [DISCORD_ERROR.unknownWebhook, DISCORD_ERROR.unknownMessage];
/** Errors that mean that the interaction can no longer be answered. */
const OVER: readonly number[] = [DISCORD_ERROR.unknownWebhook, DISCORD_ERROR.unknownMessage, DISCORD_ERROR.invalidWebhookToken];

const originalMessage = z.object({ flags: z.number().default(0), components: z.array(seenComponent).default([]) });

/** @param api calls without the bot's token: the interaction's own is in the address */
export function createInteractionSender(api: Api, settings: Pick<Settings, "now" | "log" | "commandIds">): InteractionSender {
  const { now, log } = settings;
  /** Whether the first message of each interaction, by its token, has been written; absent: another process or a lost call may have done so. */
  const answered = createBoundedMap<string, boolean>(REMEMBERED, now);

  const addressOf = ({ application, token }: Interaction) => `/webhooks/${application}/${token}` as const;

  /** Returns the first message as it is now; undefined if the interaction can no longer be answered. */
  async function readOriginal(interaction: Interaction): Promise<z.output<typeof originalMessage> | undefined> {
    try {
      return await askDiscord(api, `${addressOf(interaction)}/messages/@original`, originalMessage);
    } catch (error) {
      if (OVER.includes(codeOf(error) ?? 0)) return undefined;
      throw error;
    }
  }

  /** Returns whether the first message is this very reply, another one, or not written yet. */
  async function firstMessage(interaction: Interaction, key: string | undefined): Promise<"this reply" | "another" | "none"> {
    const known = answered.get(interaction.token);
    if (known !== undefined) return known ? "another" : "none";
    const original = await readOriginal(interaction);
    if (original === undefined || (original.flags & MESSAGE_FLAG.loading) !== 0) return "none";
    return key !== undefined && hasMarks(original.components, key) ? "this reply" : "another";
  }

  return {
    expect: ({ token }) => {
      if (answered.get(token) === undefined) answered.set(token, false, LIFETIME);
    },

    async send(interaction, reply, key) {
      const { token, ephemeral } = interaction;
      const webhook = addressOf(interaction);
      const first = await firstMessage(interaction, key);
      // Another process, which was taken for dead, has sent it meanwhile.
      if (first === "this reply") return;
      let isFollowUp = first === "another";
      await deliver(
        reply,
        async (message, position) => {
          const { file, ...marked } = key === undefined ? message : withMarks(message, keyAt(key, position));
          if (isFollowUp) {
            const flags = ephemeral ? marked.flags | MESSAGE_FLAG.ephemeral : marked.flags;
            // Discord has no nonce for follow-ups: a retry after a lost answer could post the message twice.
            await api.call({ method: "POST", route: webhook, body: { ...marked, flags }, file, repeatable: false, sends: true });
            return;
          }
          const route = `${webhook}/messages/@original` as const;
          await api
            .call({ method: "PATCH", route, body: marked, file, repeatable: true, sends: true, passing: PASSING })
            .catch((error: unknown) => {
              // The next reply must not replace this one if it arrived.
              if (error instanceof MaybeSent) answered.delete(token);
              throw error;
            });
          answered.set(token, true, LIFETIME);
          isFollowUp = true;
        },
        settings,
      );
    },

    async find(interaction, key) {
      const original = await readOriginal(interaction);
      if (original === undefined || (original.flags & MESSAGE_FLAG.loading) !== 0) return "absent";
      return hasMarks(original.components, key) ? "sent" : "unknown";
    },

    async withdraw(interaction) {
      if (answered.get(interaction.token)) return;
      const route = `${addressOf(interaction)}/messages/@original` as const;
      await api.call({ method: "DELETE", route, repeatable: true, passing: PASSING }).catch((error: unknown) => {
        log.info({ reason: explain(error).message }, "A deferred answer could not be withdrawn.");
      });
    },
  };
}
