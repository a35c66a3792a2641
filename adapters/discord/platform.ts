import { definePlatform } from "../../src/platform.ts";
import { address, flag, text } from "../../src/settings.ts";
import { readShards, type Shards } from "./options.ts";

const VARIABLES = {
  DISCORD_TOKEN: text,
  DISCORD_APPLICATION_ID: text,
  DISCORD_PUBLIC_KEY: text,
  DISCORD_API_URL: address,
  DISCORD_MESSAGE_CONTENT: flag,
  DISCORD_MEMBERS: flag,
  DISCORD_SHARDS: text.transform((value, context): Shards => {
    const read = readShards(value);
    if ("shards" in read) return read.shards;
    context.addIssue({ code: "custom", message: read.problem });
    return "auto";
  }),
};

interface Settings {
  readonly DISCORD_TOKEN: string | undefined;
  readonly DISCORD_APPLICATION_ID: string | undefined;
  readonly DISCORD_PUBLIC_KEY: string | undefined;
  readonly DISCORD_API_URL: string | undefined;
  readonly DISCORD_MESSAGE_CONTENT: boolean;
  readonly DISCORD_MEMBERS: boolean;
  readonly DISCORD_SHARDS: Shards;
}

function optionsFrom(settings: Settings) {
  return {
    applicationId: settings.DISCORD_APPLICATION_ID ?? "",
    token: settings.DISCORD_TOKEN,
    publicKey: settings.DISCORD_PUBLIC_KEY,
    apiUrl: settings.DISCORD_API_URL,
    messageContent: settings.DISCORD_MESSAGE_CONTENT,
    members: settings.DISCORD_MEMBERS,
    shards: settings.DISCORD_SHARDS,
  };
}

/** The platform Discord: its settings, secrets, commands and setup. */
export const discord = definePlatform({
  name: "discord",
  label: "Discord",
  variables: VARIABLES,
  // A bot's token, and the token of an interaction or a webhook in a URL.
  secrets: [/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, /(?<=\/(?:interactions|webhooks)\/\d{1,20}\/)[\w.-]{16,}/g],
  whyOff: ({ DISCORD_TOKEN, DISCORD_PUBLIC_KEY }) =>
    DISCORD_TOKEN === undefined && DISCORD_PUBLIC_KEY === undefined
      ? "neither DISCORD_TOKEN nor DISCORD_PUBLIC_KEY is set; docs/discord.md"
      : undefined,
  isBegun: ({ DISCORD_APPLICATION_ID }) => DISCORD_APPLICATION_ID !== undefined,
  isCalled: ({ DISCORD_PUBLIC_KEY }) => DISCORD_PUBLIC_KEY !== undefined,
  async create(settings, { pack, claim, logger, now }) {
    const { createDiscord } = await import("./index.ts");
    // Loaded before any platform is connected, since loading discord.js blocks the event loop for a fifth of a second.
    await import("./connection.ts");
    const { rightsHint } = await import("./texts.ts");
    const adapter = createDiscord({
      ...optionsFrom(settings),
      areas: () => pack().areas,
      campaigns: () => pack().campaigns ?? [],
      log: logger,
      ...{ claim, now },
    });
    // Only the gateway reports who joins, and only with the intent for it.
    const hearsNewcomers = settings.DISCORD_MEMBERS && settings.DISCORD_TOKEN !== undefined;
    return { adapter, clock: now, hearsNewcomers, rightsHint, workspaceKind: "server" };
  },
  async diagnose(settings, { logger }) {
    const { diagnose } = await import("./doctor.ts");
    return diagnose({ ...optionsFrom(settings), log: logger, now: Date.now });
  },
  commands: [
    {
      name: "invite",
      description: "print the link that installs Malinois, with exactly the permissions needed",
      options: [{ flags: "--user", description: "install for one's own account in place of a server" }],
      async run({ user }, { DISCORD_APPLICATION_ID: applicationId = "", DISCORD_MESSAGE_CONTENT: messageContent }) {
        const { inviteUrl } = await import("./commands/permissions.ts");
        return `${inviteUrl({ applicationId, messageContent, install: user === true ? "user" : "server" })}\n`;
      },
    },
  ],
  setUp: {
    tokens: [
      { variable: "DISCORD_APPLICATION_ID", question: "Application ID, a number", isSecret: false },
      { variable: "DISCORD_TOKEN", question: "Bot token", isSecret: true },
    ],
    command: "discord invite",
    async connect({ DISCORD_APPLICATION_ID: id, DISCORD_MESSAGE_CONTENT: messageContent }) {
      const { inviteUrl } = await import("./commands/permissions.ts");
      const { isApplicationId } = await import("./options.ts");
      const known = id !== undefined && isApplicationId(id) ? id : undefined;
      const blank = "00000000000000000";
      const link = inviteUrl({ applicationId: known ?? blank, messageContent, install: "server" });
      return {
        kind: "link",
        page: "https://discord.com/developers/applications",
        link,
        ...(known === undefined ? { blank } : {}),
      };
    },
  },
  preview: async (reply) => (await import("./render/render.ts")).renderReply(reply),
});
