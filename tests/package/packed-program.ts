import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../repository-root.ts";

/** The files that `npm pack` needs; node_modules is linked. */
const REPOSITORY = [
  ...["src", "adapters", "content", "docs"],
  ...["package.json", "tsconfig.json", ".env.example", "README.md", "CHANGELOG.md", "LICENSE", "NOTICE"],
];

/** How long a start may take, in ms. */
const START_LIMIT = 60_000;

export const run = promisify(execFile);

/** Malinois as npm would install it, in its own folder. */
export interface PackedProgram {
  /** The folder into which it was installed, which contains nothing else. */
  readonly folder: string;
  /** The package's folder in it. */
  readonly root: string;
  /** The compiled program. */
  readonly main: string;
  /** The paths in the tarball. */
  readonly files: readonly string[];
  remove(): Promise<void>;
}

/** Packs a copy of the repository with npm, as a release does, and unpacks the tarball as an install would, with the repository's dependencies. */
export async function packProgram(): Promise<PackedProgram> {
  const temporary = await mkdtemp(join(tmpdir(), "malinois-pack-"));
  // Another user may run the program.
  await chmod(temporary, 0o755);
  const copy = join(temporary, "repository");
  for (const name of REPOSITORY) await cp(join(ROOT, name), join(copy, name), { recursive: true });
  await symlink(join(ROOT, "node_modules"), join(copy, "node_modules"));
  // A file that an earlier build may have left behind.
  await mkdir(join(copy, "dist/src"), { recursive: true });
  await writeFile(join(copy, "dist/src/left-over.js"), "");
  const { stdout } = await run("npm", ["pack", "--json", "--offline", "--pack-destination", temporary], { cwd: copy });
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf("[\n"))) as [{ filename: string; files: { path: string }[] }];
  const folder = join(temporary, "app");
  const root = join(folder, "node_modules/malinois");
  await mkdir(root, { recursive: true });
  await run("tar", ["-xzf", join(temporary, packed.filename), "-C", root, "--strip-components=1"]);
  await symlink(join(ROOT, "node_modules"), join(root, "node_modules"));
  return {
    folder,
    root,
    main: join(root, "dist/src/main.js"),
    files: packed.files.map(({ path }) => path),
    remove: () => rm(temporary, { recursive: true, force: true }),
  };
}

/** A running program that listens at an address. */
export interface Started {
  readonly address: string;
  readonly child: ChildProcess;
  /** Sends SIGTERM. Resolves with the exit code and how long the stop took, in ms. */
  stop(): Promise<{ readonly code: number | null; readonly took: number }>;
}

/**
 * Starts a command that runs `malinois start`.
 * @throws an error with all of its output if it ends before it listens, or does not listen within a minute
 */
export async function startProgram(
  command: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env: Record<string, string>; readonly uid?: number },
): Promise<Started> {
  const [program, ...args] = command;
  const { uid, ...rest } = options;
  const child = spawn(program, args, {
    ...rest,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: { PATH: process.env.PATH ?? "", ...options.env },
  });
  const exited = once(child, "exit");
  let output = "";
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const [, found] = /listens at (http:[^"\s]+)/.exec(output) ?? [];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void exited.then(() => reject(new Error(`ended early: ${output}`)));
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`does not listen: ${output}`));
    }, START_LIMIT);
  });
  return {
    address,
    child,
    async stop() {
      const begun = performance.now();
      child.kill("SIGTERM");
      const [code] = await exited;
      return { code, took: performance.now() - begun };
    },
  };
}
