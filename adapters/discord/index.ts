import type { APIInteractionResponse } from "discord.js";
import { DeliveryError } from "../../src/errors.ts";
import type { Host, ManagedAdapter } from "../../src/ports.ts";
import { createInFlight, createTaskRunner } from "../kit/in-flight.ts";
import { within } from "../kit/time.ts";
import type { Connection } from "./connection.ts";
import { type DiscordOptions, readOptions } from "./options.ts";
import { interactionsRoute } from "./receive/http/http.ts";
import { createPace } from "./receive/pace.ts";
import { PLATFORM } from "./receive/parse.ts";
import { knowledgeOf, respondTo } from "./receive/respond.ts";

/**
 * Makes the Discord adapter. It connects to the gateway if there is a token, and serves signed interactions at
 * `/discord/interactions` if there is a public key. discord.js is loaded when it starts, not before.
 * @throws MalinoisError if an option is missing or malformed.
 */
export function createDiscord(options: DiscordOptions): ManagedAdapter {
  const settings = readOptions(options);
  const inFlight = createInFlight();
  const run = createTaskRunner(inFlight, settings.log);
  const pace = createPace(settings.delays.acknowledge);
  let host: Host | undefined;
  let starting: Promise<Connection> | undefined;
  let connection: Connection | undefined;
  /** Ends a start that is still connecting: that can take minutes, and stopping must not wait for it. */
  let giveUp = () => {};

  async function open(to: Host): Promise<Connection> {
    const stopped = new AbortController();
    giveUp = () => stopped.abort();
    const { connect } = await import("./connection.ts");
    connection = await connect(settings, to, run, pace, stopped.signal);
    return connection;
  }

  function running(): Promise<Connection> {
    if (starting !== undefined) return starting;
    throw new DeliveryError("later", "Discord is not connected.", "Start Malinois, or wait until it has started.");
  }

  /** Returns the first response once the message is stored; null if it cannot be read; undefined if that takes too long: Discord then shows an error. */
  async function respond(payload: unknown): Promise<APIInteractionResponse | null | undefined> {
    if (host === undefined || starting === undefined) return undefined;
    const first = await respondTo(payload, knowledgeOf(settings, host));
    const { inbound } = first ?? {};
    const started = starting;
    if (inbound !== undefined) {
      let isLate = false;
      const kept = new Promise<true>((resolve) => {
        const acknowledge = async () => {
          resolve(true);
          return !isLate;
        };
        run(inbound.id, async () => (await started).answer(inbound, acknowledge).finally(() => resolve(true)));
      });
      const inTime = await within(kept, settings.delays.acknowledge, () => {
        isLate = true;
      });
      if (inTime === undefined) return undefined;
    }
    return first?.response ?? null;
  }

  return {
    name: PLATFORM,
    routes: settings.publicKey === undefined ? [] : [interactionsRoute(settings.publicKey, settings.now, respond)],
    async start(startedBy) {
      host = startedBy;
      starting ??= open(startedBy);
      try {
        await starting;
      } catch (error) {
        starting = undefined;
        throw error;
      }
    },
    send: async (place, reply, key) => (await running()).send(place, reply, key),
    find: async (place, key, since) => (await running()).find(place, key, since),
    nameOf: async (place) => (await running()).nameOf(place),
    directory: async (workspace) => (await running()).directory(workspace),
    mayManage: async (workspace, person) => (await running()).mayManage(workspace, person),
    health: () => connection?.health() ?? { ok: false, detail: starting === undefined ? "not started" : "connecting" },
    async stop() {
      host = undefined;
      const stopping = starting;
      if (connection === undefined) giveUp();
      const stopped = await stopping?.catch(() => undefined);
      stopped?.refuse();
      const left = await inFlight.drain(settings.delays.drain);
      if (left > 0) settings.log.warn({ tasks: left }, "Some work was not done in time and is given up.");
      starting = undefined;
      connection = undefined;
      await stopped?.close();
    },
  };
}
