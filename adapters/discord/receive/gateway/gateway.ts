import { type Client, DiscordjsErrorCodes, GatewayDispatchEvents } from "discord.js";
import { MalinoisError } from "../../../../src/errors.ts";
import type { Health } from "../../../../src/ports.ts";
import type { RetryPolicy } from "../../../kit/retry.ts";
import type { Settings } from "../../options.ts";
import { retryAlways } from "../../send/api.ts";
import { explain, failureOf, tokenRefused } from "../../send/errors.ts";
import { createClient, observe } from "./client.ts";
import { createGatewayHealth, fatalClose, type GatewayHealth } from "./health.ts";

/** Listeners for raw events from the gateway. They must not throw. */
export interface GatewayListeners {
  onMessage(event: unknown, gateway: Gateway): void;
  /** A message was changed: by its author, or by Discord, which adds previews. */
  onEdit(event: unknown, gateway: Gateway): void;
  /** Messages were deleted, by their author or a moderator. */
  onDelete(event: unknown): void;
  onInteraction(event: unknown): void;
  /** Somebody joined a server; sent only with the server members intent. */
  onMember(event: unknown): void;
  /** A new connection replaced one that could not be resumed: Discord does not replay what happened in between. */
  onReconnected(gateway: Gateway): void;
  /** The bot left a server, or a server has an outage. */
  onServerGone(event: unknown): void;
}

export interface Gateway {
  readonly client: Client<true>;
  health(): Health;
  /** Whether this process has the first shard, and so does what only one process must do. */
  isFirst(): boolean;
  /** Stops accepting events; calls can still be made. */
  refuse(): void;
  close(): Promise<void>;
}

/**
 * Connects to the gateway; retries a few times after failures that may pass.
 *
 * The listeners get raw events instead of discord.js's objects. One parser can then read interactions from the gateway and from HTTP. Direct messages need
 * no partial channels, which would accumulate. Messages in archived threads arrive, which discord.js would drop. And no event waits for servers that are slow
 * to report.
 * @param stopped aborted if connecting is to be given up
 * @throws MalinoisError that names what is wrong: the token, the intents, the shards, the network.
 */
export async function connectGateway(
  settings: Settings,
  listeners: GatewayListeners,
  policy: RetryPolicy,
  stopped: AbortSignal,
): Promise<Gateway> {
  return retryAlways(
    () => connectOnce(settings, listeners, stopped),
    policy,
    (error) => (error instanceof MalinoisError ? undefined : failureOf(error)),
  ).catch((error: unknown) => {
    throw explain(error);
  });
}

async function connectOnce(settings: Settings, listeners: GatewayListeners, stopped: AbortSignal): Promise<Gateway> {
  if (stopped.aborted) throw givenUp();
  const health = createGatewayHealth(settings);
  const stallTimeout = createStallTimeout(settings.delays.connect, stopped);
  const client = createClient(settings, stallTimeout.restart);
  const stopObserving = observe(client, health, settings);
  let accepting = true;
  const gateway: Gateway = {
    client,
    isFirst: () => client.ws.shards.has(0),
    health: () => health.report(),
    refuse() {
      accepting = false;
    },
    close() {
      stopObserving();
      return client.destroy();
    },
  };
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (event) => accepting && listeners.onInteraction(event));
  client.ws.on(GatewayDispatchEvents.MessageCreate, (event) => accepting && listeners.onMessage(event, gateway));
  client.ws.on(GatewayDispatchEvents.MessageUpdate, (event) => accepting && listeners.onEdit(event, gateway));
  for (const event of [GatewayDispatchEvents.MessageDelete, GatewayDispatchEvents.MessageDeleteBulk] as const)
    client.ws.on(event, (data) => accepting && listeners.onDelete(data));
  client.ws.on(GatewayDispatchEvents.GuildMemberAdd, (event) => accepting && listeners.onMember(event));
  client.ws.on(GatewayDispatchEvents.GuildDelete, (event) => accepting && listeners.onServerGone(event));
  await login(client, health, settings, stallTimeout);
  client.ws.on(GatewayDispatchEvents.Ready, () => accepting && listeners.onReconnected(gateway));
  return gateway;
}

async function login(client: Client, health: GatewayHealth, settings: Settings, stallTimeout: StallTimeout): Promise<void> {
  try {
    await Promise.race([client.login(settings.token), stallTimeout.expired]);
  } catch (error) {
    await client.destroy();
    const code = health.endedBy();
    throw loginFailure(error, code === undefined ? undefined : fatalClose(code, settings));
  } finally {
    stallTimeout.clear();
  }
}

/** A timeout that is restarted by progress: with many shards, or other processes ahead of this one, connecting takes minutes. */
interface StallTimeout {
  /** Rejects when there was no progress for too long, or when connecting is given up. */
  readonly expired: Promise<never>;
  /** Reports progress, which restarts the timeout. */
  restart(): void;
  clear(): void;
}

function createStallTimeout(limit: number, stopped: AbortSignal): StallTimeout {
  let expire = (_: MalinoisError) => {};
  const expired = new Promise<never>((_, reject) => {
    expire = reject;
  });
  const timer = setTimeout(() => expire(unreachable()), limit);
  const stop = () => expire(givenUp());
  stopped.addEventListener("abort", stop);
  return {
    expired,
    restart: () => void timer.refresh(),
    clear() {
      clearTimeout(timer);
      stopped.removeEventListener("abort", stop);
    },
  };
}

function loginFailure(error: unknown, fatal: ReturnType<typeof fatalClose>): unknown {
  if (fatal !== undefined) return new MalinoisError("configuration", fatal.message, fatal.fix);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === DiscordjsErrorCodes.TokenInvalid ? tokenRefused() : error;
}

function givenUp(): MalinoisError {
  return new MalinoisError("platform", "Malinois is stopping before it has connected to Discord.", "Start it again.");
}

function unreachable(): MalinoisError {
  return new MalinoisError(
    "platform",
    "Discord's gateway did not accept the bot's connection.",
    "Check that WebSocket connections can leave this network, and DISCORD_API_URL where it is set.",
  );
}
