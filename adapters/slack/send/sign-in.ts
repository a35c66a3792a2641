import { MalinoisError } from "../../../src/errors.ts";
import { record, text } from "../../kit/payload.ts";
import type { RetryPolicy } from "../../kit/retry.ts";
import { missingScopes, SCOPES, type Scope } from "../commands/scopes.ts";
import type { Bot } from "../receive/bot.ts";
import { type Call, persist } from "./api.ts";

/** What Slack says of the bot's token. */
export interface Identity extends Bot {
  readonly botId: string;
  /** Name of the workspace or organisation. */
  readonly team: string;
  readonly missing: readonly Scope[];
}

/**
 * Asks Slack who the token belongs to and what it may do, patiently: Bolt's own first call, when it fails, ends the process
 * or leaves every later event unanswered. Throws a `MalinoisError` for a wrong token or when Slack stays out of reach.
 */
export async function signIn(call: Call, retryPolicy: RetryPolicy): Promise<Identity> {
  const answer = await persist("auth.test", retryPolicy, () => call("auth.test", {}));
  const [userId, botId, team] = [text(answer, "user_id"), text(answer, "bot_id"), text(answer, "team_id")];
  if (userId === undefined || botId === undefined) {
    const fix = "SLACK_BOT_TOKEN needs the Bot User OAuth Token (xoxb-…), not a user's";
    throw new MalinoisError("configuration", "the Slack token does not belong to a bot", fix);
  }
  const enterprise = text(answer, "enterprise_id");
  const granted = record(answer, "response_metadata").scopes;
  return {
    userId,
    botId,
    ...(enterprise !== undefined && { enterprise }),
    workspace: answer.is_enterprise_install === true ? undefined : team,
    team: text(answer, "team") ?? team ?? "",
    // A proxy may drop the header that tells the scopes.
    missing: Array.isArray(granted) ? missingScopes(granted.map(String)) : [],
  };
}

/** What a missing scope costs, and the fix, in plain words. */
export function missingScope(scope: Scope): MalinoisError {
  const fix = "add it under OAuth & Permissions → Bot Token Scopes, then reinstall the app to the workspace";
  return new MalinoisError("configuration", `the Slack app lacks the scope ${scope}: Malinois cannot ${SCOPES[scope]}`, fix);
}
