import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { slackManifest } from "../../../adapters/slack/commands/manifest.ts";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";
import { METHOD_SCOPES } from "../../protocol/slack/methods.ts";

/** https://docs.slack.dev/reference/events */
const EVENT_SCOPES: Readonly<Record<string, string>> = {
  app_mention: "app_mentions:read",
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  "message.im": "im:history",
  "message.mpim": "mpim:history",
};

const SOURCES = new URL("../../../adapters/slack/", import.meta.url).pathname;
const source = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(SOURCES, file), "utf8"))
  .join("\n");

describe("the Slack manifest", () => {
  const languages = UI_LANGUAGES;
  const socket = slackManifest({ languages });
  const http = slackManifest({ languages, address: "https://malinois.example.org/" });

  it("requests exactly the scopes that the events and methods in use need", () => {
    const methods = new Set(source.match(/(?<=")[a-z]+(\.[a-z]+)?\.[a-zA-Z]+(?=")/g));
    const used = Object.keys(METHOD_SCOPES).filter((method) => methods.has(method));
    expect(used).toHaveLength(Object.keys(METHOD_SCOPES).length);
    const needed = new Set([
      ...socket.settings.event_subscriptions.bot_events.flatMap((event) => EVENT_SCOPES[event] ?? []),
      ...used.flatMap((method) => METHOD_SCOPES[method] ?? []),
      "commands",
    ]);
    expect([...socket.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
  });

  it("subscribes to exactly the events that are handled", () => {
    const listened = [...source.matchAll(/app\.event\("([a-z_]+)"/g)].map(([, name]) => name);
    const subscribed = socket.settings.event_subscriptions.bot_events.map((event) => event.replace(/^message\..*/, "message"));
    expect(new Set(subscribed)).toEqual(new Set(listened));
  });

  it("uses Socket Mode without an address, and signed HTTP with one", () => {
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toContain("url");
    const url = "https://malinois.example.org/slack/events";
    expect(http.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: url },
      interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
    });
    for (const command of http.features.slash_commands) expect(command).toMatchObject({ url });
  });

  it("for many workspaces has a redirect URL, token rotation and organisation-wide installation, but no scope for groups", () => {
    const many = slackManifest({ languages, address: "https://malinois.example.org/", distributed: true });
    expect(many.oauth_config).toEqual({
      redirect_urls: ["https://malinois.example.org/slack/oauth_redirect"],
      scopes: { bot: http.oauth_config.scopes.bot.filter((scope) => scope !== "usergroups:read") },
    });
    expect(many.settings).toMatchObject({ org_deploy_enabled: true, token_rotation_enabled: true });
    const { bot_events: events } = many.settings.event_subscriptions;
    expect(events).toEqual([...http.settings.event_subscriptions.bot_events, "team_access_revoked"]);
    expect(http.settings).toMatchObject({ org_deploy_enabled: false, token_rotation_enabled: false });
  });

  it("names the languages of the pack, and suggests first questions in those only", () => {
    const { display_information: info, features } = slackManifest({ languages: ["nl", "es", "fr"] });
    expect(info.long_description).toContain("in Dutch, Spanish or French:");
    const asked = features.agent_view.suggested_prompts.map(({ message }) => message);
    expect(asked).toEqual([expect.stringMatching(/^Ik klikte/), expect.stringMatching(/^J’ai cliqué/)]);
  });

  it("uses the agent view, not the one that Slack is retiring", () => {
    expect(socket.features).toHaveProperty("agent_view");
    expect(socket.features).not.toHaveProperty("assistant_view");
  });

  it("is within Slack's limits", () => {
    const { display_information: info, features } = socket;
    expect(info.name.length).toBeLessThanOrEqual(35);
    expect(info.description.length).toBeLessThanOrEqual(140);
    expect(info.long_description.length).toBeGreaterThanOrEqual(174);
    expect(info.long_description.length).toBeLessThanOrEqual(4_000);
    expect(features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
    expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
    expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4);
    for (const { name, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
    for (const { command, usage_hint: hint } of features.slash_commands) {
      expect(command).toMatch(/^\/[a-z-]{1,31}$/);
      expect(hint.length).toBeLessThanOrEqual(1_000);
    }
  });
});
