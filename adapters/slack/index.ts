import { MalinoisError } from "../../src/errors.ts";
import type { ManagedAdapter } from "../../src/ports.ts";
import { createAdapter } from "./adapter.ts";
import type { DistributedOptions, SlackOptions } from "./options.ts";
import { createSingle } from "./single.ts";
import { createDistributed } from "./workspaces/distributed.ts";

/**
 * Makes Malinois in Slack: by Socket Mode with an app token, by signed HTTP at POST /slack/events with a signing secret
 * alone. Nothing of Slack's packages is loaded before it starts. Throws a `MalinoisError` where tokens are missing.
 */
export function createSlack(options: SlackOptions): ManagedAdapter {
  if (options.botToken === "")
    throw new MalinoisError("configuration", "the Slack bot token is empty", "set SLACK_BOT_TOKEN (xoxb-…)");
  return createAdapter(options, (tools) => createSingle(options, tools));
}

/**
 * Makes the adapter for every Slack workspace and organisation that installs the app by OAuth, over signed HTTP. Throws a `MalinoisError` where the token keys
 * are not valid.
 */
export function createDistributedSlack(options: DistributedOptions): ManagedAdapter {
  return createAdapter(options, (tools) => createDistributed(options, tools));
}
