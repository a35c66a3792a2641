import { MalinoisError } from "../../../src/errors.ts";
import { record, text } from "../../kit/payload.ts";
import type { RetryPolicy } from "../../kit/retry.ts";
import { missingScopes, SCOPES, type Scope } from "../commands/scopes.ts";
import type { Bot } from "../receive/bot.ts";
import { type Call, persist } from "./api.ts";

/** What Slack says about the bot's token. */
export interface Identity extends Bot {
  readonly botId: string;
  /** Name of the workspace or organisation. */
  readonly team: string;
  readonly missing: readonly Scope[];
}

/**
 * Asks Slack who the token belongs to and what it may do, with retries: Bolt's own first call, if it fails, ends the process
 * or leaves every later event unanswered. Throws a `MalinoisError` if the token is wrong or Slack stays out of reach.
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
    // A proxy may drop the header that lists the scopes.
    missing: Array.isArray(granted) ? missingScopes(granted.map(String)) : [],
  };
}

/** Returns an error that says what Malinois cannot do without a scope, and the fix. */
export function missingScope(scope: Scope): MalinoisError {
  const fix = "add it under OAuth & Permissions → Bot Token Scopes, then reinstall the app to the workspace";
  return new MalinoisError("configuration", `the Slack app lacks the scope ${scope}: Malinois cannot ${SCOPES[scope]}`, fix);
}
