import { randomUUID } from "node:crypto";
import type { AdministrationStore, AuditRecord } from "../administration/ports.ts";
import type { WorkspaceKey } from "../ports.ts";
import type { Database } from "./database.ts";
import type { Queries } from "./dialect.ts";
import { createSettings } from "./settings.ts";

export function createAdministrationStore(database: Database): AdministrationStore {
  const { queries } = database;
  return {
    workspaceSettings: (workspace) => settingsOf(queries, workspace),

    changeSetting: ({ name, value, ...workspace }, actor, at) =>
      queries.transaction().execute(async (transaction) => {
        const { [name]: before } = await settingsOf(transaction, workspace);
        if (before === value) return;
        await createSettings({ ...database, queries: transaction }).setWorkspaceSetting(workspace, name, value);
        const detail = { name, ...changed("before", before), ...changed("after", value) };
        await insertAudit(transaction, { ...workspace, at, actor, what: "setting", detail });
      }),

    audit: (record) => insertAudit(queries, record),

    auditTrail: async ({ platform, workspace }, limit, before) => {
      const trail = queries
        .selectFrom("audit")
        .where("platform", "=", platform)
        .where("workspace", "=", workspace)
        .$if(before !== undefined, (query) => query.where("at", "<", before ?? 0))
        .orderBy("at", "desc");
      const last = trail
        .select("at")
        .offset(limit - 1)
        .limit(1);
      const rows = await trail
        .selectAll()
        .where("at", ">=", (expression) => expression.fn.coalesce(last, expression.lit(0)))
        .execute();
      return rows.map(({ id: _, detail, ...row }) => ({ ...row, detail: JSON.parse(detail) }));
    },
  };
}

/** Returns the stored settings of a workspace, by name. */
export async function settingsOf(
  queries: Queries,
  { platform, workspace }: WorkspaceKey,
): Promise<Readonly<Record<string, string>>> {
  const rows = await queries
    .selectFrom("workspace_settings")
    .select(["name", "value"])
    .where("platform", "=", platform)
    .where("workspace", "=", workspace)
    .execute();
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

function changed(key: "before" | "after", value: string | undefined) {
  return value === undefined ? {} : { [key]: JSON.parse(value) };
}

async function insertAudit(queries: Queries, { detail, ...record }: AuditRecord): Promise<void> {
  const row = { id: randomUUID(), ...record, detail: JSON.stringify(detail) };
  await queries.insertInto("audit").values(row).execute();
}
