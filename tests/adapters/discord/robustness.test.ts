import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { createDiscord } from "../../../adapters/discord/index.ts";
import { readOptions } from "../../../adapters/discord/options.ts";
import { connectGateway } from "../../../adapters/discord/receive/gateway/gateway.ts";
import { apiError } from "../../protocol/discord/faults.ts";
import {
  addServer,
  ask,
  interact,
  interactionEvent,
  join,
  press,
  subcommand,
  type,
  write,
} from "../../protocol/discord/people.ts";
import { startDiscordServer } from "../../protocol/discord/server.ts";
import { createLog, QUICK, startInServer } from "./harness.ts";
import "./patience.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: Parameters<typeof startInServer>[0] = {}) {
  const running = await startInServer(options);
  stops.push(running.stop);
  return running;
}

test("an error in one event is logged, and later events are still handled", async () => {
  const { discord, bot, log, channel } = await start({
    options: {
      areas: () => {
        throw new TypeError("broken on purpose");
      },
    },
  });
  Object.assign(bot, {
    takesPart: () => Promise.reject(new Error("broken")),
    suggest: () => {
      throw new Error("broken");
    },
  });
  interact(discord, { channel, ...ask("hello") });
  await discord.until(() => log.lines.some(({ level }) => level === "error"), "the error is logged");
  expect(log.lines.find(({ level }) => level === "error")).toEqual({
    level: "error",
    fields: { id: "interaction", error: "TypeError", at: expect.stringMatching(/^at /) },
    message: "An event could not be handled.",
  });
  write(discord, { channel, text: "@Malinois hello" });
  await discord.until(() => discord.state.posted.length === 1, "the next question is answered");
});

test("an event that discord.js cannot read is still answered if Malinois can read it, and nothing crashes", async () => {
  const { discord, log, channel } = await start();
  const { event, record } = interactionEvent(discord, { channel, ...ask("hello") });
  const { entitlements: _, ...incomplete } = event as { readonly entitlements: unknown };
  discord.gateway.dispatch("INTERACTION_CREATE", incomplete, channel.guild_id);
  discord.gateway.dispatch("GUILD_CREATE", { id: "1400000000000000600" }, channel.guild_id);
  await discord.until(() => record.original !== undefined, "the interaction is answered");
  write(discord, { channel, text: "@Malinois hello" });
  await discord.until(() => discord.state.posted.length === 2, "the next question is answered");
  expect(log.lines).toContainEqual({
    level: "error",
    fields: { error: "TypeError", at: expect.stringMatching(/^at /) },
    message: "discord.js could not read an event.",
  });
});

test("neither the log nor errors contain tokens or what people wrote", async () => {
  const { discord, bot, log, channel } = await start();
  for (const path of [/messages$/, /@original$/]) discord.faults.add({ path, how: apiError(403, 50013) });
  discord.faults.add({ path: /callback$/, how: apiError(404, 10062) });
  const records = [
    interact(discord, { channel, ...ask("MY-SECRET-WORDS one") }),
    interact(discord, { channel, ...ask("MY-SECRET-WORDS two") }),
  ];
  write(discord, { channel, text: "@Malinois MY-SECRET-WORDS three" });
  await discord.until(() => bot.failures.length === 2, "the failures are noticed");
  const said = inspect([log.lines, bot.failures], { depth: 20, maxStringLength: null });
  expect(log.lines.length).toBeGreaterThan(0);
  for (const secret of ["MY-SECRET-WORDS", discord.token, ...records.map(({ token }) => token)])
    expect(said).not.toContain(secret);
});

test("no deprecated feature of discord.js or Node is used", async () => {
  const warnings: string[] = [];
  const listen = (warning: Error) => void warnings.push(warning.message);
  process.on("warning", listen);
  const { discord, channel } = await start();
  const records = [
    ask("hello"),
    subcommand("help"),
    press("1:more:en:phishing"),
    press("1:feedback:en:phishing:no"),
    type("ask", "x"),
  ];
  const all = records.map((interacting) => interact(discord, { channel, ...interacting }));
  await discord.until(() => all.every(({ response }) => response !== undefined), "all are acknowledged");
  write(discord, { channel, text: "@Malinois hello" });
  await discord.until(() => discord.state.posted.length === 4, "all are answered");
  process.off("warning", listen);
  expect(warnings).toEqual([]);
});

