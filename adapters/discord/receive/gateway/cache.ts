import { type ClientOptions, Options } from "discord.js";

/**
 * What discord.js keeps in memory: servers, channels and roles, and of members and users only the bot itself, so that memory
 * does not grow with people and messages. Archived threads are swept after four hours.
 * @param botId the bot's user id, once known
 */
export function boundedCache(botId: () => string | undefined): Required<Pick<ClientOptions, "makeCache" | "sweepers">> {
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
