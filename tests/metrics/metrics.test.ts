import { once } from "node:events";
import { request } from "node:http";
import { afterEach, beforeAll, expect, it } from "vitest";
import { createBot } from "../../src/app/bot.ts";
import { type Knowledge, prepareKnowledge } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { type HttpServer, startServer } from "../../src/app/server.ts";
import { correlation } from "../../src/delivery/correlation.ts";
import { trainPack } from "../../src/matching/train.ts";
import { createMetrics, type MetricsMode } from "../../src/metrics/index.ts";
import { observeStore } from "../../src/metrics/observe-store.ts";
import type { Asked, Place } from "../../src/model.ts";
import type { Adapter, Transaction } from "../../src/ports.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { CANTEEN } from "../matching/toy-pack.ts";

const NOW = Date.UTC(2026, 10, 26, 15);
const PLACE: Place = { platform: "chat", workspace: "WSECRET", channel: "CSECRET", thread: "TSECRET", private: false };

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await prepareKnowledge(CANTEEN, async (pack) => trainPack(pack, MATCHER_OPTIONS));
});

const open: { server?: HttpServer; store?: OpenStore } = {};
afterEach(async () => {
  await open.server?.stop();
  await open.store?.close();
});

/** Starts the bot with its store and metrics on a real server. Log lines have the fields that a pino logger would add. */
async function start(mode: MetricsMode) {
  const metrics = createMetrics(mode);
  open.store = await openStore({ dataDirectory: ":memory:" });
  const store = observeStore(open.store, metrics.observer);
  const logged: object[] = [];
  const log = (details: object, message: string) => void logged.push({ ...correlation(), ...details, message });
  const adapter: Adapter = {
    ...{ name: "chat", routes: [], start: async () => {}, stop: async () => {}, find: async () => "absent" as const },
    send: async () => log({}, "on its way"),
    health: () => ({ ok: true, detail: "" }),
  };
  const live = { current: async () => knowledge, suggest: async () => [] };
  const logger = { info: log, warn: log, error: log };
  const bot = createBot({ store, knowledge: live, adapters: [adapter], now: () => NOW, logger, observer: metrics.observer });
  const platforms = [adapter, { name: "other", health: () => ({ ok: false, detail: "" }) }];
  const training = () => ({ ok: true, detail: "" });
  const routes = metrics.routes({ platforms, training, queues: () => store.stats.queueSizes() });
  const server = await startServer(routes, { host: "127.0.0.1", port: 0, logger });
  open.server = server;
  const look = async (headers: Record<string, string> = {}) => {
    const sent = request(`${server.address}/metrics`, { headers });
    sent.end();
    const [response] = await once(sent, "response");
    let text = "";
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode as number, text, type: response.headers["content-type"] };
  };
  return { bot, store, logged, look };
}

function asked(id: string, text: string): Asked {
  return { kind: "asked", id, place: PLACE, asker: { id: "USECRET", name: "Anna Secret" }, text, addressed: true };
}

it("the metrics report questions, answers, deliveries, queues, platforms and failures, without personal data", async () => {
  const { bot, store, look } = await start("on");
  await look();
  await bot.receive(asked("m1", "until when can I have lunch"));
  await bot.receive(asked("m2", "when does the canteen open"));
  await bot.receive(asked("m3", "secret Bert says hello"));
  const reply = { kind: "nudge", language: "en", body: ["a secret"], choices: [], actions: [] } as const;
  for (const key of ["n1", "n2"])
    await store.nudges.addMessage({ key, kind: "report", place: PLACE, reply, dueAt: NOW, sendAt: NOW }, NOW);
  await store.nudges.leaseMessages(["chat"], NOW, "me", 1);
  const leased = (await store.nudges.messagesInFlight(["chat"]))[0]?.key ?? "";
  await store.nudges.settle(leased, "me", { state: "sent" }, NOW);
  await expect(store.setWorkspaceSetting(PLACE, "name", "secret\0")).rejects.toThrow();
  const { status, text, type } = await look();
  expect([status, type]).toEqual([200, expect.stringContaining("version=0.0.4")]);
  for (const line of [
    'malinois_questions_total{platform="chat",language="en",outcome="answer"} 2',
    'malinois_answer_seconds_count{platform="chat"} 3',
    'malinois_deliveries_total{state="sent"} 1',
    "malinois_store_errors_total 1",
    'malinois_platform_connected{platform="chat"} 1',
    'malinois_platform_connected{platform="other"} 0',
    "malinois_content_learned 1",
    'malinois_queue_messages{queue="inbox"} 0',
    'malinois_queue_messages{queue="pending"} 1',
  ]) {
    expect(text).toContain(`${line}\n`);
  }
  expect(text.toLowerCase()).not.toContain("secret");
});

