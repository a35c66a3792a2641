import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { chmod, cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { StoreOptions } from "../../src/store/database.ts";
import type { Task } from "./store-program.ts";

const ROOT = resolve(import.meta.dirname, "../..");

export interface StoreProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** Its standard output, line by line. */
  readonly lines: Interface;
  /** Resolves with everything it printed, once it has ended for any reason. */
  readonly ended: Promise<readonly string[]>;
}

export interface StoreProgram {
  /** Runs a task. `launcher` is a command that starts node, such as a shell that first sets a limit. */
  run(task: Task, options: StoreOptions, launcher?: readonly string[], user?: number): StoreProcess;
  remove(): Promise<void>;
}

export interface CompiledProgram {
  /** The compiled file, which node can run. */
  readonly file: string;
  remove(): Promise<void>;
}

/**
 * Compiles a program, so that it can run in a process of its own: Node 20 runs no TypeScript, and a worker thread cannot be killed.
 * @param source its path in the repository
 * @param workers the files that it starts as processes or threads and that no import names
 */
export async function compileProgram(source: string, workers: readonly string[] = []): Promise<CompiledProgram> {
  const directory = await mkdtemp(join(tmpdir(), "malinois-program-"));
  // The process may run as another user, who must be able to read this.
  await chmod(directory, 0o755);
  await symlink(join(ROOT, "node_modules"), join(directory, "node_modules"));
  await writeFile(join(directory, "package.json"), JSON.stringify({ type: "module", version: "0.0.0" }));
  const project = {
    extends: join(ROOT, "tsconfig.json"),
    compilerOptions: { rootDir: ROOT, outDir: directory, sourceMap: false, typeRoots: [join(ROOT, "node_modules/@types")] },
    files: [source, ...workers].map((file) => join(ROOT, file)),
    include: [join(ROOT, "src/**/*.d.ts")],
  };
  await writeFile(join(directory, "tsconfig.json"), JSON.stringify(project));
  const compiler = spawn(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", directory]);
  const output = collect(createInterface(compiler.stdout));
  const [code] = await once(compiler, "exit");
  if (code !== 0) throw new Error(`tsc failed: ${(await output).join("\n")}`);
  // The compiler does not copy the texts that are next to the sources.
  for (const folder of [
    "src/languages",
    "src/admin-page/assets",
    "src/nudges/schedule/holidays.json",
    ...readdirSync(join(ROOT, "adapters")).map((name) => `adapters/${name}/texts`),
  ]) {
    if (existsSync(join(ROOT, folder))) await cp(join(ROOT, folder), join(directory, folder), { recursive: true });
  }

  return {
    file: join(directory, source.replace(/\.ts$/, ".js")),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Compiles `store-program.ts`. */
export async function compileStoreProgram(): Promise<StoreProgram> {
  const { file, remove } = await compileProgram("tests/store/store-program.ts");
  return {
    run: (task, options, launcher = [], user) => {
      const [command = "", ...rest] = [...launcher, process.execPath, file, task, JSON.stringify(options)];
      const child = spawn(command, rest, user === undefined ? {} : { uid: user, gid: user });
      child.stderr.pipe(process.stderr);
      const lines = createInterface(child.stdout);
      return { child, lines, ended: collect(lines) };
    },
    remove,
  };
}

async function collect(lines: Interface): Promise<readonly string[]> {
  const collected: string[] = [];
  for await (const line of lines) collected.push(line);
  return collected;
}

/** Waits until all are ready, starts them at the same time, and returns what each acknowledged. */
export async function startTogether(racers: readonly StoreProcess[]): Promise<readonly (readonly string[])[]> {
  await Promise.all(racers.map(({ lines }) => once(lines, "line")));
  for (const { child } of racers) child.stdin.write("go\n");
  return Promise.all(racers.map(async ({ ended }) => (await ended).filter((line) => line !== "ready")));
}
