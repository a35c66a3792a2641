import { DeliveryError, MalinoisError } from "../../../../src/errors.ts";
import type { Inbound, Instant, Place, Reply } from "../../../../src/model.ts";
import type { Health, Host } from "../../../../src/ports.ts";
import { registerCommands } from "../../commands/registration.ts";
import { decodeHandle } from "../../handle.ts";
import { inspect } from "../../inspect/application.ts";
import type { Settings } from "../../options.ts";
import { type Api, createApi, createInteractionRest } from "../../send/api.ts";
import { sendToChannel } from "../../send/channel-sender.ts";
import { kindOf, mayReadHistory } from "../../send/channels.ts";
import { explain, explainDelivery, tokenRefused } from "../../send/explain.ts";
import { findInHistory } from "../../send/find.ts";
import { createInteractionSender, type InteractionSender } from "../../send/interaction-sender.ts";
import type { Pace } from "../../send/pace.ts";
import type { Work } from "../../send/work.ts";
import { createAcknowledge } from "../acknowledge.ts";
import { parseNewcomer } from "../newcomers.ts";
import { isDirectMessage, parseMessage, placeInChannel } from "../parse.ts";
import { knowledgeOf, respondTo } from "../respond.ts";
import { connectGateway, type Gateway, type GatewayListeners } from "./gateway.ts";

/** Malinois in Discord, running. */
export interface Connection {
  /** As `Adapter.send`. */
  send(place: Place, reply: Reply, key: string | undefined): Promise<void>;
  /** As `Adapter.find`. */
  find(place: Place, key: string, since: Instant): Promise<"sent" | "absent" | "unknown">;
  /** Has what came by an interaction answered, once Discord has its first response. */
  answer(inbound: Inbound): Promise<void>;
  health(): Health;
  /** Lets no further event in; what runs can still send. */
  refuse(): void;
  close(): Promise<void>;
}

/**
 * Connects to the gateway where there is a token, and makes what sends. This module, with what it imports, loads discord.js.
 * @throws MalinoisError that names what is wrong.
 */
export async function connect(settings: Settings, host: Host, work: Work, pace: Pace): Promise<Connection> {
  const rest = createInteractionRest(settings);
  const interactions = createInteractionSender(createApi(rest, false, settings.delays), settings);

  async function answer(inbound: Inbound): Promise<void> {
    await pace.turn();
    const decision = await host.receive(inbound);
    const handle = decodeHandle(inbound.place.handle);
    if (decision?.replies.length === 0 && handle?.kind === "interaction") await interactions.withdraw(handle);
  }

  if (settings.token === undefined) {
    return {
      answer,
      send: createSend(interactions, undefined, settings),
      find: async () => "unknown",
      health: () => ({ ok: true, detail: "answering interactions over HTTP" }),
      refuse: () => undefined,
      close: async () => undefined,
    };
  }

  const acknowledge = createAcknowledge(rest, settings);
  const gateway = await connectGateway(settings, {
    onMessage: listenToMessages(settings, host, work, pace),
    onInteraction(event) {
      const arrived = settings.now();
      work.run("interaction", async () => {
        const first = respondTo(event, knowledgeOf(settings, host));
        if (first === null) return;
        const taken = await pace.acknowledge(() => acknowledge(first, arrived));
        if (taken && first.inbound !== undefined) await answer(first.inbound);
      });
    },
    onMember(event) {
      const inbound = parseNewcomer(event);
      if (inbound === null) return;
      work.run(inbound.id, async () => {
        await pace.turn();
        await host.receive(inbound);
      });
    },
  });
  const bot = createApi(gateway.client.rest, true, settings.delays);
  await checkApplication(gateway, settings.applicationId);
  if (gateway.isFirst()) work.run("commands", () => registerCommands(gateway.client, settings));
  if (gateway.isFirst()) work.run("inspection", () => reportProblems(bot, settings));
  return {
    answer,
    send: createSend(interactions, bot, settings),
    async find(place, key, since) {
      // The history does not show what only the asker sees, nor is an answer to an interaction marked.
      if (decodeHandle(place.handle)?.kind === "interaction") return "unknown";
      const reader = {
        api: bot,
        botId: gateway.client.user.id,
        mayRead: (channel: string) => mayReadHistory(gateway.client, channel),
      };
      try {
        return await findInHistory(reader, visiblePlace(place), key, since);
      } catch (error) {
        throw explain(error);
      }
    },
    health: () => (bot.isRefused() ? { ok: false, detail: tokenRefused().message } : gateway.health()),
    refuse: gateway.refuse,
    close: gateway.close,
  };
}

function listenToMessages(settings: Settings, host: Host, work: Work, pace: Pace): GatewayListeners["onMessage"] {
  const { messageContent } = settings;
  return (event, { client }) => {
    const inbound = parseMessage(event, { id: client.user.id, readsAll: messageContent });
    if (inbound === null) return;
    work.run(inbound.id, async () => {
      await pace.turn();
      const placed = inbound.place.private
        ? inbound
        : placeInChannel(inbound, await kindOf(client, inbound.place.channel), messageContent);
      if (placed !== null && (placed.addressed || (await host.takesPart(placed.place)))) await host.receive(placed);
    });
  };
}

function createSend(interactions: InteractionSender, bot: Api | undefined, { log }: Settings): Connection["send"] {
  return async (to, reply, key) => {
    const place = visiblePlace(to);
    const handle = decodeHandle(place.handle);
    const shown = isDirectMessage(place) ? withoutSharing(reply) : reply;
    try {
      if (handle?.kind === "interaction") await interactions.send(handle, shown);
      else if (bot !== undefined) await sendToChannel(bot, place, shown, key, log);
      else throw tokenMissing();
    } catch (error) {
      throw explainDelivery(error);
    }
  };
}

/** A private reply to a message that others read goes to the asker's direct messages: Discord hides nothing in a channel. */
function visiblePlace(place: Place): Place {
  const handle = decodeHandle(place.handle);
  if (!place.private || place.recipient !== undefined || handle?.kind !== "reply") return place;
  const { asker } = handle;
  return { platform: place.platform, workspace: place.workspace, channel: asker, recipient: asker, private: true };
}

/** In a direct message there is nobody to share an answer with. */
function withoutSharing(reply: Reply): Reply {
  return { ...reply, actions: reply.actions.filter(({ action }) => action.kind !== "share") };
}

function tokenMissing(): MalinoisError {
  return new DeliveryError(
    "forbidden",
    "Malinois cannot write in Discord's channels without a token.",
    "Set DISCORD_TOKEN; with DISCORD_PUBLIC_KEY alone it answers interactions only.",
  );
}

async function checkApplication({ client, close }: Gateway, applicationId: string): Promise<void> {
  if (client.application.id === applicationId) return;
  await close();
  throw new MalinoisError(
    "configuration",
    "DISCORD_APPLICATION_ID and DISCORD_TOKEN belong to two different applications.",
    'Copy both from the same application in the Developer Portal: pages "General Information" and "Bot".',
  );
}

/** What is missing is said at start, and again by `malinois doctor`. */
async function reportProblems(bot: Api, settings: Settings): Promise<void> {
  try {
    for (const { level, message, fix } of await inspect(bot, settings)) {
      if (level === "problem") settings.log.warn({ fix }, message);
    }
  } catch (error) {
    settings.log.info({ reason: explain(error).message }, "Discord could not be asked whether something is missing.");
  }
}
