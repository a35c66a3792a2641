/** A replica that answers: `node answerer-program.js OPTIONS`. It prints the port for questions, or 0. It may kill itself with SIGKILL at a given point. */
import { writeSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { createBot } from "../../../src/app/bot.ts";
import { DeliveryError, MalinoisError } from "../../../src/errors.ts";
import type { Decision, Inbound } from "../../../src/model.ts";
import type { Adapter, Host } from "../../../src/ports.ts";
import { openStore } from "../../../src/store/store.ts";
import { type AnswererOptions, GONE, POINTS, type Point } from "./program-options.ts";

const options: AnswererOptions = JSON.parse(process.argv[2] ?? "{}");
const visits = Object.fromEntries(POINTS.map((point) => [point, 0]));

function pass(point: Point): void {
  visits[point] = (visits[point] ?? 0) + 1;
  const { death } = options;
  if (death?.point === point && (visits[point] ?? 0) >= death.after) process.kill(process.pid, "SIGKILL");
}

const silent = () => undefined;
const logger = { info: silent, warn: silent, error: silent };

/** The time between two sends, long enough for a queue to grow. */
const PACE_MS = 10;

/** Makes the adapter of a platform that asks over HTTP and waits for the acknowledgement. It sends one message after the other, and none after its stop. */
function createTest(url: string): Adapter & { port(): number } {
  let server: Server | undefined;
  let isOver = false;
  let queue = Promise.resolve();
  const call = (method: string, key: string) => fetch(`${url}/?key=${encodeURIComponent(key)}`, { method }).catch(lost);
  return {
    name: "test",
    routes: [],
    port: () => (server?.address() as AddressInfo | undefined)?.port ?? 0,
    async start(host: Host) {
      server = createServer((request, response) => {
        const asked = new URL(request.url ?? "", "http://localhost").searchParams;
        const id = asked.get("id") ?? "";
        const place = { platform: "test", workspace: "", channel: asked.get("channel") ?? "", private: false, handle: id };
        const inbound: Inbound = { kind: "asked", id, place, asker: { id: "U" }, text: "a question", addressed: true };
        const acknowledge = async () => {
          response.end();
          return true;
        };
        // A duplicate gets no second answer, but it is acknowledged.
        void host.receive(inbound, acknowledge).finally(() => response.end());
      });
      await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    },
    async send({ channel }, _, key = "") {
      const turn = queue.then(() => wait(PACE_MS));
      queue = turn;
      await turn;
      if (isOver) throw new DeliveryError("later", "stopped", "start");
      if (channel === GONE) throw new DeliveryError("gone", "the channel is gone", "use another");
      await (await call("POST", key)).text().catch(lost);
    },
    async find(_, key) {
      const response = await call("GET", key);
      if (!response.ok) throw new MalinoisError("platform", "cannot be asked", "wait");
      return (await response.text()) === "sent" ? "sent" : "absent";
    },
    health: () => ({ ok: true, detail: "" }),
    async stop() {
      server?.close();
      isOver = true;
    },
  };
}

function lost(cause: unknown): never {
  throw new MalinoisError("platform", "the answer was lost", "wait", { cause });
}

/** Makes an adapter. It loads only the platform's own package, and its waits are short. */
async function makeAdapter(): Promise<Adapter> {
  const { platform } = options;
  if (platform.name === "test") return createTest(platform.url);
  if (platform.name === "slack") {
    const { createSlack } = await import("../../../adapters/slack/index.ts");
    const { apiUrl, botToken, appToken } = platform;
    const timings = { callTimeout: 500, retryDelays: [5, 10, 20], channelInterval: 10, channelBurst: 2, drainDeadline: 100 };
    return createSlack({ apiUrl, botToken, appToken, now: Date.now, logger, timings });
  }
  const { createDiscord } = await import("../../../adapters/discord/index.ts");
  const { apiUrl, token, applicationId } = platform;
  const delays = { retry: 5, drain: 100, connect: 15_000, acknowledge: 2_500 };
  return createDiscord({
    apiUrl,
    token,
    applicationId,
    areas: () => [],
    campaigns: () => [],
    now: Date.now,
    log: logger,
    delays,
  });
}

/** Wraps an adapter so that the process dies about when an answer is written, or after the platform has accepted it. */
function mortal(adapter: Adapter): Adapter {
  return {
    ...adapter,
    start: (host) =>
      adapter.start({
        ...host,
        receive: (inbound, onTaken) =>
          host.receive(inbound, async () => {
            const isWanted = (await onTaken?.()) ?? true;
            pass("acknowledged");
            return isWanted;
          }),
      }),
    async send(...given) {
      const sent = adapter.send(...given);
      if (options.death?.point === "writing") setTimeout(() => pass("writing"), Math.random() * 15);
      await sent;
      pass("answered");
    },
  };
}

function handle(inbound: Inbound): Decision {
  const reply = { kind: "notice", language: "en", body: [`An answer to ${inbound.id}.`], choices: [], actions: [] } as const;
  const context = { language: "en", entries: [], outcome: "answer", matched: [], confidence: 1 } as const;
  return { outcome: "answer", language: "en", entries: [], replies: [reply], changes: [], considered: [], context };
}

const made = await makeAdapter();
const adapter = mortal(made);
const store = await openStore(options.store);
const { inbox } = store;
const bot = createBot({
  store: {
    ...store,
    inbox: {
      ...inbox,
      takeIn: async (...given) => {
        const isKept = await inbox.takeIn(...given);
        if (isKept) pass("kept");
        return isKept;
      },
      decide: async (...given) => {
        const isDecided = await inbox.decide(...given);
        pass("decided");
        return isDecided;
      },
      finish: async (...given) => {
        await inbox.finish(...given);
        pass("recorded");
      },
    },
  },
  knowledge: { current: async () => ({ handle, pack: undefined as never }), suggest: async () => [] },
  adapters: [adapter],
  now: Date.now,
  logger,
  timings: { every: 20, staleAfter: options.staleAfter, retryAfter: 20, longestRetry: 100, storeLimit: 10_000 },
});
await adapter.start(bot);
bot.start();
process.once("SIGTERM", async () => {
  await Promise.all([bot.stop(), adapter.stop()]);
  await store.close();
  process.exit();
});
writeSync(1, `${"port" in made ? (made as ReturnType<typeof createTest>).port() : 0}\n`);
