import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createBot } from "../../../src/app/bot.ts";
import type { WorkspaceKnowledge } from "../../../src/app/knowledge/workspace-knowledge.ts";
import type { IntentHandler } from "../../../src/conversation/handler.ts";
import type { Decision, Inbound, Pack } from "../../../src/model.ts";
import { openStore } from "../../../src/store/store.ts";
import { actionIn, typedIn } from "../../inbound.ts";
import { textOf } from "../../protocol/discord/message-rules.ts";
import { addServer, ask, edit, interact, submit, write } from "../../protocol/discord/people.ts";
import { type DiscordServer, startDiscordServer } from "../../protocol/discord/server.ts";
import { aReply, createLog, makeAdapter } from "./harness.ts";
import "./patience.ts";

// The adapter with the real bot and the real store; only the answers are fake.

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const asked: Inbound[] = [];
const pack: Pack = {
  id: "test",
  name: { en: "Test" },
  languages: ["en"],
  defaultLanguage: "en",
  areas: [],
  contacts: [],
  entries: [],
};

function decide(question: Inbound, { context }: { readonly context?: Decision["context"] }): Decision {
  asked.push(question);
  const action = actionIn(question);
  const body = context === undefined ? "A first answer" : "A follow-up";
  return {
    outcome: "answer",
    language: "en",
    entries: [{ id: "phishing", confidence: 0.9 }],
    replies: [aReply({ body: [action?.kind === "feedback" ? "Thank you" : body] })],
    changes: action?.kind === "feedback" ? [{ ...action, reason: typedIn(question) ?? "" }] : [],
    context: { language: "en", entries: ["phishing"], outcome: "answer", matched: [], confidence: 0.9 },
    considered: [],
  };
}

const knowledge: Pick<WorkspaceKnowledge, "current" | "suggest"> = {
  current: async () => ({ pack, handle: decide as IntentHandler }),
  suggest: async () => [],
};

/** Starts what one process has: an adapter and a bot, on the database in a directory. */
async function run(discord: DiscordServer, dataDirectory: string, options: Parameters<typeof makeAdapter>[1] = {}) {
  const logger = createLog();
  const store = await openStore({ databaseUrl: undefined, dataDirectory });
  const { adapter } = makeAdapter(discord, options);
  await adapter.start(createBot({ store, knowledge, adapters: [adapter], now: discord.now, logger }));
  const stop = async () => {
    await adapter.stop();
    await store.close();
  };
  undo.push(stop);
  return { stop, logger };
}

async function prepare() {
  asked.length = 0;
  const directory = await mkdtemp(join(tmpdir(), "malinois-discord-"));
  undo.push(() => rm(directory, { recursive: true }));
  const discord = await startDiscordServer();
  undo.push(discord.stop);
  const server = addServer(discord, { permissions: "8" });
  server.permissions = String((1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 35n) | (1n << 38n));
  return { discord, directory, channel: server.channel };
}

test("a question in Discord that is corrected after it was asked is answered once", async () => {
  const { discord, directory, channel } = await prepare();
  const { stop } = await run(discord, directory);
  const id = write(discord, { channel, text: "@Malinois what is fishing?" });
  await discord.until(() => discord.state.posted.length === 1, "it is answered");
  edit(discord, { id, channel, text: "@Malinois what is phishing?", editedAfter: 5_000 });
  write(discord, { channel, text: "@Malinois and a passkey?" });
  await discord.until(() => discord.state.posted.length === 2, "the next is answered");
  await stop();
  expect(asked.map(typedIn)).toEqual(["what is fishing?", "and a passkey?"]);
});

test("a question in Discord that two processes and a restarted one receive is decided and answered once", async () => {
  const { discord, directory, channel } = await prepare();
  const first = await run(discord, directory);
  const second = await run(discord, directory);
  const id = write(discord, { channel, text: "@Malinois hello" });
  await discord.until(() => discord.state.posted.length === 1, "it is answered");
  await first.stop();
  await second.stop();
  const third = await run(discord, directory);
  write(discord, { id, channel, text: "@Malinois hello" });
  await discord.until(
    () => third.logger.lines.some(({ message }) => message === "duplicate delivery ignored"),
    "the repetition is seen",
  );
  expect(asked).toHaveLength(1);
  expect(discord.state.posted).toHaveLength(1);
});

test("in a Discord thread that Malinois opened, a follow-up needs no mention, even after a restart", async () => {
  const { discord, directory, channel } = await prepare();
  const first = await run(discord, directory, { messageContent: true });
  write(discord, { channel, text: "@Malinois I clicked a link" });
  await discord.until(() => discord.state.posted.length === 1, "it is answered");
  await first.stop();
  await run(discord, directory, { messageContent: true });
  const [thread] = discord.state.threads;
  if (thread === undefined) throw new Error("no thread");
  write(discord, { channel: thread, text: "and who do I tell?" });
  await discord.until(() => discord.state.posted.length === 2, "the follow-up is answered");
  expect(textOf(discord.state.posted[1]?.body ?? {})).toContain("A follow-up");
});

test("Discord's commands and forms are answered, and what they set is saved", async () => {
  const { discord, directory, channel } = await prepare();
  await run(discord, directory);
  const command = interact(discord, { channel, ...ask("hello") });
  await discord.until(() => command.original !== undefined, "the command is answered");
  const form = interact(discord, { channel, ...submit("1:feedback:en:phishing:no", "too long") });
  await discord.until(() => form.original !== undefined, "the form is answered");
  expect(textOf(form.original?.body ?? {})).toContain("Thank you");
  expect(discord.violations).toEqual([]);
});
