import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { SCOPES } from "../../adapters/slack/commands/scopes.ts";
import { startDiscordServer } from "../protocol/discord/server.ts";
import { startSlackServer } from "../protocol/slack/server.ts";
import { ROOT } from "../repository-root.ts";

const MAIN = join(ROOT, "dist/src/main.js");
/** How long to wait once the program is ready: long enough for what follows, such as the end of training and the first look at the pack's files. */
const SETTLE_MS = 5_000;

/** Measures starts without and with a saved model, then with all platforms: the time from `node` to serving, and memory, settled and at most. */
export async function measureStartUp(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), "malinois-bench-"));
  const platforms = await startPlatforms();
  try {
    const first = await startOnce(data, {});
    const second = await startOnce(data, {});
    const all = await startOnce(data, platforms.settings);
    return [`first start: ${first}`, `with the training remembered: ${second}`, `with Slack and Discord too: ${all}`].join("\n");
  } finally {
    await platforms.stop();
    await rm(data, { recursive: true, force: true });
  }
}

/** Starts the protocol servers for Slack and Discord, and returns the settings that connect to them. */
export async function startPlatforms() {
  const slack = await startSlackServer({ scopes: Object.keys(SCOPES) });
  const discord = await startDiscordServer();
  const settings = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_API_URL: discord.apiUrl,
  };
  return { settings, stop: () => Promise.all([slack.close(), discord.stop()]) };
}

async function startOnce(data: string, settings: Record<string, string>): Promise<string> {
  const { child, origin, startedAfter, learned } = await startProgram({ DATA_DIR: data, ...settings });
  const serving = await fetch(`${origin}/healthz`);
  await learned;
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const memory = residentMegabytes(child.pid ?? 0);
  const most = residentMegabytes(child.pid ?? 0, "VmHWM");
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await ended;
  return `serving (${serving.status}) after ${startedAfter.toFixed(0)} ms, ${memory} MB resident, ${most} MB at most without the processes that learn`;
}

export interface Program {
  readonly child: ChildProcess;
  readonly origin: string;
  /** Milliseconds from `node` to serving. */
  readonly startedAfter: number;
  /** Resolves when every question can be answered: the pack is learned, or a saved model is loaded. */
  readonly learned: Promise<void>;
}

/** Starts the program as `npm start` does, on a free port. Resolves when its log says that it listens. */
export async function startProgram(settings: Readonly<Record<string, string>>): Promise<Program> {
  const begun = performance.now();
  const child = spawn(process.execPath, ["--max-semi-space-size=2", "--optimize-for-size", MAIN, "start"], {
    env: { PATH: process.env.PATH, PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout);
  const learned = new Promise<void>((resolve) => {
    lines.on("line", (line) => {
      if (line.includes("ways of asking")) resolve();
    });
  });
  const origin = await new Promise<string>((resolve, reject) => {
    lines.on("line", (line) => {
      const [, found] = /listens at ([^\s"]+)/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`the program ended early, with ${code}`)));
  });
  return { child, origin, startedAfter: performance.now() - begun, learned };
}

/** Returns the resident memory of a process, or its maximum so far (VmHWM), in megabytes, as the kernel counts it (Linux). */
export function residentMegabytes(pid: number, kind: "VmRSS" | "VmHWM" = "VmRSS"): string {
  const [, kilobytes] = new RegExp(`${kind}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return kilobytes === undefined ? "?" : (Number(kilobytes) / 1_024).toFixed(0);
}
