import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createBot } from "../../../src/app/bot.ts";
import type { Knowledge } from "../../../src/app/knowledge/live-knowledge.ts";
import type { Decision } from "../../../src/model.ts";
import { openStore } from "../../../src/store/store.ts";
import { addChannel, addDirectMessages, addServer, interact, remove, type, write } from "../../protocol/discord/people.ts";
import { startDiscordServer } from "../../protocol/discord/server.ts";
import { aReply, createLog, makeAdapter } from "./harness.ts";
import "./patience.ts";

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const decision: Decision = {
  ...{ outcome: "answer", language: "en", entries: [], changes: [], considered: [] },
  replies: [aReply({ body: Array.from({ length: 60 }, (_, number) => `Paragraph ${number}. ${"Many words. ".repeat(12)}`) })],
};

/** Starts the adapter with the real bot and store, on a server with a channel and a thread in it. */
async function start(options: Parameters<typeof makeAdapter>[1] = {}) {
  const discord = await startDiscordServer();
  const server = addServer(discord);
  server.permissions = String((1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 35n) | (1n << 38n));
  const thread = addChannel(discord, server, 11, server.channel);
  const dataDirectory = await mkdtemp(join(tmpdir(), "malinois-discord-"));
  const store = await openStore({ dataDirectory });
  const { adapter, log } = makeAdapter(discord, options);
  const current = async () => ({ pack: {}, handle: () => decision }) as unknown as Knowledge;
  const bot = createBot({
    ...{ store, knowledge: { current, suggest: async () => [] }, adapters: [adapter], now: discord.now, logger: createLog() },
  });
  await adapter.start(bot);
  undo.push(
    () => rm(dataDirectory, { recursive: true }),
    () => store.close(),
    () => discord.stop(),
    () => adapter.stop(),
  );
  const { posted } = discord.state;
  const ask = async (channel = server.channel) => {
    const before = posted.length;
    const id = write(discord, { channel, text: "@Malinois what is phishing?" });
    await discord.until(() => posted.length >= before + 3, "it is answered, in three messages");
    return id;
  };
  /** Stops the adapter after it has received all events and finished all of its work. */
  const stop = async () => {
    // Events arrive in order, so those before this one have arrived once it has a response.
    const last = interact(discord, { channel: server.channel, ...type("ask", "x") });
    await discord.until(() => last.response !== undefined, "all events have arrived");
    await adapter.stop();
    expect(discord.violations).toEqual([]);
  };
  return { ...{ discord, channel: server.channel, thread, posted, ask, stop, log } };
}

const OTHER = "1200000000000000002";

test("if a question is deleted, all messages of its answer are deleted, and no others", async () => {
  const { discord, channel, posted, ask, stop } = await start();
  const first = await ask();
  await ask();
  const others = posted.slice(3).map(({ id }) => id);
  write(discord, { channel, text: "talk of something else", author: OTHER });
  remove(discord, channel, first);
  await discord.until(() => posted.length === 3, "the first answer is gone");
  await stop();
  expect(posted.map(({ id }) => id)).toEqual(others);
});

test("all messages of an answer are deleted even if Discord's response to a deletion is lost", async () => {
  const { discord, channel, posted, ask, stop } = await start();
  const question = await ask();
  discord.faults.add({ method: "DELETE", path: /messages/, how: { kind: "lose-response" } });
  remove(discord, channel, question);
  await discord.until(() => posted.length === 0, "the whole answer is gone");
  await stop();
});

test("if questions are deleted in bulk, their answers are deleted too", async () => {
  const { discord, channel, posted, ask, stop } = await start();
  const ids = [await ask(), await ask()];
  remove(discord, channel, ...ids);
  await discord.until(() => posted.length === 0, "both answers are gone");
  await stop();
});

test("an answer is kept if somebody replied to it", async () => {
  const { discord, channel, posted, ask, stop } = await start();
  const question = await ask();
  const repliesTo = { id: posted[0]?.id ?? "", author: discord.botId, notifies: false };
  write(discord, { channel, text: "thanks, I had one of those too", author: OTHER, repliesTo });
  remove(discord, channel, question);
  await stop();
  expect(posted).toHaveLength(3);
});

test("an answer in a thread is deleted with its question, unless somebody wrote below it", async () => {
  const { discord, thread, posted, ask, stop } = await start();
  write(discord, { channel: thread, text: "a strange mail came", author: OTHER });
  const question = await ask(thread);
  remove(discord, thread, question);
  await discord.until(() => posted.length === 0, "the answer is gone");
  const again = await ask(thread);
  write(discord, { channel: thread, text: "thanks, I had one of those too", author: OTHER });
  remove(discord, thread, again);
  await stop();
  expect(posted).toHaveLength(3);
});

test("an answer in its own thread is deleted with its question, and the thread is closed", async () => {
  const { discord, channel, posted, ask, stop } = await start({ messageContent: true });
  const question = await ask();
  remove(discord, channel, question);
  await discord.until(() => discord.state.threads.some(({ archived }) => archived === true), "the thread is closed");
  await stop();
  expect(posted).toEqual([]);
});

test("an answer in its own thread is kept if somebody wrote there", async () => {
  const { discord, channel, posted, ask, stop } = await start({ messageContent: true });
  const question = await ask();
  const [own] = discord.state.threads;
  write(discord, { channel: own ?? channel, text: "thanks", author: OTHER, mentionsOthers: [OTHER] });
  remove(discord, channel, question);
  await stop();
  expect(posted).toHaveLength(3);
});

test("if a question is deleted while its answer is being sent, the answer is deleted too", async () => {
  const { discord, channel, posted, ask, stop } = await start({ delays: { retry: 300 } });
  discord.faults.add({ method: "POST", path: /messages$/, how: { kind: "fail-response", status: 503 } });
  const asking = ask();
  await discord.until(() => posted.length === 1, "the first message is there");
  remove(discord, channel, discord.state.written[0]?.id ?? "");
  await asking;
  await discord.until(() => posted.length === 0, "the answer is gone");
  await stop();
});

test("no call is made if a message was not a question, or if it is deleted in direct messages", async () => {
  const { discord, channel, posted, ask, stop } = await start();
  const direct = addDirectMessages(discord);
  const question = await ask(direct);
  const talk = write(discord, { channel, text: "who brings the cake?" });
  remove(discord, channel, talk);
  remove(discord, direct, question);
  await stop();
  expect(posted).toHaveLength(3);
  const looked = discord.calls.filter(({ method, path }) => path.includes("/messages") && method !== "POST");
  expect(looked).toEqual([]);
});
