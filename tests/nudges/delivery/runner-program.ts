/** A replica that runs nudges: `node runner-program.js OPTIONS`. It may kill itself with SIGKILL at a given point. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { writeSync } from "node:fs";
import { MalinoisError } from "../../../src/errors.ts";
import { createLibrary } from "../../../src/nudges/content/library.ts";
import { createNudgeRunner } from "../../../src/nudges/delivery/runner.ts";
import type { NudgeStore } from "../../../src/nudges/ports.ts";
import type { Adapter } from "../../../src/ports.ts";
import { openStore } from "../../../src/store/store.ts";
import { CONTENT } from "./content.ts";
import type { Point, ReplicaOptions } from "./runner-program-options.ts";

const options: ReplicaOptions = JSON.parse(process.argv[2] ?? "{}");
let visits = 0;

function pass(point: Point): void {
  if (options.death?.point !== point) return;
  visits += 1;
  if (visits >= options.death.after) process.kill(process.pid, "SIGKILL");
}

/** A small number, so that every replica gets some occurrences and reaches its point. */
const DECIDED_AT_ONCE = 2;

function fallible(store: NudgeStore): NudgeStore {
  return {
    ...store,
    decideDue: async (platforms, at, _, decide) => {
      const decided = await store.decideDue(platforms, at, DECIDED_AT_ONCE, decide);
      if (decided > 0) pass("pending");
      return decided;
    },
    leaseMessages: async (...given) => {
      const taken = await store.leaseMessages(...given);
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

type Sender = Pick<Adapter, "name" | "send" | "find">;

/** Wraps a sender so that the process dies about when a request is written, or after its response has been read. */
function mortal(sender: Sender): Sender {
  return {
    ...sender,
    async send(...given) {
      const sent = sender.send(...given);
      // The request may be written in the next turn of the event loop; the process dies around that moment.
      if (options.death?.point === "writing") setTimeout(() => pass("writing"), Math.random() * 5);
      await sent.finally(() => pass("answered"));
    },
  };
}

function countingSender(url: string): Sender {
  const ask = (method: string, key: string) => fetch(`${url}/?key=${encodeURIComponent(key)}`, { method }).catch(lost);
  return {
    name: "test",
    send: async (_, __, key = "") => {
      await (await ask("POST", key)).text().catch(lost);
    },
    find: async (_, key) => {
      const response = await ask("GET", key);
      if (!response.ok) throw new MalinoisError("platform", "cannot be asked", "wait");
      return (await response.text()) === "sent" ? "sent" : "absent";
    },
  };
}

function lost(cause: unknown): never {
  throw new MalinoisError("platform", "the answer was lost", "wait", { cause });
}

/** Returns the sender to a platform. A real adapter is connected first. */
async function connect(platform: ReplicaOptions["platform"]): Promise<Sender> {
  if (platform.name === "test") return countingSender(platform.url);
  const adapter = await adapterFor(platform);
  await adapter.start({
    receive: async () => undefined,
    suggest: async () => [],
    withdraw: async () => [],
    recentPlaces: async () => [],
    takesPart: async () => false,
    form: async () => undefined,
    left: async () => undefined,
  });
  return adapter;
}

/** Makes an adapter. It loads only the platform's own package, since a process here spends most of its time on starting. */
async function adapterFor(platform: Exclude<ReplicaOptions["platform"], { name: "test" }>): Promise<Adapter> {
  if (platform.name === "slack") {
    const { createSlack } = await import("../../../adapters/slack/index.ts");
    const { apiUrl, botToken, appToken } = platform;
    return createSlack({ apiUrl, botToken, appToken, now, logger, timings: SLACK_TIMINGS });
  }
  const { createDiscord } = await import("../../../adapters/discord/index.ts");
  const { apiUrl, token, applicationId } = platform;
  const content = { areas: () => [], campaigns: () => [] };
  return createDiscord({ apiUrl, token, applicationId, ...content, now, log: logger, delays: DISCORD_DELAYS });
}

/** Short waits, since the replicas' clocks run fast. */
const SLACK_TIMINGS = { callTimeout: 500, retryDelays: [5, 10, 20], channelInterval: 1, channelBurst: 100 };
const DISCORD_DELAYS = { retry: 5, drain: 100, connect: 15_000, acknowledge: 2_500 };

const log = () => undefined;
const logger = {
  info: log,
  warn: log,
  error: (details: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(details)}\n`),
};
let step = 0;
const now = () => Math.round(options.nine + (Date.now() - options.startedAt) * options.speed + step);

const sender = mortal(await connect(options.platform));
const store = await openStore(options.store);
writeSync(1, "ready\n");
await once(process.stdin, "data");
process.stdin.destroy();

setInterval(() => {
  step = options.clockSteps[Math.floor(Math.random() * options.clockSteps.length)] ?? 0;
}, 100).unref();
const library = createLibrary(CONTENT, []);
const runner = createNudgeRunner({
  ...{ store: fallible(store.nudges), holidayOn: () => undefined, zone: "Europe/Brussels" },
  adapters: [sender],
  content: async () => ({ library, areas: CONTENT.areas }),
  now,
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  leaseOwner: randomUUID(),
  logger,
  timings: { every: 20, staleAfter: options.staleAfter, retryAfter: 50, pace: { channelMs: 0, workspaceMs: 0 } },
});
runner.start();
