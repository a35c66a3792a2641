import { record, text } from "../../kit/payload.ts";
import { isDirect } from "../receive/parse.ts";
import type { Call } from "./api.ts";

/**
 * Returns the id of a channel. Slack accepts a person's id for the conversation with that person when posting, but not when reading or sharing files.
 * Rejects as the call does. https://docs.slack.dev/reference/methods/conversations.open
 */
export async function conversationOf(call: Call, channel: string): Promise<string> {
  if (!isDirect(channel) || channel.startsWith("D")) return channel;
  return text(record(await call("conversations.open", { users: channel }), "channel"), "id") ?? channel;
}
