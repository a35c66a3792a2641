import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Libsql from "libsql";
import { FILE_NAME } from "../../src/store/sqlite/connect.ts";
import { writeCanteen } from "../cli/canteen-files.ts";
import { ROOT } from "../repository-root.ts";
import { type CompiledProgram, compileProgram } from "../store/store-process.ts";

/** The compiled program with a small pack, as an operator runs it. */
export interface WholeProgram {
  readonly dataDirectory: string;
  readonly contentDirectory: string;
  /** Starts the program; `crash` is additional code that runs in its process when it is told to {@link Run.crash}. */
  run(args: readonly string[], environment: Readonly<Record<string, string>>, crash?: string): Run;
  remove(): Promise<void>;
}

export interface Run {
  /** Returns everything that it has printed so far, on both outputs. */
  printed(): string;
  /** Resolves with the rest of the line after a text, once it is printed. Rejects if the program ends before. */
  said(text: string): Promise<string>;
  ended: Promise<number | null>;
  /** Has it run the code that it was started with. */
  crash(): void;
  stop(): Promise<void>;
  /** Suspends it at any point except during a write to the database. It does nothing more until it is killed. */
  freeze(): Promise<void>;
  /** Kills it at once, at any point. */
  kill(): Promise<void>;
}

export async function prepareProgram(): Promise<WholeProgram> {
  const folder = await mkdtemp(join(tmpdir(), "malinois-privacy-"));
  const program: CompiledProgram = await compileProgram("src/main.ts", ["src/app/knowledge/training-process.ts"]);
  const root = dirname(dirname(program.file));
  for (const path of ["adapters/playground/page", "src/admin-page/assets", "package.json"])
    await cp(join(ROOT, path), join(root, path), { recursive: true });
  const contentDirectory = join(folder, "content");
  await writeCanteen(contentDirectory);
  const dataDirectory = join(folder, "data");
  const running: ChildProcess[] = [];

  return {
    dataDirectory,
    contentDirectory,
    run(args, environment, crash) {
      const preload = join(folder, `crash-${running.length}.mjs`);
      const imports = crash === undefined ? [] : ["--import", preload];
      const ready = crash === undefined ? Promise.resolve() : writeFile(preload, `process.once("SIGUSR2", () => { ${crash} });`);
      let text = "";
      let child: ChildProcess | undefined;
      const started = ready.then(() => {
        const { PATH = "" } = process.env;
        const defaults = { PATH, DATA_DIR: dataDirectory, CONTENT_DIR: contentDirectory, PORT: "0", LOG_LEVEL: "trace" };
        child = spawn(process.execPath, [...imports, program.file, ...args], {
          cwd: folder,
          env: { ...defaults, ...environment },
        });
        running.push(child);
        for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => (text += data.toString()));
        return child;
      });
      const ended = started.then(async (one) => {
        const [code] = await once(one, "close");
        return code as number | null;
      });
      let isOver = false;
      void ended.then(() => (isOver = true));
      return {
        printed: () => text,
        ended,
        async said(wanted) {
          while (!text.includes(wanted)) {
            if (isOver) throw new Error(`the program ended before it said “${wanted}”:\n${text}`);
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
          return text.slice(text.indexOf(wanted) + wanted.length).split(/["\s]/)[0] ?? "";
        },
        crash: () => void child?.kill("SIGUSR2"),
        async stop() {
          child?.kill("SIGTERM");
          await ended;
        },
        async freeze() {
          child?.kill("SIGSTOP");
          while (isLocked(join(dataDirectory, FILE_NAME))) {
            child?.kill("SIGCONT");
            await wait(10);
            child?.kill("SIGSTOP");
          }
        },
        async kill() {
          child?.kill("SIGKILL");
          await ended;
        },
      };
    },
    async remove() {
      for (const child of running) child.kill("SIGKILL");
      await Promise.all([program.remove(), rm(folder, { recursive: true, force: true })]);
    },
  };
}

/** Returns whether a process is writing to a database. */
function isLocked(file: string): boolean {
  const database = new Libsql(file, { timeout: 0 });
  try {
    database.exec("begin immediate");
    database.exec("rollback");
    return false;
  } catch {
    return true;
  } finally {
    database.close();
  }
}
