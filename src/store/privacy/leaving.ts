import { sql } from "kysely";
import type { Instant } from "../../model.ts";
import type { WorkspaceKey } from "../../ports.ts";
import type { PrivacyStore } from "../../privacy/ports.ts";
import type { Database } from "../database.ts";
import { deleteAll } from "../expiry.ts";
import { createSettings } from "../settings.ts";

/** The workspace setting that says when Malinois was removed, and that the workspace's data must still be erased. It is deleted last. */
const LEFT = "left-at";

/** Records which workspaces have removed Malinois, and erases them in batches, so that questions in between wait only a few milliseconds. */
export function createLeaving(database: Database): Pick<PrivacyStore, "leave" | "eraseLeft"> {
  const { queries, dialect } = database;
  return {
    leave: async (workspace, now) => {
      // An empty name is not a workspace: what is stored under it belongs to people.
      if (workspace.workspace === "") return;
      await createSettings(database).setWorkspaceSetting(workspace, LEFT, String(now));
    },
    eraseLeft: async () => {
      const left = await queries.selectFrom("workspace_settings").selectAll().where("name", "=", LEFT).execute();
      let total = 0;
      for (const { platform, workspace, value } of left)
        total += await eraseWhole(database, { platform, workspace }, Number(value));
      if (left.length > 0) await dialect.forget();
      return total;
    },
  };
}

/** Erases a workspace, and repeats that until nothing is left, since another process may have added something meanwhile. Deletes {@link LEFT} last. */
async function eraseWhole(database: Database, of: WorkspaceKey, leftAt: Instant): Promise<number> {
  let total = 0;
  for (let erased = 1; erased > 0; total += erased) erased = await eraseWorkspace(database, of, leftAt);
  // Not a later instant: a workspace that came back meanwhile, and left again, must be erased once more.
  await database.queries
    .deleteFrom("workspace_settings")
    .where("platform", "=", of.platform)
    .where("workspace", "=", of.workspace)
    .where("name", "=", LEFT)
    .where("value", "=", String(leftAt))
    .execute();
  return total;
}

/** Erases a workspace from every table once. Records that are found through others are deleted before those. */
async function eraseWorkspace(database: Database, of: WorkspaceKey, leftAt: Instant): Promise<number> {
  const here = sql`platform = ${of.platform} and workspace = ${of.workspace}`;
  const itsSubscriptions = sql`select id from subscriptions where ${here}`;
  const itsQuizzes = sql`select id from quizzes where (${here}) or subscription in (${itsSubscriptions})`;
  // A workspace that removes Malinois and installs it again straight away keeps the new installation.
  const installedSince = sql`select id from installations where platform = ${of.platform} and installed_at > ${leftAt}`;
  const erased = [
    await eraseInbox(database, of),
    await deleteAll(database, "deliveries", sql`subscription in (select id from hand_offs where ${here})`),
    await deleteAll(database, "hand_offs", here),
    await deleteAll(database, "quiz_answers", sql`(${here}) or quiz in (${itsQuizzes})`),
    await deleteAll(database, "quizzes", sql`(${here}) or subscription in (${itsSubscriptions})`),
    await deleteAll(database, "reviews", here),
    await deleteAll(database, "deliveries", sql`(${here}) or subscription in (${itsSubscriptions})`),
    await deleteAll(database, "subscriptions", here),
    await deleteAll(database, "contexts", here),
    await deleteAll(database, "person_settings", here),
    await deleteAll(database, "feedback", here),
    await deleteAll(database, "gaps", here),
    await deleteAll(database, "question_counts", here),
    await deleteAll(database, "admin_links", here),
    await deleteAll(database, "admin_sessions", here),
    await deleteAll(database, "audit", here),
    await deleteAll(database, "installed_workspaces", sql`(${here}) and installation not in (${installedSince})`),
    await deleteAll(
      database,
      "installations",
      sql`platform = ${of.platform} and id = ${of.workspace} and installed_at <= ${leftAt}`,
    ),
    await deleteAll(database, "workspace_settings", sql`(${here}) and name <> ${LEFT}`),
  ];
  return erased.reduce((sum, count) => sum + count, 0);
}

/** Deletes the messages that are still to be answered. Only their records tell the workspace; there are never many. */
async function eraseInbox({ queries }: Database, { platform, workspace }: WorkspaceKey): Promise<number> {
  const rows = await queries.selectFrom("inbox").select(["id", "record"]).where("platform", "=", platform).execute();
  const ids = rows.filter(({ record }) => placeIn(record).workspace === workspace).map(({ id }) => id);
  if (ids.length > 0) await queries.deleteFrom("inbox").where("id", "in", ids).execute();
  return ids.length;
}

function placeIn(record: string): Partial<WorkspaceKey> {
  const { inbound, answer } = JSON.parse(record);
  return (inbound ?? answer).place;
}
