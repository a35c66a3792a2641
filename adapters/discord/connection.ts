import type { Client } from "discord.js";
import { MalinoisError } from "../../src/errors.ts";
import type { Inbound, Instant, Place, Reply } from "../../src/model.ts";
import type { Directory, Health, Host } from "../../src/ports.ts";
import type { RunTask } from "../kit/in-flight.ts";
import { createSleep } from "../kit/time.ts";
import { removeCopies } from "./commands/copies.ts";
import { registerCommands } from "./commands/registration.ts";
import { decodeHandle } from "./handle.ts";
import { inspect } from "./inspect.ts";
import type { Settings } from "./options.ts";
import { createAcknowledge } from "./receive/acknowledge.ts";
import { type MissedMessage, missedMessages } from "./receive/catch-up.ts";
import { createMessageReader } from "./receive/edits.ts";
import { connectGateway, type Gateway, type GatewayListeners } from "./receive/gateway/gateway.ts";
import { askWhetherManager } from "./receive/manager.ts";
import type { Pace } from "./receive/pace.ts";
import {
  type Deletion,
  type Listener,
  openingOf,
  PLATFORM,
  parseDeletions,
  parseMessage,
  parseNewcomer,
  parseRemoval,
  placeInChannel,
} from "./receive/parse.ts";
import { knowledgeOf, respondTo } from "./receive/respond.ts";
import { type Api, createApi, createInteractionRest, retryPolicyOf } from "./send/api.ts";
import { kindOf, listDirectory, mayReadHistory, nameOf, ownRole } from "./send/channels.ts";
import { explain, tokenRefused } from "./send/errors.ts";
import { findInHistory } from "./send/history/find.ts";
import { takeBack } from "./send/history/take-back.ts";
import { createInteractionSender } from "./send/interaction-sender.ts";
import { createSend, visiblePlace } from "./send/send.ts";

/** The running adapter. */
export interface Connection {
  /** As `Adapter.send`. */
  send(place: Place, reply: Reply, key: string | undefined): Promise<void>;
  /** As `Adapter.find`. */
  find(place: Place, key: string, since: Instant): Promise<"sent" | "absent" | "unknown">;
  /**
   * Answers what arrived by an interaction.
   * @param acknowledge gives Discord the first response, once the message is stored; resolves to false if nobody waits for an answer any more
   */
  answer(inbound: Inbound, acknowledge: () => Promise<boolean>): Promise<void>;
  /** As `ManagedAdapter.nameOf`; always undefined without the bot's token. */
  nameOf(place: Place): Promise<string | undefined>;
  /** As `ManagedAdapter.directory`; lists only people whom the bot has seen. */
  directory(workspace: string): Promise<Directory>;
  /** As `ManagedAdapter.mayManage`; always undefined without the bot's token. */
  mayManage(workspace: string, person: string): Promise<boolean | undefined>;
  health(): Health;
  /** Stops accepting events; running work can still send. */
  refuse(): void;
  close(): Promise<void>;
}

/**
 * Makes the connection, and connects to the gateway if there is a token. Importing this module loads discord.js.
 * @param stopped aborted if the adapter is stopped before it is connected; connecting is then given up
 * @throws MalinoisError that names what is wrong.
 */