const NO_RETRIES = { delays: [], longestWait: 0, sleep: async () => undefined };

test("memory does not grow with people and messages", async () => {
  const discord = await startDiscordServer();
  const { channel, id: server } = addServer(discord);
  const { applicationId, token, apiUrl } = discord;
  const connecting = { applicationId, token, apiUrl, now: Date.now, log: createLog(), delays: QUICK };
  const settings = readOptions({ ...connecting, members: true });
  let messages = 0;
  let newcomers = 0;
  const quiet = {
    onDelete: () => {},
    onEdit: () => {},
    onInteraction: () => {},
    onReconnected: () => {},
    onServerGone: () => {},
  };
  const listeners = { ...quiet, onMessage: () => (messages += 1), onMember: () => (newcomers += 1) };
  const gateway = await connectGateway(settings, listeners, NO_RETRIES, new AbortController().signal);
  stops.push(gateway.close, discord.stop);
  await discord.until(() => gateway.client.isReady(), "the client is ready");
  for (let person = 0; person < 500; person += 1) {
    const author = String(1_200_000_000_000_000_000n + BigInt(person));
    join(discord, { id: server }, author);
    write(discord, { channel, text: "talk", author });
  }
  await discord.until(() => messages === 500 && newcomers === 500, "all messages and newcomers arrived");
  const { users, guilds, channels } = gateway.client;
  expect([...users.cache.keys()]).toEqual([discord.botId]);
  expect(guilds.cache.get(server)?.members.cache.size).toBeLessThanOrEqual(1);
  const cached = channels.cache.get(channel.id);
  expect(cached?.isTextBased() && cached.messages.cache.size).toBe(0);
  expect(channels.cache.size).toBe(1);
});

test("the client never notifies anybody, and enforces nonces", async () => {
  const discord = await startDiscordServer();
  const { applicationId, token, apiUrl } = discord;
  const gateway = await connectGateway(
    readOptions({ applicationId, token, apiUrl, now: Date.now, log: createLog(), delays: QUICK }),
    {
      onMessage: () => {},
      onDelete: () => {},
      onEdit: () => {},
      onInteraction: () => {},
      onMember: () => {},
      onReconnected: () => undefined,
      onServerGone: () => {},
    },
    NO_RETRIES,
    new AbortController().signal,
  );
  stops.push(gateway.close, discord.stop);
  expect(gateway.client.options).toMatchObject({
    allowedMentions: { parse: [], repliedUser: false },
    enforceNonce: true,
    failIfNotExists: false,
  });
});

test("the Discord adapter does not load discord.js before it starts", () => {
  const seen = new Set<string>();
  const context = (url: URL): void => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    const imports = readFileSync(url, "utf8").matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)"/gm);
    for (const [, module = ""] of imports) {
      if (module.startsWith(".")) context(new URL(module, url));
      else seen.add(module);
    }
  };
  context(new URL("../../../adapters/discord/index.ts", import.meta.url));
  context(new URL("../../../adapters/discord/render/render.ts", import.meta.url));
  context(new URL("../../../adapters/discord/doctor.ts", import.meta.url));
  context(new URL("../../../adapters/discord/commands/permissions.ts", import.meta.url));
  expect(seen.size).toBeGreaterThan(10);
  expect([...seen].filter((module) => module.startsWith("discord.js") || module.startsWith("@discordjs"))).toEqual([]);
});

test.each([
  [{ applicationId: "malinois" }, "DISCORD_APPLICATION_ID is not a number"],
  [{ token: undefined }, "DISCORD_TOKEN is not set"],
  [{ publicKey: "abc" }, "DISCORD_PUBLIC_KEY is not 64 hexadecimal digits"],
  [{ apiUrl: "ftp://discord.com" }, "DISCORD_API_URL is not an http or https address"],
  [{ shards: { ids: [2], total: 2 } }, "The Discord shards"],
])("%j is refused when the adapter is created", (options, message) => {
  expect(() =>
    createDiscord({ applicationId: "1300000000000000001", token: "a-token", now: Date.now, log: createLog(), ...options }),
  ).toThrow(message);
});
