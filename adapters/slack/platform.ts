import { MalinoisError } from "../../src/errors.ts";
import { definePlatform } from "../../src/platform.ts";
import { address, list, text } from "../../src/settings.ts";
import { definedOnly } from "../kit/defined-only.ts";

const VARIABLES = {
  SLACK_BOT_TOKEN: text,
  SLACK_APP_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_API_URL: address,
  SLACK_MANAGERS: list(/^[SUW][A-Z0-9]{2,}$/, "must hold only ids of user groups (S…) and people (U…)"),
};

interface Settings {
  readonly SLACK_BOT_TOKEN: string | undefined;
  readonly SLACK_APP_TOKEN: string | undefined;
  readonly SLACK_SIGNING_SECRET: string | undefined;
  readonly SLACK_API_URL: string | undefined;
  readonly SLACK_MANAGERS: readonly string[];
}

function optionsFrom(settings: Settings) {
  const { SLACK_BOT_TOKEN: botToken = "", SLACK_MANAGERS: managers } = settings;
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl } = settings;
  return { botToken, managers, ...definedOnly({ appToken, signingSecret, apiUrl }) };
}

/** @throws MalinoisError (usage) for an address that Slack does not call */
function publicAddress(given: string): string {
  if (URL.canParse(given) && new URL(given).protocol === "https:") return given;
  const fix = "Write the whole address under which Slack reaches Malinois, such as --url https://bot.example.org";
  throw new MalinoisError("usage", `"${given}" is not an https address`, fix);
}

/** Malinois in Slack. */
export const slack = definePlatform({
  name: "slack",
  label: "Slack",
  // Tokens, addresses that answer one interaction, and what opens a socket.
  secrets: [
    /\b(?:xox[a-z]|xoxe\.xox[a-z]|xapp)-[\w-]{8,}/g,
    /(?<=\bhooks\.slack(?:-gov)?\.com\/)[\w/-]+/g,
    /(?<=[?&]ticket=)[\w-]+/g,
  ],
  variables: VARIABLES,
  whyOff({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }) {
    if (SLACK_BOT_TOKEN === undefined) return "SLACK_BOT_TOKEN is not set; docs/slack.md";
    const isReachable = SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined;
    return isReachable ? undefined : "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set; docs/slack.md";
  },
  isBegun: ({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }) =>
    [SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET].some((one) => one !== undefined),
  isCalled: ({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }) => SLACK_APP_TOKEN === undefined && SLACK_SIGNING_SECRET !== undefined,
  async create(settings, { logger, now }) {
    const { createSlack } = await import("./index.ts");
    // While no platform is connected yet: loading it stops everything else for a while.
    await import("@slack/bolt");
    return { adapter: createSlack({ ...optionsFrom(settings), logger, now }), clock: now, hearsNewcomers: true };
  },
  async diagnose(settings, { logger }) {
    const { diagnose } = await import("./doctor.ts");
    return diagnose({ ...optionsFrom(settings), logger, now: Date.now });
  },
  commands: [
    {
      name: "manifest",
      description: "print the app manifest for this configuration",
      options: [{ flags: "--url <address>", description: "the public https address, for signed HTTP in place of Socket Mode" }],
      async run({ url }, _, readLanguages) {
        const { slackManifest } = await import("./commands/manifest.ts");
        const reached = typeof url === "string" ? { address: publicAddress(url) } : {};
        return `${JSON.stringify(slackManifest({ ...reached, languages: await readLanguages() }), null, 2)}\n`;
      },
    },
  ],
  setUp: {
    tokens: [
      { variable: "SLACK_BOT_TOKEN", question: "Bot User OAuth Token, begins with xoxb-", isSecret: true },
      { variable: "SLACK_APP_TOKEN", question: "App-level token for Socket Mode, begins with xapp-", isSecret: true },
    ],
    command: "slack manifest",
    async connect(_, languages) {
      const { slackManifest } = await import("./commands/manifest.ts");
      const text = JSON.stringify(slackManifest({ languages }), null, 2);
      return { kind: "text", text, page: "https://api.slack.com/apps?new_app=1" };
    },
  },
  preview: async (reply) => (await import("./render/render.ts")).renderReply(reply),
});
