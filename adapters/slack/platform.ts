import type { z } from "zod";
import { SEALING_KEY } from "../../src/common/sealing.ts";
import { MalinoisError } from "../../src/errors.ts";
import { definePlatform } from "../../src/platform.ts";
import { address, list, text } from "../../src/settings.ts";
import { definedOnly } from "../kit/defined-only.ts";
import { problem } from "../kit/doctor-results.ts";

const VARIABLES = {
  SLACK_BOT_TOKEN: text,
  SLACK_APP_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  TOKEN_KEYS: list(
    SEALING_KEY,
    "must hold only keys of the form id:key, where the key is 32 bytes in base64 (openssl rand -base64 32)",
  ),
  SLACK_API_URL: address,
  SLACK_MANAGERS: list(/^[SUW][A-Z0-9]{2,}$/, "must hold only ids of user groups (S…) and people (U…)"),
};

type Settings = z.output<z.ZodObject<typeof VARIABLES>>;

/** Whether the app is meant for every workspace that installs it, rather than only the one its token belongs to. */
function isDistributed({ SLACK_CLIENT_ID, SLACK_CLIENT_SECRET }: Settings): boolean {
  return SLACK_CLIENT_ID !== undefined || SLACK_CLIENT_SECRET !== undefined;
}

function optionsFrom(settings: Settings) {
  const { SLACK_BOT_TOKEN: botToken = "", SLACK_MANAGERS: managers } = settings;
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl } = settings;
  return { botToken, managers, ...definedOnly({ appToken, signingSecret, apiUrl }) };
}

function distributedOptionsFrom(settings: Settings) {
  const { SLACK_CLIENT_ID: clientId = "", SLACK_CLIENT_SECRET: clientSecret = "", TOKEN_KEYS: tokenKeys } = settings;
  const { SLACK_SIGNING_SECRET: signingSecret = "", SLACK_API_URL: apiUrl } = settings;
  return { clientId, clientSecret, signingSecret, tokenKeys, ...definedOnly({ apiUrl }) };
}

const allOf = new Intl.ListFormat("en-GB", { type: "conjunction" });

function whyNotDistributed(settings: Settings): string | undefined {
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, TOKEN_KEYS, SLACK_BOT_TOKEN, SLACK_APP_TOKEN } = settings;
  const needed = { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, TOKEN_KEYS: TOKEN_KEYS[0] };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0) return `to serve many workspaces, ${allOf.format(missing)} must be set too; docs/slack.md`;
  if (SLACK_BOT_TOKEN !== undefined)
    return "SLACK_BOT_TOKEN serves one workspace, SLACK_CLIENT_ID every workspace that installs the app: leave one of them empty; docs/slack.md";
  if (SLACK_APP_TOKEN !== undefined)
    return "many workspaces can only be served over signed HTTP: leave SLACK_APP_TOKEN empty; docs/slack.md";
  return undefined;
}

/** Returns the address as it is. Throws a `MalinoisError` (usage) if it is not https, since Slack calls no other. */
function publicAddress(given: string): string {
  if (URL.canParse(given) && new URL(given).protocol === "https:") return given;
  const fix = "Write the whole address under which Slack reaches Malinois, such as --url https://bot.example.org";
  throw new MalinoisError("usage", `"${given}" is not an https address`, fix);
}

/** The platform Slack: its settings, secrets, commands and setup. */
export const slack = definePlatform({
  name: "slack",
  label: "Slack",
  // Tokens, response URLs of interactions, and tickets that open a socket.
  secrets: [
    /\b(?:xox[a-z]|xoxe\.xox[a-z]|xapp)-[\w-]{8,}/g,
    /(?<=\bhooks\.slack(?:-gov)?\.com\/)[\w/-]+/g,
    /(?<=[?&]ticket=)[\w-]+/g,
  ],
  variables: VARIABLES,
  whyOff(settings) {
    if (isDistributed(settings)) return whyNotDistributed(settings);
    const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET } = settings;
    if (SLACK_BOT_TOKEN === undefined) return "SLACK_BOT_TOKEN is not set; docs/slack.md";
    const isReachable = SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined;
    return isReachable ? undefined : "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set; docs/slack.md";
  },
  isBegun(settings) {
    const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET } = settings;
    return isDistributed(settings) || [SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET].some((one) => one !== undefined);
  },
  isCalled: ({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }) => SLACK_APP_TOKEN === undefined && SLACK_SIGNING_SECRET !== undefined,
  async create(settings, { installations, logger, now }) {
    const { createDistributedSlack, createSlack } = await import("./index.ts");
    // Loaded before any platform is connected, since loading it blocks the event loop for a while.
    await import("@slack/bolt");
    const adapter = isDistributed(settings)
      ? createDistributedSlack({ ...distributedOptionsFrom(settings), installations, logger, now })
      : createSlack({ ...optionsFrom(settings), logger, now });
    return { adapter, clock: now, hearsNewcomers: true };
  },
  async diagnose(settings, { logger }) {
    const reason = isDistributed(settings) ? whyNotDistributed(settings) : undefined;
    if (reason !== undefined)
      return [problem(`Slack is off: ${reason}`, "docs/slack.md, Many workspaces, names what must be set")];
    const { diagnose, diagnoseDistributed } = await import("./doctor.ts");
    const tools = { logger, now: Date.now };
    return isDistributed(settings)
      ? diagnoseDistributed({ ...distributedOptionsFrom(settings), ...tools })
      : diagnose({ ...optionsFrom(settings), ...tools });
  },
  commands: [
    {
      name: "manifest",
      description: "print the app manifest for this configuration",
      options: [
        { flags: "--url <address>", description: "the public https address, for signed HTTP in place of Socket Mode" },
        { flags: "--distributed", description: "for an app that many workspaces install; needs --url" },
      ],
      async run({ url, distributed }, _, readLanguages) {
        const { slackManifest } = await import("./commands/manifest.ts");
        const reached = typeof url === "string" ? { address: publicAddress(url), distributed: distributed === true } : {};
        if (distributed === true && url === undefined)
          throw new MalinoisError(
            "usage",
            "--distributed needs --url",
            "Slack redirects people who install the app to that address",
          );
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
