import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../repository-root.ts";
import { startPlatforms } from "./start-up.ts";

const MAIN = join(ROOT, "dist/src/main.js");
const PROBE = fileURLToPath(new URL("loop-probe.js", import.meta.url));
/** The Node options of `npm start`. */
const FLAGS = ["--max-semi-space-size=2", "--optimize-for-size"];
const ENTRY = "en/practical/i-clicked-a-phishing-link.md";
/** In milliseconds. Long enough for what follows, such as the first look at the pack's files. */
const AFTERWARDS = 5_000;
const WITHIN = 180_000;
/** Parts of the log lines when everything is loaded but not connected, when the pack is learned, and when an edit is in use. */
const [LOADED, LEARNED, CHANGED] = ["admin page", "ways of asking", "changed content is in use"];

interface Blocked {
  readonly phase: string;
  readonly longestMs: number;
  readonly longestCpuMs: number;
}

/**
 * Measures the longest time that the event loop of `malinois start` is blocked, with the shipped pack in its four languages, connected to Slack and Discord:
 * while the program is loaded and nobody is connected yet, and from then on; at the first start, which learns the pack, at the next one, which loads the
 * saved model, and at edits.
 */
export async function measureLoopDelay(): Promise<readonly Blocked[]> {
  const folder = await mkdtemp(join(tmpdir(), "malinois-loop-"));
  const content = join(folder, "belgium");
  const platforms = await startPlatforms();
  const settings = { ...platforms.settings, DATA_DIR: join(folder, "data"), CONTENT_DIR: content };
  try {
    await cp(join(ROOT, "content/belgium"), content, { recursive: true });
    const first = start(settings);
    const found = [
      await first.phase("first start, loading", LOADED),
      await first.phase("first start, connecting", "listens at"),
      await first.phase("first start, while it learns", LEARNED, AFTERWARDS),
    ];
    await first.stop();
    const second = start(settings);
    found.push(
      await second.phase("later start, loading", LOADED),
      await second.phase("later start, connecting", "listens at"),
      await second.phase("later start, getting ready", LEARNED, AFTERWARDS),
    );
    await changeEntry(content, (text) => text.replace(/^tips:$/m, 'tips:\n  - "Ask a colleague before you click."'));
    found.push(await second.phase("an edit that teaches nothing", CHANGED, AFTERWARDS));
    await changeEntry(content, (text) => text.replace(/^questions:$/m, 'questions:\n  - "I pressed on a blue button in a mail"'));
    found.push(await second.phase("an edit that is learned", CHANGED, AFTERWARDS));
    await second.stop();
    return found;
  } finally {
    await platforms.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function changeEntry(content: string, change: (text: string) => string): Promise<void> {
  const path = join(content, ENTRY);
  const text = await readFile(path, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${ENTRY} is not as expected`);
  await writeFile(path, changed);
}

function start(settings: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ["--import", PROBE, ...FLAGS, MAIN, "start"], {
    env: { PATH: process.env.PATH, PORT: "0", ...settings },
  });
  const output = collect(child);
  return {
    /** Waits for a new line with a text, and then for `afterwards` ms. Returns the measurement of the probe. */
    async phase(name: string, said: string, afterwards = 0): Promise<Blocked> {
      await output.until(said);
      await new Promise((resolve) => setTimeout(resolve, afterwards));
      child.kill("SIGUSR2");
      return { phase: name, ...JSON.parse(await output.until('"longestMs"')) };
    },
    async stop(): Promise<void> {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await ended;
    },
  };
}

/** Collects the lines that a process prints. Each line is used by only one wait. */
function collect(child: ChildProcessWithoutNullStreams) {
  let lines: readonly string[] = [];
  let rest = "";
  const take = (chunk: Buffer) => {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    lines = [...lines, ...parts];
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  return {
    async until(text: string): Promise<string> {
      for (const until = performance.now() + WITHIN; performance.now() < until; ) {
        const at = lines.findIndex((line) => line.includes(text));
        if (at >= 0) {
          const found = lines[at] ?? "";
          lines = lines.slice(at + 1);
          return found;
        }
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`"${text}" was not said: ${lines.join("\n")}`);
    },
  };
}
