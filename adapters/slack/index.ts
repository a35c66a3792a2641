import { MalinoisError } from "../../src/errors.ts";
import type { ManagedAdapter } from "../../src/ports.ts";
import { createAdapter } from "./adapter.ts";
import type { DistributedOptions, SlackOptions } from "./options.ts";
import { createSingle } from "./single.ts";
import { createDistributed } from "./workspaces/distributed.ts";

/**
 * Makes the adapter for one Slack workspace or organisation. With an app token it uses Socket Mode; with only a signing secret, signed HTTP at
 * POST /slack/events. It loads none of Slack's packages before it starts. Throws a `MalinoisError` if the bot token is empty, or if there is neither an
 * app token nor a signing secret.
 */
export function createSlack(options: SlackOptions): ManagedAdapter {
  if (options.botToken === "")
    throw new MalinoisError("configuration", "the Slack bot token is empty", "set SLACK_BOT_TOKEN (xoxb-…)");
  return createAdapter(options, (tools) => createSingle(options, tools));
}

/**
 * Makes the adapter for every Slack workspace and organisation that installs the app by OAuth, over signed HTTP. Throws a `MalinoisError` if the token keys
 * are not valid.
 */
export function createDistributedSlack(options: DistributedOptions): ManagedAdapter {
  return createAdapter(options, (tools) => createDistributed(options, tools));
}
