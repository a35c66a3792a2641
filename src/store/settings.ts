import type { PersonKey, Store, WorkspaceKey } from "../ports.ts";
import type { Database } from "./database.ts";
import type { Queries } from "./dialect.ts";

/** The name of the setting that holds the language a person chose. */
export const LANGUAGE = "language";

type Settings = Pick<Store, "personLanguage" | "setPersonLanguage" | "workspaceSetting" | "setWorkspaceSetting">;

export function createSettings({ queries }: Database): Settings {
  return {
    personLanguage: async ({ platform, workspace, person }) => {
      const row = await queries
        .selectFrom("person_settings")
        .select("value")
        .where("platform", "=", platform)
        .where("workspace", "=", workspace)
        .where("person", "=", person)
        .where("name", "=", LANGUAGE)
        .executeTakeFirst();
      return row?.value;
    },

    setPersonLanguage: async ({ platform, workspace, person }, language) => {
      if (language === undefined) {
        await queries
          .deleteFrom("person_settings")
          .where("platform", "=", platform)
          .where("workspace", "=", workspace)
          .where("person", "=", person)
          .where("name", "=", LANGUAGE)
          .execute();
        return;
      }
      await queries
        .insertInto("person_settings")
        .values({ platform, workspace, person, name: LANGUAGE, value: language })
        .onConflict((conflict) => conflict.columns(["platform", "workspace", "person", "name"]).doUpdateSet({ value: language }))
        .execute();
    },

    workspaceSetting: (workspace, name) => readWorkspaceSetting(queries, workspace, name),

    setWorkspaceSetting: async ({ platform, workspace }, name, value) => {
      if (value === undefined) {
        await queries
          .deleteFrom("workspace_settings")
          .where("platform", "=", platform)
          .where("workspace", "=", workspace)
          .where("name", "=", name)
          .execute();
        return;
      }
      await queries
        .insertInto("workspace_settings")
        .values({ platform, workspace, name, value })
        .onConflict((conflict) => conflict.columns(["platform", "workspace", "name"]).doUpdateSet({ value }))
        .execute();
    },
  };
}

/** Returns a setting of a workspace, or of the installation itself if platform and workspace are empty. */
export async function readWorkspaceSetting(
  queries: Queries,
  { platform, workspace }: WorkspaceKey,
  name: string,
): Promise<string | undefined> {
  const row = await queries
    .selectFrom("workspace_settings")
    .select("value")
    .where("platform", "=", platform)
    .where("workspace", "=", workspace)
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.value;
}

export async function erasePersonSettings(queries: Queries, { platform, workspace, person }: PersonKey): Promise<void> {
  await queries
    .deleteFrom("person_settings")
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    .where("person", "=", person)
    .execute();
}
