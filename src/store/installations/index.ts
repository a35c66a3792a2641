import type { Selectable } from "kysely";
import type { Installation, InstallationStore } from "../../ports.ts";
import type { Database } from "../database.ts";
import type { InstallationsTable } from "../schema.ts";

/** Creates the store of a platform's installations. */
export function createInstallations({ queries, dialect }: Database, platform: string): InstallationStore {
  const find = () =>
    queries.selectFrom("installations").selectAll("installations").where("installations.platform", "=", platform);

  return {
    byId: async (id) => read(await find().where("id", "=", id).executeTakeFirst()),

    ofWorkspace: async (workspace) => {
      const row = await find()
        .innerJoin("installed_workspaces as served", (join) =>
          join.onRef("served.platform", "=", "installations.platform").onRef("served.installation", "=", "installations.id"),
        )
        .where("served.workspace", "=", workspace)
        .executeTakeFirst();
      return read(row);
    },

    list: async (after, limit) => {
      const rows = await find().where("id", ">", after).orderBy("id").limit(limit).execute();
      return rows.map(readRow);
    },

    put: ({ id, sealed, installedAt }, workspace) =>
      queries.transaction().execute(async (transaction) => {
        const changed = { sealed, installed_at: installedAt, leased_until: 0 };
        await transaction
          .insertInto("installations")
          // Versions do not start at 1: a process may still hold an earlier installation of this id that was since removed, and must notice the difference.
          .values({ platform, id, version: installedAt, ...changed })
          .onConflict((conflict) =>
            conflict
              .columns(["platform", "id"])
              .doUpdateSet((set) => ({ ...changed, version: set("installations.version", "+", 1) })),
          )
          .execute();
        if (workspace === undefined) return;
        await transaction
          .insertInto("installed_workspaces")
          .values({ platform, workspace, installation: id })
          .onConflict((conflict) => conflict.columns(["platform", "workspace"]).doUpdateSet({ installation: id }))
          .execute();
      }),

    serve: async (workspace, id) => {
      await queries
        .insertInto("installed_workspaces")
        .values({ platform, workspace, installation: id })
        .onConflict((conflict) => conflict.columns(["platform", "workspace"]).doUpdateSet({ installation: id }))
        .execute();
    },

    lease: async ({ id, version }, now, until) => {
      const { numUpdatedRows } = await queries
        .updateTable("installations")
        .set({ leased_until: until })
        .where("platform", "=", platform)
        .where("id", "=", id)
        .where("version", "=", version)
        .where("leased_until", "<=", now)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    reseal: async ({ id, version }, sealed) => {
      const { numUpdatedRows } = await queries
        .updateTable("installations")
        .set({ sealed: sealed ?? null, version: version + 1, leased_until: 0 })
        .where("platform", "=", platform)
        .where("id", "=", id)
        .where("version", "=", version)
        .executeTakeFirstOrThrow();
      if (sealed === undefined) await dialect.forget();
      return numUpdatedRows > 0n;
    },

    unserve: async (workspace) => {
      await queries
        .deleteFrom("installed_workspaces")
        .where("platform", "=", platform)
        .where("workspace", "=", workspace)
        .execute();
    },

    servedBy: async (id) => {
      const rows = await queries
        .selectFrom("installed_workspaces")
        .select("workspace")
        .where("platform", "=", platform)
        .where("installation", "=", id)
        .execute();
      return rows.map(({ workspace }) => workspace);
    },

    remove: async (id) => {
      await queries.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom("installed_workspaces")
          .where("platform", "=", platform)
          .where("installation", "=", id)
          .execute();
        await transaction.deleteFrom("installations").where("platform", "=", platform).where("id", "=", id).execute();
      });
      await dialect.forget();
    },

    count: async () => {
      const { all, usable } = await queries
        .selectFrom("installations")
        .select(({ fn }) => [fn.countAll().as("all"), fn.count("sealed").as("usable")])
        .where("platform", "=", platform)
        .executeTakeFirstOrThrow();
      return { all: Number(all), usable: Number(usable) };
    },
  };
}

function read(row: Selectable<InstallationsTable> | undefined): Installation | undefined {
  return row && readRow(row);
}

function readRow({ id, sealed, version, installed_at: installedAt }: Selectable<InstallationsTable>): Installation {
  return { id, sealed: sealed ?? undefined, version, installedAt };
}
