import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Bot, createBot } from "../../src/app/bot.ts";
import { type Knowledge, prepareKnowledge } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Asked, Place } from "../../src/model.ts";
import type { Adapter } from "../../src/ports.ts";
import { openDatabase } from "../../src/store/database.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { CANTEEN } from "../matching/toy-pack.ts";
import { createPlatform } from "../nudges/delivery/harness.ts";

export const PLACE: Place = { platform: "test", workspace: "W", channel: "C", private: false, handle: "the question" };
export const DIRECT: Place = { platform: "test", workspace: "W", channel: "U1", recipient: "U1", private: true };
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

let knowledge: Promise<Knowledge> | undefined;

let questions = 0;
export function question(text = "when does the canteen open", over: Partial<Asked> = {}): Asked {
  questions += 1;
  return { kind: "asked", id: `q${questions}`, place: PLACE, asker: { id: "U1" }, text, addressed: true, ...over };
}

/** Makes bots that share one store, on a platform that fails as a test tells it to, with a clock and timers that the test moves. */
export async function createHarness() {
  const directory = await mkdtemp(join(tmpdir(), "malinois-answers-"));
  const store = await openStore({ dataDirectory: directory });
  const tables = await openDatabase({ dataDirectory: directory });
  onTestFinished(async () => {
    await Promise.all([store.close(), tables.close()]);
    await rm(directory, { recursive: true });
  });
  knowledge ??= prepareKnowledge(CANTEEN, async (pack) => trainPack(pack, MATCHER_OPTIONS));
  const ready = await knowledge;
  const platform = createPlatform();
  const logged: string[] = [];
  const log = (details: object, message: string) => void logged.push(`${message} ${JSON.stringify(details)}`);
  const clock = { now: Date.UTC(2026, 10, 26, 9), monotonic: 0 };
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const adapter: Adapter = {
    ...{ name: "test", routes: [], start: async () => {}, stop: async () => {}, health: () => ({ ok: true, detail: "" }) },
    send: platform.send,
    find: platform.find,
  };

  /** Makes a process. After `dies`, nothing that it does reaches the inbox, and its timers stop. */
  function process(over: Partial<Parameters<typeof createBot>[0]> = {}): Bot & { dies(): void } {
    let isAlive = true;
    const dies = (): void => {
      isAlive = false;
    };
    const inbox = new Proxy(store.inbox, {
      get: (target, name: keyof OpenStore["inbox"]) => (isAlive ? target[name] : () => new Promise<never>(() => undefined)),
    });
    const bot = createBot({
      store: { ...store, inbox },
      knowledge: { current: async () => ready, suggest: async () => [] },
      adapters: [adapter],
      now: () => clock.now,
      monotonic: () => clock.monotonic,
      after: (ms, run) => {
        const timer = { at: clock.monotonic + ms, run: () => isAlive && run() };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
      logger: { info: log, warn: log, error: log },
      ...over,
    });
    return { ...bot, dies };
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Moves both clocks, and runs the timers that fall due. */
  async function pass(ms: number): Promise<void> {
    await settle();
    const until = clock.monotonic + ms;
    for (;;) {
      const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      timers = timers.filter((one) => one !== next);
      const step = Math.max(0, next.at - clock.monotonic);
      clock.monotonic += step;
      clock.now += step;
      next.run();
      await settle();
    }
    clock.now += until - clock.monotonic;
    clock.monotonic = until;
    await settle();
  }

  return {
    ...{ directory, store, tables, platform, logged, clock, process, pass, settle },
    /** Returns what was posted, as "channel: title or first line". */
    posted: () => platform.posted.map(({ place, reply }) => `${place.channel}: ${reply.title ?? reply.body[0]}`),
    inbox: () => tables.queries.selectFrom("inbox").selectAll().execute(),
  };
}
