import { SHORTCUT } from "../receive/interactions.ts";
import { EVENTS, SCOPES } from "./scopes.ts";

export interface ManifestOptions {
  /** Public https address under which Slack reaches POST /slack/events; without it the app uses Socket Mode. */
  readonly address?: string;
}

/** The description that people choose by, in the languages that Malinois speaks: Slack has one text for all. */
const AGENT_DESCRIPTION =
  "Answers cyber-security questions of staff, with sources, and first aid when something went wrong. " +
  "Vraag me iets over cyberveiligheid. · Posez-moi une question de cybersécurité. · Fragen Sie mich zur Cybersicherheit.";

const LONG_DESCRIPTION =
  "Malinois is a guard dog for team chat. Ask it anything about cyber security, in English, Dutch, French or German: in a " +
  "channel with @malinois, in its Messages tab, with /ask, or from any message by its shortcut. It answers from texts that " +
  "people have written and reviewed, names its sources, and says so when it does not know. Questions are not passed on.";

/** https://docs.slack.dev/ai: at most four. */
const PROMPTS = [
  { title: "First aid", message: "I clicked a link in a strange e-mail, what now?" },
  { title: "Eerste hulp", message: "Ik klikte op een link in een vreemde e-mail, wat nu?" },
  { title: "Premiers secours", message: "J’ai cliqué sur un lien dans un e-mail étrange, que faire ?" },
  { title: "Erste Hilfe", message: "Ich habe auf einen Link in einer seltsamen E-Mail geklickt, was nun?" },
];

/**
 * Returns the app manifest for a configuration, ready for api.slack.com/apps → Create New App → From a manifest: the scopes
 * and events that Malinois uses and no others. https://docs.slack.dev/reference/app-manifest
 */
export function slackManifest({ address }: ManifestOptions) {
  const url = address === undefined ? undefined : new URL("/slack/events", address).href;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Malinois",
      description: "Cyber-security answers for your team · cyberveiligheid · cybersécurité · Cybersicherheit",
      long_description: LONG_DESCRIPTION,
      background_color: "#2b2118",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      agent_view: { agent_description: AGENT_DESCRIPTION, suggested_prompts: PROMPTS },
      bot_user: { display_name: "malinois", always_online: true },
      shortcuts: SHORTCUTS,
      slash_commands: COMMANDS.map((command) => ({ ...command, should_escape: false, ...(url !== undefined && { url }) })),
    },
    oauth_config: { scopes: { bot: Object.keys(SCOPES) } },
    settings: {
      event_subscriptions: { bot_events: [...EVENTS], ...(url !== undefined && { request_url: url }) },
      interactivity: { is_enabled: true, ...(url !== undefined && { request_url: url, message_menu_options_url: url }) },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}

const SHORTCUTS = [
  {
    name: "Ask Malinois",
    type: "global",
    callback_id: SHORTCUT.ask,
    description: "Ask a cyber-security question · Stel een vraag · Poser une question · Frage stellen",
  },
  {
    name: "Ask Malinois about this",
    type: "message",
    callback_id: SHORTCUT.message,
    description: "Ask what this message is about · Vraag dit bericht na · Au sujet de ce message · Zu dieser Nachricht fragen",
  },
];

const COMMANDS = [
  {
    command: "/ask",
    description: "Ask Malinois; only you see the answer · Stel een vraag · Posez une question · Stellen Sie eine Frage",
    usage_hint: "I clicked a strange link, what now?",
  },
  {
    command: "/malinois",
    description: "Help, topics, why this answer, privacy, settings · hulp · aide · Hilfe",
    usage_hint: "help | topics [area] | why | privacy | settings",
  },
  {
    command: "/nudge",
    description: "Tips, quizzes and campaigns on a schedule · herinneringen · rappels · Erinnerungen",
    usage_hint: "add | list | pause [until 2026-12-24] | resume | remove | now | preview | history | campaign",
  },
  {
    command: "/quiz",
    description: "A security question for you · een vraag voor jou · une question pour vous · eine Frage für Sie",
    usage_hint: "here | me | board",
  },
];
