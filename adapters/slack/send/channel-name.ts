import { record, text } from "../../kit/payload.ts";
import type { Call } from "./api.ts";

/**
 * Returns a name such as "#general (Acme)". If Slack does not name the channel, returns only the team's; undefined if that is not known either.
 * @param team the name of the workspace or organisation; empty if it is not known
 */
export async function channelName(call: Call, team: string, channel: string): Promise<string | undefined> {
  const answer = await call("conversations.info", { channel }).catch(() => undefined);
  const name = answer && text(record(answer, "channel"), "name");
  if (name === undefined || name === "") return team || undefined;
  return team === "" ? `#${name}` : `#${name} (${team})`;
}
