import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createDescriptionCheck } from "./description.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createGatewaySessions, type GatewaySessions } from "./gateway-sessions.ts";
import { createIds, type Ids } from "./ids.ts";
import { createRest, type ReceivedCall } from "./rest.ts";
import { createState, type State } from "./state.ts";

export interface DiscordServerOptions {
  readonly now?: () => number;
  readonly token?: string;
  readonly heartbeatInterval?: number;
  readonly forbiddenIntents?: number;
  /** How many shards `GET /gateway/bot` advises. */
  readonly shards?: number;
  readonly sessionsLeft?: number;
  /** How many shards may identify at once, according to `GET /gateway/bot`. */
  readonly maxConcurrency?: number;
  readonly channelLimit?: { readonly calls: number; readonly window: number };
}

/** A stand-in for Discord: REST and gateway on one loopback port, with Discord's rules and limits. It can be told to fail. */
export interface DiscordServer {
  /** The value for `DISCORD_API_URL`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly botId: string;
  readonly ids: Ids;
  readonly state: State;
  readonly gateway: GatewaySessions;
  readonly faults: Faults;
  readonly calls: readonly ReceivedCall[];
  /** Bodies that break Discord's rules, calls that do not exist, and tokens sent to the wrong place. Empty for a correct client. */
  readonly violations: readonly string[];
  readonly now: () => number;
  /** Replaces the valid token. */
  changeToken(token: string): void;
  /** Resolves when a condition holds. It is checked after every call and gateway event; rejects after 15 seconds. */
  until(condition: () => boolean, what: string): Promise<void>;
  stop(): Promise<void>;
}

const RETRY_POLICY = 15_000;
const checkBody = createDescriptionCheck();

export async function startDiscordServer(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const now = options.now ?? Date.now;
  const ids = createIds(now);
  const state = createState();
  const faults = createFaults();
  const calls: ReceivedCall[] = [];
  const violations: string[] = [];
  const botId = ids.next();
  const applicationId = ids.next();
  let token = options.token ?? "a-token";
  const waiting = new Set<() => void>();
  const onChange = () => {
    for (const look of waiting) look();
  };
  let port = 0;

  const gateway = createGatewaySessions(
    {
      get token() {
        return token;
      },
      botId,
      applicationId,
      heartbeatInterval: options.heartbeatInterval ?? 41_250,
      forbiddenIntents: options.forbiddenIntents ?? 0,
      serversOf: (shard, total) =>
        state.servers
          .filter(({ id }) => Number((BigInt(id) >> 22n) % BigInt(total)) === shard)
          .map((server) => ({ id: server.id, available: server.isAvailable, create: serverEvent(server, botId) })),
      onChange,
    },
    ids,
    () => `ws://127.0.0.1:${port}/resume`,
  );
  const rest = createRest(
    {
      state,
      ids,
      botId,
      applicationId,
      now,
      channelLimit: options.channelLimit ?? { calls: Number.POSITIVE_INFINITY, window: 0 },
      gatewayUrl: () => `ws://127.0.0.1:${port}/gateway`,
      shards: options.shards ?? 1,
      maxConcurrency: options.maxConcurrency ?? 16,
      sessionsLeft: options.sessionsLeft ?? 1000,
    },
    { token: () => token, faults, checkBody, calls, violations, onChange },
  );
  const http = createServer((request, response) => {
    rest(request, response).catch((error: unknown) => {
      violations.push(String(error));
      response.destroy();
    });
  });
  http.on("upgrade", gateway.handleUpgrade);
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  port = (http.address() as AddressInfo).port;

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    get token() {
      return token;
    },
    applicationId,
    botId,
    ids,
    state,
    gateway,
    faults,
    calls,
    violations,
    now,
    changeToken(changed) {
      token = changed;
    },
    until(condition, what) {
      return new Promise((resolve, reject) => {
        const done = () => {
          waiting.delete(look);
          clearInterval(again);
          clearTimeout(timeout);
        };
        const look = () => {
          if (!condition()) return;
          done();
          resolve();
        };
        const again = setInterval(look, 10);
        const timeout = setTimeout(() => {
          done();
          reject(
            new Error(
              `It did not happen that ${what}. Calls: ${calls.map(({ method, path }) => `${method} ${path}`).join(", ")}`,
            ),
          );
        }, RETRY_POLICY);
        waiting.add(look);
        look();
      });
    },
    async stop() {
      gateway.stop();
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
}

const ROLE = { position: 0, color: 0, hoist: false, managed: false, mentionable: false };

/** Returns the event GUILD_CREATE, with the parts that discord.js reads. */
function serverEvent({ id, name, channels, permissions, botRole }: State["servers"][number], botId: string): object {
  return {
    id,
    name,
    unavailable: false,
    member_count: 2,
    joined_at: "2026-01-01T00:00:00.000Z",
    large: false,
    owner_id: "1200000000000000003",
    preferred_locale: "en-US",
    features: [],
    roles: [
      { ...ROLE, id, name: "@everyone", permissions },
      ...(botRole === undefined
        ? []
        : [{ ...ROLE, id: botRole, name: "Malinois", permissions: "0", managed: true, tags: { bot_id: botId } }]),
    ],
    emojis: [],
    stickers: [],
    channels: channels
      .filter(({ type }) => type !== 11)
      .map((channel) => ({ ...channel, position: 0, permission_overwrites: [] })),
    threads: channels
      .filter(({ type }) => type === 11)
      .map((thread) => ({
        ...thread,
        thread_metadata: {
          archived: false,
          auto_archive_duration: 60,
          archive_timestamp: "2026-01-01T00:00:00.000Z",
          locked: false,
        },
      })),
    members: [
      {
        user: { id: botId, username: "Malinois", discriminator: "0000", avatar: null, bot: true },
        roles: [],
        joined_at: "2026-01-01T00:00:00.000Z",
        deaf: false,
        mute: false,
        flags: 0,
      },
    ],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
