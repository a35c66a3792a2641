import { record, text } from "../../kit/payload.ts";
import { groupsIn } from "../commands/scopes.ts";
import type { Call } from "../send/api.ts";
import { profileOf } from "./people.ts";

/**
 * Whether somebody may manage a workspace, asked of Slack anew. Rejects where Slack does not tell.
 * @param home the workspace that the app is installed in; undefined for a whole organisation
 * @param managers ids of people (U…, W…) and user groups (S…) that may, beside administrators
 */
export async function askWhetherManager(
  call: Call,
  { home, managers }: { readonly home: string | undefined; readonly managers: readonly string[] },
  workspace: string,
  user: string,
): Promise<boolean> {
  const person = record(await call("users.info", { user }), "user");
  if (person.deleted === true || text(person, "id") !== user) return false;
  // Somebody of another workspace of the same organisation, or of another company, is no administrator here.
  if (workspace !== (home ?? text(person, "team_id"))) return false;
  if (profileOf(person).isAdmin || managers.includes(user)) return true;
  for (const group of groupsIn(managers)) {
    const { users } = await call("usergroups.users.list", { usergroup: group });
    if (Array.isArray(users) && users.includes(user)) return true;
  }
  return false;
}
