import { Client, type ClientOptions, Events, GatewayDispatchEvents, GatewayIntentBits, Options, RESTEvents } from "discord.js";
import { describeError } from "../../../../src/common/describe-error.ts";
import type { Settings, Shards } from "../../options.ts";
import { restOptions } from "../../send/api.ts";
import { fatalClose, type GatewayHealth } from "./health.ts";
import { createIdentifyTurns } from "./identify-turns.ts";
import { shieldedShards } from "./shield.ts";

/**
 * Returns a discord.js client that notifies nobody by mentions and has bounded caches. It is not connected yet.
 * @param onWaiting called repeatedly while a shard waits for its turn to connect
 */
export function createClient(settings: Settings, onWaiting: () => void): Client<true> {
  const { messageContent, members, shards, log } = settings;
  const client: Client<true> = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(messageContent ? [GatewayIntentBits.MessageContent] : []),
      ...(members ? [GatewayIntentBits.GuildMembers] : []),
    ],
    allowedMentions: { parse: [], repliedUser: false },
    enforceNonce: true,
    failIfNotExists: false,
    rest: restOptions(settings),
    ws: {
      buildStrategy: (manager) => shieldedShards(manager, log),
      async buildIdentifyThrottler(manager) {
        const { session_start_limit: limit } = await manager.fetchGatewayInformation();
        return createIdentifyTurns({ ...settings, concurrency: limit.max_concurrency, onWaiting });
      },
    },
    ...boundedCache(() => client.user?.id),
    ...shardOptions(shards),
  });
  return client;
}

function shardOptions(shards: Shards) {
  if (shards === "auto") return { shards } as const;
  if (typeof shards === "number") return { shards: Array.from({ length: shards }, (_, id) => id), shardCount: shards };
  return { shards: shards.ids, shardCount: shards.total };
}

/**
 * Returns the limits of discord.js's caches: it keeps servers, channels and roles, and of members and users only the bot itself, so that memory
 * does not grow with people and messages. Archived threads are swept after four hours.
 * @param botId the bot's user id, once known
 */
function boundedCache(botId: () => string | undefined): Required<Pick<ClientOptions, "makeCache" | "sweepers">> {
  const onlyTheBot = { maxSize: 0, keepOverLimit: ({ id }: { readonly id: string }) => id === botId() };
  return {
    makeCache: Options.cacheWithLimits({
      AutoModerationRuleManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: onlyTheBot,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadMemberManager: 0,
      UserManager: onlyTheBot,
      VoiceStateManager: 0,
    }),
    sweepers: Options.DefaultSweeperSettings,
  };
}

/**
 * Logs what happens to the connections, and passes it on to `health`. Call the returned function before closing them: closing looks like losing them.
 * Each client needs a listener for "error": without one, an error in any listener of discord.js ends the process.
 */
export function observe(client: Client, health: GatewayHealth, settings: Settings): () => void {
  const { log } = settings;
  const onReconnecting = (shard: number) => {
    health.lost(shard);
    log.info({ shard }, "The connection to Discord was lost; reconnecting.");
  };
  client.ws.on(GatewayDispatchEvents.Ready, (_, shard) => health.connected(shard));
  client.ws.on(GatewayDispatchEvents.Resumed, (_, shard) => health.connected(shard));
  client.on(Events.ShardReconnecting, onReconnecting);
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, "The connection to Discord is back."));
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    health.ended(shard, code);
    const fatal = fatalClose(code, settings);
    log.error({ shard, code, fix: fatal?.fix }, fatal?.message ?? "Discord closed the connection for good.");
  });
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ shard, ...describeError(error) }, "The connection to Discord had an error."),
  );
  client.on(Events.Error, (error) => log.error(describeError(error), "A listener of discord.js failed."));
  client.on(Events.Warn, (warning) => log.warn({ warning }, "discord.js warns."));
  client.rest.on(RESTEvents.RateLimited, ({ route, timeToReset, global }) =>
    log.info({ route, milliseconds: timeToReset, global }, "A call waits for Discord's rate limit."),
  );
  client.rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) =>
    log.warn(
      { count, milliseconds: remainingTime },
      "Discord refused many calls; at 10,000 in ten minutes it blocks this address.",
    ),
  );
  return () => void client.off(Events.ShardReconnecting, onReconnecting);
}
