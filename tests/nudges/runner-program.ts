/** A replica that runs nudges: `node runner-program.js OPTIONS`. It may end itself at a given point, by SIGKILL. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { writeSync } from "node:fs";
import { MalinoisError } from "../../src/errors.ts";
import { createNudgeRunner } from "../../src/nudge-runner/runner.ts";
import { createLibrary } from "../../src/nudges/library.ts";
import type { NudgeStore } from "../../src/nudges/ports.ts";
import { openStore } from "../../src/store/store.ts";
import { CONTENT } from "../nudge-runner/content.ts";
import type { Point, ReplicaOptions } from "./runner-program-options.ts";

const options: ReplicaOptions = JSON.parse(process.argv[2] ?? "{}");
let visits = 0;

function pass(point: Point): void {
  if (options.death?.point !== point) return;
  visits += 1;
  if (visits >= options.death.after) process.kill(process.pid, "SIGKILL");
}

function fallible(store: NudgeStore): NudgeStore {
  return {
    ...store,
    decideDue: async (...given) => {
      const decided = await store.decideDue(...given);
      if (decided > 0) pass("claimed");
      return decided;
    },
    takeMessages: async (...given) => {
      const taken = await store.takeMessages(...given);
      if (taken.length > 0) pass("taken");
      return taken;
    },
    settle: async (...given) => {
      const settled = await store.settle(...given);
      pass("recorded");
      return settled;
    },
  };
}

async function send(key: string): Promise<void> {
  const answer = fetch(`${options.platform}/?key=${encodeURIComponent(key)}`, { method: "POST" });
  // Written by the next turn of the event loop, perhaps; the process dies around that moment.
  if (options.death?.point === "writing") setTimeout(() => pass("writing"), Math.random() * 5);
  await answer.then((response) => response.text()).catch(lost);
  pass("answered");
}

function lost(cause: unknown): never {
  throw new MalinoisError("platform", "the answer was lost", "wait", { cause });
}

const store = await openStore(options.store);
writeSync(1, "ready\n");
await once(process.stdin, "data");
process.stdin.destroy();

let step = 0;
setInterval(() => {
  step = options.clockSteps[Math.floor(Math.random() * options.clockSteps.length)] ?? 0;
}, 100).unref();
const library = createLibrary(CONTENT, []);
const log = () => undefined;
const runner = createNudgeRunner({
  ...{ store: fallible(store.nudges), holidayOn: () => undefined, zone: "Europe/Brussels", random: Math.random },
  adapters: [
    {
      name: "test",
      send: (_, __, key = "") => send(key),
      find: async (_, key) => {
        const response = await fetch(`${options.platform}/?key=${encodeURIComponent(key)}`).catch(lost);
        if (!response.ok) throw new MalinoisError("platform", "cannot be asked", "wait");
        return (await response.text()) === "sent" ? "sent" : "absent";
      },
    },
  ],
  content: () => ({ library, areas: CONTENT.areas }),
  now: () => Math.round(options.nine + (Date.now() - options.startedAt) * options.speed + step),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  holder: randomUUID(),
  logger: { info: log, warn: log, error: (details, message) => process.stderr.write(`${message} ${JSON.stringify(details)}\n`) },
  timings: { every: 20, staleAfter: options.staleAfter, retryAfter: 50, jitter: 0, pace: { channelMs: 0, workspaceMs: 0 } },
});
runner.start();
