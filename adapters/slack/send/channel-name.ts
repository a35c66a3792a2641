import { record, text } from "../../kit/payload.ts";
import type { Call } from "./api.ts";

/**
 * "#general (Acme)"; the workspace alone where Slack tells nothing of the channel.
 * @param team the name of the workspace or organisation; empty where it is not known
 */
export async function channelName(call: Call, team: string, channel: string): Promise<string | undefined> {
  const answer = await call("conversations.info", { channel }).catch(() => undefined);
  const name = answer && text(record(answer, "channel"), "name");
  if (name === undefined || name === "") return team || undefined;
  return team === "" ? `#${name}` : `#${name} (${team})`;
}
