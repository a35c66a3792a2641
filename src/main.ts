/** The composition root: the only place that knows the platforms, and with src/cli the only reader of the environment. */
import { pino } from "pino";
import { createPlayground } from "../adapters/playground/index.ts";
import type { Preview } from "../adapters/playground/render/previews.ts";
import type { Config } from "./app/config.ts";
import type { Platform } from "./app/platform.ts";
import { createProgram } from "./cli/program.ts";

/** Settings in `.env` count where the environment has none. */
function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** An adapter refuses undefined where it means "absent". */
function present<Fields extends Record<string, unknown>>(fields: Fields): { [Name in keyof Fields]: NonNullable<Fields[Name]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]: NonNullable<Fields[Name]>;
  };
}

function off(why: string): { on: false; why: string } {
  return { on: false, why };
}

/** Loaded when the first answer is drawn. */
const previews: readonly Preview[] = [
  {
    name: "slack",
    label: "Slack",
    draw: async (reply) => (await import("../adapters/slack/render/render.ts")).renderReply(reply),
  },
  {
    name: "discord",
    label: "Discord",
    draw: async (reply) => (await import("../adapters/discord/render/render.ts")).renderReply(reply),
  },
];

const playground: Platform = {
  name: "playground",
  isOn: () => ({ on: true }),
  create: async ({ config, now }) => createPlayground({ address: config.HOST, now, previews }),
  diagnose: async ({ HOST, PORT }) => [{ level: "ok", message: `playground: on, at http://${HOST}:${PORT}` }],
};

const slackOptions = ({
  SLACK_BOT_TOKEN = "",
  SLACK_APP_TOKEN,
  SLACK_SIGNING_SECRET,
  SLACK_API_URL,
  SLACK_MANAGERS,
}: Config) => ({
  botToken: SLACK_BOT_TOKEN,
  managers: SLACK_MANAGERS,
  ...present({ appToken: SLACK_APP_TOKEN, signingSecret: SLACK_SIGNING_SECRET, apiUrl: SLACK_API_URL }),
});

const slack: Platform = {
  name: "slack",
  isOn: ({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }) => {
    if (SLACK_BOT_TOKEN === undefined) return off("SLACK_BOT_TOKEN is not set; docs/slack.md");
    const reachable = SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined;
    return reachable ? { on: true } : off("neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set; docs/slack.md");
  },
  create: async ({ config, logger, now }) => {
    const { createSlack } = await import("../adapters/slack/index.ts");
    return createSlack({ ...slackOptions(config), logger, now });
  },
  diagnose: async (config, logger) => {
    const { diagnose } = await import("../adapters/slack/doctor.ts");
    return diagnose({ ...slackOptions(config), logger, now: Date.now });
  },
};

const discordOptions = (config: Config) => ({
  applicationId: config.DISCORD_APPLICATION_ID ?? "",
  token: config.DISCORD_TOKEN,
  publicKey: config.DISCORD_PUBLIC_KEY,
  apiUrl: config.DISCORD_API_URL,
  messageContent: config.DISCORD_MESSAGE_CONTENT,
  members: config.DISCORD_MEMBERS,
  shards: config.DISCORD_SHARDS,
});

const discord: Platform = {
  name: "discord",
  isOn: ({ DISCORD_TOKEN, DISCORD_PUBLIC_KEY }) =>
    DISCORD_TOKEN === undefined && DISCORD_PUBLIC_KEY === undefined
      ? off("neither DISCORD_TOKEN nor DISCORD_PUBLIC_KEY is set; docs/discord.md")
      : { on: true },
  create: async ({ config, knowledge, logger, now }) => {
    const { createDiscord } = await import("../adapters/discord/index.ts");
    return createDiscord({
      ...discordOptions(config),
      areas: () => knowledge.pack.areas,
      campaigns: () => knowledge.pack.campaigns ?? [],
      log: logger,
      now,
    });
  },
  diagnose: async (config, logger) => {
    const { diagnose } = await import("../adapters/discord/doctor.ts");
    return diagnose({ ...discordOptions(config), log: logger, now: Date.now });
  },
};

loadEnvironmentFile();
// Whoever reads the output may have seen enough ("ask --batch | head").
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
const program = createProgram({
  environment: process.env,
  terminal: {
    input: process.stdin,
    write: (text) => process.stdout.write(text),
    warn: (text) => process.stderr.write(text),
  },
  platforms: [playground, slack, discord],
  makeLogger: (level) => pino({ level }),
  printSlackManifest: async (address) => {
    const { slackManifest } = await import("../adapters/slack/commands/manifest.ts");
    return `${JSON.stringify(slackManifest(present({ address })), null, 2)}\n`;
  },
  printDiscordInvite: async (config, install) => {
    const { inviteUrl } = await import("../adapters/discord/commands/permissions.ts");
    const { DISCORD_APPLICATION_ID = "", DISCORD_MESSAGE_CONTENT } = config;
    return `${inviteUrl({ applicationId: DISCORD_APPLICATION_ID, messageContent: DISCORD_MESSAGE_CONTENT, install })}\n`;
  },
  onUnhandledRejection: (report) => process.on("unhandledRejection", report),
  untilSignal: (stop) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  },
});

process.exitCode = await program.run(process.argv.slice(2));
