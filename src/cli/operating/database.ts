/** `malinois backup` and `malinois restore`: the embedded database as one file. */
import { resolve } from "node:path";
import type { Config } from "../../app/config.ts";
import { MalinoisError } from "../../errors.ts";
import type { Terminal } from "../terminal.ts";

type DatabaseConfig = Pick<Config, "DATABASE_URL" | "DATA_DIR">;

/**
 * Runs `malinois backup`.
 * @throws MalinoisError when the database is PostgreSQL, or the copy cannot be made
 */
export async function runBackup(file: string, config: DatabaseConfig, { write }: Pick<Terminal, "write">): Promise<void> {
  refusePostgresql(config, "pg_dump --format=custom --file=malinois.dump DATABASE_URL");
  const { backUpSqlite } = await import("../../store/sqlite/backup.ts");
  backUpSqlite(config.DATA_DIR, resolve(file));
  write(`The database was copied to ${file}\n`);
}

/**
 * Runs `malinois restore`.
 * @param now determines the name under which the current database is kept
 * @throws MalinoisError if the database is PostgreSQL or in use, or the backup is not usable; then nothing has changed
 */
export async function runRestore(
  file: string,
  config: DatabaseConfig,
  now: Date,
  { write }: Pick<Terminal, "write">,
): Promise<void> {
  refusePostgresql(config, "pg_restore --clean --if-exists --single-transaction --dbname=DATABASE_URL malinois.dump");
  const { restoreSqlite } = await import("../../store/sqlite/restore.ts");
  const stamp = now.toISOString().slice(0, 19).replaceAll(":", "-");
  const kept = restoreSqlite(resolve(file), config.DATA_DIR, `${stamp}Z`);
  write(`${file} is the database now, as it was when it was backed up\n`);
  write("What people had erased since then is in it again: erase it again, or tell them\n");
  if (kept !== undefined) write(`The database before is kept as ${kept}; delete it when all is well\n`);
}

function refusePostgresql({ DATABASE_URL }: DatabaseConfig, command: string): void {
  if (DATABASE_URL === undefined) return;
  throw new MalinoisError(
    "usage",
    "DATABASE_URL is set: the database is PostgreSQL, which has tools of its own",
    `Use ${command}; docs/production.md tells how`,
  );
}