export async function connect(
  settings: Settings,
  host: Host,
  run: RunTask,
  pace: Pace,
  stopped: AbortSignal,
): Promise<Connection> {
  const sleep = createSleep();
  stopped.addEventListener("abort", sleep.end);
  const policy = retryPolicyOf(settings.delays, sleep.wait);
  const rest = createInteractionRest(settings);
  const interactions = createInteractionSender(createApi(rest, false, policy), settings);

  async function answer(inbound: Inbound, acknowledge: () => Promise<boolean>): Promise<void> {
    const handle = decodeHandle(inbound.place.handle);
    if (handle?.kind === "interaction") interactions.expect(handle);
    const isAcknowledged = pace.begin();
    const decision = await host
      .receive(inbound, async () => {
        const isTaken = await acknowledge();
        isAcknowledged();
        await pace.turn();
        return isTaken;
      })
      .finally(isAcknowledged);
    if (decision?.replies.length === 0 && handle?.kind === "interaction") await interactions.withdraw(handle);
  }

  async function findInteraction(place: Place, key: string): Promise<"sent" | "absent" | "unknown"> {
    const handle = decodeHandle(place.handle);
    if (handle?.kind !== "interaction") return "unknown";
    try {
      return await interactions.find(handle, key);
    } catch (error) {
      throw explain(error);
    }
  }

  if (settings.token === undefined) {
    return {
      answer,
      send: createSend(interactions, undefined, settings),
      find: (place, key) => findInteraction(place, key),
      nameOf: async () => undefined,
      directory: async () => ({ channels: [], people: [] }),
      mayManage: async () => undefined,
      health: () => ({ ok: true, detail: "answering interactions over HTTP" }),
      refuse: () => undefined,
      close: async () => sleep.end(),
    };
  }

  const acknowledge = createAcknowledge(rest, settings);
  const reader = createMessageReader(settings.now);
  const hear = listenToMessages(reader.message, settings, host, run, pace);
  const parseIfAddressed: typeof parseMessage = (event, bot) => parseMessage(event, { ...bot, readsAll: false });
  const hearIfAddressed = listenToMessages(parseIfAddressed, settings, host, run, pace);

  /** Receives what was written while no process was listening, in places where Malinois recently talked with people. */
  function catchUp(gateway: Gateway): void {
    const { client } = gateway;
    const options = {
      ...{ api: createApi(client.rest, true, policy), botId: client.user.id, now: settings.now, log: settings.log },
      hears: (server: string) => (server === "" ? gateway.isFirst() : client.guilds.cache.has(server)),
      isWanted: ({ event, onlyIfAddressed }: MissedMessage) =>
        (onlyIfAddressed ? parseIfAddressed : parseMessage)(event, listenerTo(event, client, settings)) !== null,
    };
    run("catch up", async () => {
      for await (const { event, onlyIfAddressed } of missedMessages(options, await host.recentPlaces(PLATFORM)))
        (onlyIfAddressed ? hearIfAddressed : hear)(event, gateway);
    });
  }

  const gateway = await connectGateway(
    settings,
    {
      onMessage: hear,
      onEdit: listenToMessages(reader.edit, settings, host, run, pace),
      onDelete(event) {
        for (const deletion of parseDeletions(event)) run("deletion", () => takeBackAnswers(deletion));
      },
      onInteraction(event) {
        const arrived = settings.now();
        run("interaction", async () => {
          const first = await respondTo(event, knowledgeOf(settings, host));
          if (first === null) return;
          if (first.inbound === undefined) await acknowledge(first, arrived).finally(pace.begin());
          else await answer(first.inbound, () => acknowledge(first, arrived));
        });
      },
      onMember(event) {
        const inbound = parseNewcomer(event);
        if (inbound === null) return;
        run(inbound.id, async () => {
          await pace.turn();
          await host.receive(inbound);
        });
      },
      onReconnected: (gateway) => catchUp(gateway),
      onServerGone(event) {
        const workspace = parseRemoval(event);
        if (workspace !== null) run("removal", () => host.left(workspace));
      },
    },
    policy,
    stopped,
  );
  const bot = createApi(gateway.client.rest, true, policy);

  async function takeBackAnswers({ questions, ...deleted }: Deletion): Promise<void> {
    const keys: string[] = [];
    for (const question of questions) keys.push(...(await host.withdraw(question)));
    if (keys.length === 0) return;
    const { client } = gateway;
    const { kind } = await kindOf(client, deleted.channel);
    try {
      await takeBack(bot, client.user.id, { ...deleted, keys, inThread: kind === "thread" });
    } catch (error) {
      settings.log.warn({ reason: explain(error).message }, "The answer to a deleted question could not be deleted.");
    }
  }

  await checkApplication(gateway, settings.applicationId);
  catchUp(gateway);
  const background = createSleep();
  run("commands", async () => {
    if (gateway.isFirst()) await registerCommands(gateway.client, settings, policy);
    await removeCopies(gateway.client, settings.log, retryPolicyOf(settings.delays, background.wait));
  });
  if (gateway.isFirst()) run("inspection", () => reportProblems(bot, settings));
  return {
    answer,
    send: createSend(interactions, bot, settings),
    async find(place, key, since) {
      if (decodeHandle(place.handle)?.kind === "interaction") return findInteraction(place, key);
      const mayRead = (at: Place) => mayReadHistory(gateway.client, at);
      try {
        return await findInHistory({ api: bot, botId: gateway.client.user.id, mayRead }, visiblePlace(place), key, since);
      } catch (error) {
        throw explain(error);
      }
    },
    nameOf: (place) => nameOf(gateway.client, place),
    directory: async (workspace) => listDirectory(gateway.client, workspace),
    async mayManage(workspace, person) {
      try {
        return await askWhetherManager(bot, workspace, person);
      } catch (error) {
        throw explain(error);
      }
    },
    health: () => (bot.isRefused() ? { ok: false, detail: tokenRefused().message } : gateway.health()),
    refuse() {
      background.end();
      gateway.refuse();
    },
    close() {
      sleep.end();
      return gateway.close();
    },
  };
}

function listenToMessages(
  parse: typeof parseMessage,
  settings: Settings,
  host: Host,
  run: RunTask,
  pace: Pace,
): GatewayListeners["onMessage"] {
  const { messageContent } = settings;
  return (event, { client }) => {
    const inbound = parse(event, listenerTo(event, client, settings));
    if (inbound === null) return;
    run(inbound.id, async () => {
      await pace.turn();
      const kind = inbound.place.private ? undefined : await kindOf(client, inbound.place.channel);
      const placed = kind === undefined ? inbound : placeInChannel(inbound, kind, messageContent);
      const opening = kind === undefined ? undefined : openingOf(placed, kind);
      if (placed.addressed || (await host.takesPart(placed.place, opening))) await host.receive(placed);
    });
  };
}

/** Returns the bot as people can address it where an event comes from. */
function listenerTo(event: unknown, client: Client<true>, { messageContent }: Pick<Settings, "messageContent">): Listener {
  return { id: client.user.id, role: ownRole(client, event), readsAll: messageContent };
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

/** Logs at start what is missing, as `malinois doctor` also reports it. Never rejects. */
async function reportProblems(bot: Api, settings: Settings): Promise<void> {
  try {
    for (const { level, message, fix } of await inspect(bot, settings)) {
      if (level === "problem") settings.log.warn({ fix }, message);
    }
  } catch (error) {
    settings.log.info({ reason: explain(error).message }, "Could not check with Discord whether something is missing.");
  }
}