it("counts the failures of every part of the store", async () => {
  open.store = await openStore({ dataDirectory: ":memory:" });
  const parts = Object.keys(open.store).filter((name) => typeof open.store?.[name as keyof OpenStore] === "object");
  const fail = async () => Promise.reject(new Error("away"));
  const failures: string[] = [];
  const observer = { settled: () => undefined, storeFailed: () => void failures.push("one") };
  const failing = { ...open.store, ...Object.fromEntries(parts.map((name) => [name, { fail }])) };
  const observed: Record<string, unknown> = { ...observeStore(failing, observer) };
  for (const name of parts) {
    await expect((observed[name] as { fail: typeof fail }).fail(), name).rejects.toThrow("away");
  }
  expect(parts).toContain("privacy");
  expect(failures).toHaveLength(parts.length);
});

it("counts the failure of a command's change once, as that of its transaction", async () => {
  open.store = await openStore({ dataDirectory: ":memory:" });
  const failures: string[] = [];
  const observed = observeStore(open.store, { settled: () => undefined, storeFailed: () => void failures.push("one") });
  const place: Place = { platform: "test", workspace: "w", channel: "c", private: true };
  await observed.inbox.takeIn({ kind: "asked", id: "q", place, asker: { id: "a" }, text: "", addressed: true }, 0, 1, "me");
  const change = async (transaction: Transaction) => {
    await observed.nudges.within(transaction).removeSubscription("x", 0);
    await observed.handOffs.within(transaction).change("x", 0, () => undefined);
    throw new Error("away");
  };
  const remembering = {
    asker: { ...place, person: "a" },
    changes: [],
    contexts: [],
    commanded: [{ change, onSaved: undefined }],
  };
  const answer = { place, language: "en", replies: [], sent: 0 };
  await expect(observed.inbox.decide("q", "me", answer, remembering, 0)).rejects.toThrow("away");
  expect(failures).toHaveLength(1);
});

it("the metrics report everything else if the store is not available", async () => {
  const { look, store } = await start("on");
  await look();
  await store.close();
  delete open.store;
  const { status, text } = await look();
  expect(status).toBe(200);
  expect(text).toContain("malinois_platform_connected");
  expect(text).not.toMatch(/malinois_queue_messages\{/);
});

it("the metrics are shown to this machine only if METRICS is not set", async () => {
  const { bot, look } = await start("local");
  expect((await look()).text).toContain("malinois_store_errors_total 0");
  await bot.receive(asked("m1", "when does the canteen open"));
  expect((await look()).text).toContain('malinois_questions_total{platform="chat",language="en",outcome="answer"} 1');
  for (const headers of [{ host: "evil.example" }, { "x-forwarded-for": "1.2.3.4" }])
    expect((await look(headers)).status).toBe(404);
});

it("the metrics are shown to nobody if they are off", async () => {
  expect((await (await start("off")).look()).status).toBe(404);
});

it("every log line about an answer has the message's id, and none has its words", async () => {
  const { bot, logged } = await start("off");
  await Promise.all([bot.receive(asked("m1", "when does the canteen open, secretly")), bot.receive(asked("m2", "zebra secret"))]);
  expect(logged.length).toBeGreaterThanOrEqual(4);
  expect(logged.map((line) => "inbound" in line && line.inbound).filter((id) => id !== "m1" && id !== "m2")).toEqual([]);
  expect(
    logged
      .filter((line) => JSON.stringify(line).includes("on its way"))
      .map((line) => (line as Asked & { inbound: string }).inbound)
      .sort(),
  ).toEqual(["m1", "m2"]);
  expect(JSON.stringify(logged)).not.toMatch(/secret|zebra|canteen open/i);
});
