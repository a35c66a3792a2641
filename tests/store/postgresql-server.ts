import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** It needs percent-encoding, so that a part of it would be visible if the address were parsed wrongly. */
export const PASSWORD = "gu@rd#dog/1";
const USER = "malinois";

export interface PostgresqlServer {
  readonly port: number;
  /** Makes an empty database and returns its address. */
  createDatabase(): Promise<string>;
  /** Kills every server process at once, as a crash would, and starts the server again. */
  crashAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** The folder of PostgreSQL's programs on Debian, or undefined if PostgreSQL is not installed. */
const PROGRAMS = findPrograms("/usr/lib/postgresql");

export const hasPostgresql = PROGRAMS !== undefined;

function findPrograms(parent: string): string | undefined {
  const versions = existsSync(parent) ? readdirSync(parent).map(Number).filter(Number.isInteger) : [];
  const directories = versions.sort((a, b) => b - a).map((version) => join(parent, String(version), "bin"));
  return directories.find((directory) => existsSync(join(directory, "initdb")));
}

/** Starts a real server on a free loopback port, with its own directory. */
export async function startPostgresql(): Promise<PostgresqlServer> {
  if (PROGRAMS === undefined) throw new Error("PostgreSQL is not installed");
  const directory = await mkdtemp(join(tmpdir(), "malinois-postgresql-"));
  const owner = serverUser();
  const passwordFile = join(directory, "password");
  await writeFile(passwordFile, PASSWORD);
  if (owner !== undefined) {
    await chown(directory, owner.uid, owner.gid);
    await chmod(passwordFile, 0o644);
  }
  const data = join(directory, "data");
  const made = spawnSync(
    join(PROGRAMS, "initdb"),
    ["-D", data, "-U", USER, "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--no-locale", "-E", "UTF8", "--no-sync"],
    { ...owner, cwd: directory, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);

  const port = await freePort();
  // Killing a process does not clear the file cache, so the tests need no fsync. Only a power cut would need it.
  const configuration = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
  const settings = ["-p", String(port), ...configuration.flatMap((setting) => ["-c", setting])];
  const program = join(PROGRAMS, "postgres");
  const run = () => spawn(program, ["-D", data, ...settings], { ...owner, cwd: directory, stdio: "ignore" });
  let server = run();
  await untilReady(port, server);
  let databases = 0;

  return {
    port,
    createDatabase: async () => {
      databases += 1;
      await administer(port, `create database store_${databases}`);
      return address(port, `store_${databases}`);
    },
    crashAndRestart: async () => {
      await end(server, "SIGQUIT");
      server = run();
      await untilReady(port, server);
    },
    stop: async () => {
      await end(server, "SIGQUIT");
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export function address(port: number, database: string, user = USER, password = PASSWORD): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Runs a statement as the owner of the server. */
export async function administer(port: number, statement: string, database = "postgres"): Promise<void> {
  const client = new pg.Client({ connectionString: address(port, database) });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Returns the user for the server, which refuses to run as root; undefined if the current user will do. */
function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

async function untilReady(port: number, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended with code ${server.exitCode}`);
    try {
      await administer(port, "select 1");
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill(signal);
  await ended;
}
