import { languageName } from "../../../src/languages/language-names.ts";
import { DEFAULT_UI_LANGUAGE, dateLocale, isUiLanguage, UI_LANGUAGES } from "../../../src/languages/languages.ts";
import type { Language } from "../../../src/model.ts";
import { REDIRECT_PATH } from "../install/routes.ts";
import { SHORTCUT } from "../receive/interactions.ts";
import { say } from "../texts.ts";
import { DISTRIBUTED_SCOPES, EVENTS, ORGANISATION_EVENT, SCOPES } from "./scopes.ts";

export interface ManifestOptions {
  /** The languages of the pack, in which it answers. */
  readonly languages: readonly Language[];
  /** Public https address under which Slack reaches POST /slack/events; without it the app uses Socket Mode. */
  readonly address?: string;
  /** Whether the app is one that many workspaces and organisations install by OAuth; needs an address. */
  readonly distributed?: boolean;
}

/** Returns one text for everybody, since Slack takes no translations: the English one, followed by those of the other languages that there is room for. */
function inEveryLanguage(key: Parameters<typeof say>[1], limit: number, separator = " · "): string {
  return UI_LANGUAGES.map((language) => say(language, key)).reduce((text, next) => {
    const longer = `${text}${separator}${next}`;
    return longer.length <= limit ? longer : text;
  });
}

/** https://docs.slack.dev/reference/app-manifest: the most characters of each kind of description. */
const LIMIT = { short: 140, agent: 300, shortcut: 150, command: 2000 } as const;

function longDescription(answered: readonly Language[]): string {
  const names = answered.map((language) => languageName(language, DEFAULT_UI_LANGUAGE));
  const languages = new Intl.ListFormat(dateLocale(DEFAULT_UI_LANGUAGE), { type: "disjunction" }).format(names);
  return (
    `Malinois is a guard dog for team chat. Ask it anything about cyber security, in ${languages}: in a channel with ` +
    "@malinois, in its Messages tab, with /ask, or from any message by its shortcut. It answers from texts that people have " +
    "written and reviewed, names its sources, and says so when it does not know. A question goes to a person only if you ask for that."
  );
}

/** The most suggested prompts that Slack takes. https://docs.slack.dev/ai */
const MOST_PROMPTS = 4;

/** Returns suggested first questions, one in each language that the pack answers in. */
function prompts(answered: readonly Language[]) {
  const spoken = answered.filter(isUiLanguage).slice(0, MOST_PROMPTS);
  return spoken.map((language) => ({ title: say(language, "manifestFirstAid"), message: say(language, "askPlaceholder") }));
}

/**
 * Returns the app manifest for a configuration, ready for api.slack.com/apps → Create New App → From a manifest: the scopes
 * and events that Malinois uses and no others. https://docs.slack.dev/reference/app-manifest
 */
export function slackManifest({ address, distributed = false, languages }: ManifestOptions) {
  const url = address === undefined ? undefined : new URL("/slack/events", address).href;
  const scopes = distributed ? DISTRIBUTED_SCOPES : Object.keys(SCOPES);
  const events = distributed ? [...EVENTS, ORGANISATION_EVENT] : [...EVENTS];
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Malinois",
      description: inEveryLanguage("manifestDescription", LIMIT.short),
      long_description: longDescription(languages),
      background_color: "#2b2118",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      agent_view: {
        agent_description: inEveryLanguage("manifestAgent", LIMIT.agent, " "),
        suggested_prompts: prompts(languages),
      },
      bot_user: { display_name: "malinois", always_online: true },
      shortcuts: SHORTCUTS,
      slash_commands: COMMANDS.map((command) => ({ ...command, should_escape: false, ...(url !== undefined && { url }) })),
    },
    oauth_config: {
      ...(distributed && { redirect_urls: [new URL(REDIRECT_PATH, address).href] }),
      scopes: { bot: [...scopes] },
    },
    settings: {
      event_subscriptions: { bot_events: events, ...(url !== undefined && { request_url: url }) },
      interactivity: { is_enabled: true, ...(url !== undefined && { request_url: url, message_menu_options_url: url }) },
      org_deploy_enabled: distributed,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: distributed,
    },
  };
}

const SHORTCUTS = [
  {
    name: "Ask Malinois",
    type: "global",
    callback_id: SHORTCUT.ask,
    description: inEveryLanguage("manifestShortcutAsk", LIMIT.shortcut),
  },
  {
    name: "Ask Malinois about this",
    type: "message",
    callback_id: SHORTCUT.message,
    description: inEveryLanguage("manifestShortcutMessage", LIMIT.shortcut),
  },
];

const COMMANDS = [
  {
    command: "/ask",
    description: inEveryLanguage("manifestAsk", LIMIT.command),
    usage_hint: "I clicked a strange link, what now?",
  },
  {
    command: "/malinois",
    description: inEveryLanguage("manifestMalinois", LIMIT.command),
    usage_hint: "help | topics [area] | why | privacy | my-data | erase | settings | stats | admin",
  },
  {
    command: "/nudge",
    description: inEveryLanguage("manifestNudge", LIMIT.command),
    usage_hint: "add | list | edit | pause [until 2026-12-24] | resume | remove | now | preview | history | campaign",
  },
  {
    command: "/quiz",
    description: inEveryLanguage("manifestQuiz", LIMIT.command),
    usage_hint: "here | me | board",
  },
];
