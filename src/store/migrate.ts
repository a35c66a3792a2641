import { Migrator } from "kysely";
import { MalinoisError } from "../errors.ts";
import type { DatabaseDialect, Queries, StoreLogger } from "./dialect.ts";
import { MIGRATIONS } from "./migrations/index.ts";

/** Not Kysely's own name, which another program in the same database may use. */
export const MIGRATION_TABLE = "malinois_migrations";

/**
 * Brings the schema up to date; safe when several replicas start at once. Throws a `MalinoisError` and changes nothing
 * if a newer Malinois wrote the database.
 */
export async function migrate(queries: Queries, dialect: DatabaseDialect, logger?: StoreLogger): Promise<void> {
  await dialect.migrateAlone(queries, async (alone) => {
    await refuseNewerSchema(alone, dialect);
    const { error, results } = await createMigrator(alone).migrateToLatest();
    if (error !== undefined) throw error;
    for (const { migrationName } of results ?? []) logger?.info({}, `store: applied migration ${migrationName}`);
  });
}

async function refuseNewerSchema(alone: Queries, dialect: DatabaseDialect): Promise<void> {
  const tables = await alone.introspection.getTables();
  if (!tables.some((table) => table.name === MIGRATION_TABLE)) return;
  const applied = await alone
    .withTables<{ readonly [MIGRATION_TABLE]: { readonly name: string } }>()
    .selectFrom(MIGRATION_TABLE)
    .select("name")
    .orderBy("name")
    .execute();
  const unknown = applied.find(({ name }) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown === undefined) return;
  throw new MalinoisError(
    "store",
    `The ${dialect.description} was written by a newer version of Malinois (migration ${unknown.name}). Nothing was changed.`,
    "Start that version or a later one, or restore a backup made before the upgrade.",
  );
}

function createMigrator(alone: Queries): Migrator {
  return new Migrator({
    db: alone,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    migrationTableName: MIGRATION_TABLE,
    migrationLockTableName: "malinois_migration_lock",
    // Kysely sorts applied migrations by wall-clock time: if the clock was ever wrong, that would look like corruption.
    allowUnorderedMigrations: true,
  });
}
