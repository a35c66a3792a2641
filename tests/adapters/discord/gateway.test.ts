import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { MalinoisError } from "../../../src/errors.ts";
import { typedIn } from "../../inbound.ts";
import { textOf } from "../../protocol/discord/message-rules.ts";
import { addServer, ask, interact, write } from "../../protocol/discord/people.ts";
import { type DiscordServer, startDiscordServer } from "../../protocol/discord/server.ts";
import type { Channel } from "../../protocol/discord/state.ts";
import { aReply, createClock, makeAdapter, startDiscord, startInServer } from "./harness.ts";
import "./patience.ts";

// How the connection begins, breaks, resumes and ends.

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: Parameters<typeof startInServer>[0] = {}) {
  const running = await startInServer(options);
  stops.push(running.stop);
  return running;
}

const ops = ({ gateway }: DiscordServer) => gateway.log.map(({ op }) => op).filter((op) => op !== "heartbeat");

describe("starting the gateway", () => {
  test("connects to the gateway that the REST API names, with unprivileged intents only", async () => {
    const { discord, adapter } = await start({ server: { forbiddenIntents: (1 << 1) | (1 << 8) | (1 << 15) } });
    expect(ops(discord)).toEqual(["identify"]);
    expect(adapter.health()).toEqual({ ok: true, detail: "connected" });
  });

  test("twice connects once", async () => {
    const { discord, adapter, bot } = await start();
    await adapter.start(bot);
    expect(ops(discord)).toEqual(["identify"]);
  });

  const failing = async (
    server: Parameters<typeof startDiscordServer>[0],
    change: (discord: DiscordServer) => void,
    options = {},
  ) => {
    const discord = await startDiscordServer(server);
    stops.push(discord.stop);
    const made = makeAdapter(discord, options);
    change(discord);
    stops.unshift(made.adapter.stop);
    return { ...made, discord, error: await made.adapter.start(made.bot).catch((error: unknown) => error) };
  };

  test("with a wrong token fails, and says where to find the right one", async () => {
    const { error, adapter } = await failing({}, (discord) => discord.changeToken("another"));
    expect(error).toMatchObject({
      code: "configuration",
      message: "Discord refuses the bot's token.",
      fix: expect.stringContaining('page "Bot"'),
    });
    expect(adapter.health()).toEqual({ ok: false, detail: "not started" });
  });

  test.each([
    [1 << 15, { messageContent: true }, "Discord does not allow the Message Content Intent.", "unset DISCORD_MESSAGE_CONTENT."],
    [1 << 1, { members: true }, "Discord does not allow the Server Members Intent.", "unset DISCORD_MEMBERS."],
    [
      1 << 1,
      { messageContent: true, members: true },
      "Discord does not allow the Message Content Intent or the Server Members Intent.",
      'Switch "Message Content Intent" and "Server Members Intent" on',
    ],
  ])(
    "with an intent that is not allowed (%i, %j) fails, and says where to allow it",
    async (forbiddenIntents, options, message, fix) => {
      const { error } = await failing({ forbiddenIntents }, () => {}, options);
      expect(error).toMatchObject({ code: "configuration", message, fix: expect.stringContaining(fix) });
    },
  );

  test("with another application's id fails with an error that says so", async () => {
    const { error } = await failing({}, () => {}, { applicationId: "1300000000000000001" });
    expect(error).toMatchObject({ message: "DISCORD_APPLICATION_ID and DISCORD_TOKEN belong to two different applications." });
  });

  test("succeeds if the REST API only fails for a moment", async () => {
    const { error, discord } = await failing({}, ({ faults }) =>
      faults.add({ path: /gateway/, how: { kind: "status", status: 503 }, times: 3 }),
    );
    expect(error).toBeUndefined();
    expect(ops(discord)).toEqual(["identify"]);
  });

  test("fails with a clear error if Discord cannot be reached", async () => {
    const { error } = await failing({}, () => {}, { apiUrl: "http://127.0.0.1:9/api" });
    expect(error).toMatchObject({
      code: "platform",
      message: "Discord could not be reached (ECONNREFUSED).",
      fix: expect.stringContaining("DISCORD_API_URL"),
    });
  });

  test("fails with a clear error if the gateway refuses the connection", async () => {
    const { error } = await failing({}, ({ gateway }) => gateway.setDoor("closed"));
    expect(error).toMatchObject({ code: "platform", message: "Discord could not be reached." });
  });

  test("fails with a clear error if the gateway does not respond", async () => {
    const { error } = await failing({}, ({ gateway }) => gateway.setDoor("silent"), { delays: { connect: 50 } });
    expect(error).toMatchObject({
      code: "platform",
      message: "Discord's gateway did not accept the bot's connection.",
      fix: expect.stringContaining("WebSocket"),
    });
  });

  test("does not wait for a server that is slow to be available, whose questions are answered meanwhile", async () => {
    let slow: Channel | undefined;
    const { discord, stop } = await startDiscord({
      prepare: (at) => {
        slow = addServer(at, { isAvailable: false }).channel;
      },
    });
    stops.push(stop);
    write(discord, { channel: slow as Channel, text: "@Malinois hello" });
    await discord.until(() => discord.state.posted.length === 1, "it is answered");
  });

  test("accepts an API address with a version and a trailing slash", async () => {
    const discord = await startDiscordServer();
    const { adapter, bot } = makeAdapter(discord, { apiUrl: `${discord.apiUrl}/v10/` });
    await adapter.start(bot);
    await adapter.stop();
    await discord.stop();
    expect(ops(discord)).toEqual(["identify"]);
  });
});

async function running(discord: DiscordServer, channel: Channel): Promise<void> {
  const before = discord.state.posted.length;
  write(discord, { channel, text: "@Malinois hello" });
  await discord.until(() => discord.state.posted.length > before, "a question is answered");
}

describe("a gateway connection", () => {
  test("is resumed after a loss at the address that Discord gave, and what was asked meanwhile is answered once", async () => {
    const { discord, bot, channel } = await start();
    await running(discord, channel);
    discord.gateway.drop();
    write(discord, { channel, text: "@Malinois asked while away" });
    await discord.until(() => discord.state.posted.length === 2, "the question is answered after the resume");
    expect(ops(discord)).toEqual(["identify", "resume"]);
    expect(discord.gateway.log.find(({ op }) => op === "resume")?.resumedAt).toContain("/resume");
    expect(bot.asked.map((inbound) => typedIn(inbound))).toEqual(["hello", "asked while away"]);
  });

  test("is resumed if Discord asks for it", async () => {
    const { discord, bot, channel } = await start();
    discord.gateway.reconnect();
    await discord.until(() => ops(discord).includes("resume"), "the session is resumed");
    await running(discord, channel);
    expect(bot.asked).toHaveLength(1);
  });

  test("is resumed at once if the session is invalid but resumable", async () => {
    const { discord, channel } = await start();
    discord.gateway.invalidate(true);
    await discord.until(() => ops(discord).includes("resume"), "the session is resumed");
    await running(discord, channel);
  });

  // discord.js waits five seconds between two identifications, as Discord requires.
  test("begins a new session if the old one has ended", async () => {
    const { discord, adapter, channel } = await start();
    discord.gateway.invalidate(false);
    await discord.until(() => ops(discord).length === 2, "a new session begins");
    await discord.until(() => adapter.health().ok, "it is well again");
    await running(discord, channel);
    expect(ops(discord)).toEqual(["identify", "identify"]);
  });

  test("is reported as lost, with the time, until it is restored", async () => {
    const clock = createClock(Date.parse("2026-11-24T12:03:04Z"));
    const { discord, adapter, log } = await start({ clock });
    discord.gateway.setDoor("closed");
    discord.gateway.drop();
    await discord.until(() => !adapter.health().ok, "the loss is noticed");
    clock.advance(60_000);
    expect(adapter.health()).toEqual({ ok: false, detail: "no connection since 12:03:04Z, reconnecting" });
    discord.gateway.setDoor("open");
    await discord.until(() => adapter.health().ok, "it is well again");
    expect(log.lines.map(({ message }) => message)).toContain("The connection to Discord was lost; reconnecting.");
  });

  test("that Discord ends permanently makes the health fail with the reason", async () => {
    const { discord, adapter, log } = await start({ options: { messageContent: true } });
    discord.gateway.closeAll(4014);
    await discord.until(() => !adapter.health().ok, "the end is noticed");
    expect(adapter.health().detail).toBe("Discord does not allow the Message Content Intent.");
    expect(log.lines).toContainEqual({
      level: "error",
      fields: expect.objectContaining({ code: 4014 }),
      message: "Discord does not allow the Message Content Intent.",
    });
  });

  test("is kept alive with heartbeats", async () => {
    const { discord } = await start({ server: { heartbeatInterval: 200 } });
    await discord.until(() => discord.gateway.log.filter(({ op }) => op === "heartbeat").length > 2, "it heartbeats");
    expect(ops(discord)).toEqual(["identify"]);
  });
});

test("an event that is delivered twice is answered once", async () => {
  const { discord, bot, channel } = await start();
  const id = write(discord, { channel, text: "@Malinois hello" });
  write(discord, { id, channel, text: "@Malinois hello" });
  await discord.until(
    () => bot.brought() === 2 && discord.state.posted.length > 0,
    "both deliveries are seen, and one is answered",
  );
  expect(bot.asked).toHaveLength(1);
  expect(discord.state.posted).toHaveLength(1);
});

test("a token that is refused at run time makes the health fail in plain words", async () => {
  const { discord, adapter, bot, channel } = await start();
  discord.changeToken("another");
  write(discord, { channel, text: "@Malinois hello" });
  await discord.until(() => bot.failures.length === 1, "the refusal is noticed");
  expect(bot.failures[0]).toMatchObject({ failure: "later", message: "Discord refuses the bot's token." });
  expect(adapter.health()).toEqual({ ok: false, detail: "Discord refuses the bot's token." });
  await expect(
    adapter.send({ platform: "discord", workspace: "", channel: channel.id, private: false }, aReply()),
  ).rejects.toThrow("refuses the bot's token");
});

describe("shards", () => {
  test("share the servers, and only one of them registers the commands", async () => {
    let channels: Channel[] = [];
    const servers = [0n, 1n, 2n].map((shard) => String((340_000_000_000n + shard) << 22n));
    const { discord, adapter, bot, stop } = await startDiscord({
      options: { shards: 3 },
      prepare: (at) => {
        channels = servers.map((id) => addServer(at, { id }).channel);
      },
    });
    stops.push(stop);
    expect(
      discord.gateway.log
        .filter(({ op }) => op === "identify")
        .map(({ shard }) => shard)
        .sort(),
    ).toEqual([0, 1, 2]);
    expect(adapter.health()).toEqual({ ok: true, detail: "connected, 3 shards" });
    for (const channel of channels) write(discord, { channel, text: "@Malinois hello" });
    await discord.until(() => discord.state.posted.length === 3, "every shard answers");
    await discord.until(() => discord.state.commands.length > 0, "the commands are registered");
    expect(discord.calls.filter(({ method }) => method === "PUT")).toHaveLength(1);
    expect(bot.brought()).toBe(3);
  });

  test("can run in two processes, of which only one registers the commands", async () => {
    const [even, odd] = [0n, 1n].map((shard) => String((340_000_000_000n + shard) << 22n));
    const discord = await startDiscordServer();
    const channels = [even, odd].map((id) => addServer(discord, { id: id ?? "" }).channel);
    const processes = [0, 1].map((id) => makeAdapter(discord, { shards: { ids: [id], total: 2 } }));
    for (const { adapter, bot } of processes) await adapter.start(bot);
    stops.push(...processes.map(({ adapter }) => adapter.stop), discord.stop);
    for (const channel of channels) write(discord, { channel, text: "@Malinois hello" });
    await discord.until(() => discord.state.posted.length === 2, "both answer");
    expect(processes.map(({ bot }) => bot.brought())).toEqual([1, 1]);
    await discord.until(() => discord.state.commands.length > 0, "the commands are registered");
    for (const { adapter } of processes) await adapter.stop();
    expect(
      discord.calls.filter(({ path }) => path === `/applications/${discord.applicationId}/commands`).map(({ method }) => method),
    ).toEqual(["GET", "PUT"]);
  });

  test("are as many as Discord advises if their number is not set", async () => {
    const { discord } = await start({ server: { shards: 2 } });
    expect(discord.gateway.log.filter(({ op }) => op === "identify")).toHaveLength(2);
  });
});

describe("stopping the gateway", () => {
  test("waits for an answer in progress, accepts nothing more, and is harmless when repeated", async () => {
    const { discord, adapter, bot, channel } = await start();
    let answer = (_: readonly ReturnType<typeof aReply>[]) => {};
    bot.answerWith(() => new Promise((resolve) => (answer = resolve)));
    const record = interact(discord, { channel, ...ask("hello") });
    await discord.until(() => bot.asked.length === 1, "the question arrives");
    const stopping = adapter.stop();
    await Promise.resolve();
    write(discord, { channel, text: "@Malinois too late" });
    answer([aReply()]);
    await stopping;
    expect(textOf(record.original?.body ?? {})).toContain("Close the page");
    expect(bot.asked).toHaveLength(1);
    expect(discord.gateway.connected()).toBe(0);
    await adapter.stop();
    expect(adapter.health()).toEqual({ ok: false, detail: "not started" });
  });

  test("does not wait for ever", async () => {
    const { discord, adapter, bot, log, channel } = await start({ options: { delays: { drain: 20 } } });
    bot.answerWith(() => new Promise(() => {}));
    write(discord, { channel, text: "@Malinois hello" });
    await discord.until(() => bot.asked.length === 1, "the question arrives");
    await adapter.stop();
    expect(log.lines.map(({ message }) => message)).toContain("Some work was not done in time and is given up.");
  });

  test.each(["closed", "silent"] as const)("ends all attempts to connect while the gateway is away (%s)", async (door) => {
    const { discord, adapter } = await start();
    discord.gateway.setDoor(door);
    discord.gateway.drop();
    await discord.until(() => discord.gateway.attempts() === (door === "silent" ? 2 : 3), "it attempts to connect again");
    await adapter.stop();
    discord.gateway.setDoor("open");
    const attempts = discord.gateway.attempts();
    // Longer than the half second that discord.js waits between two attempts.
    await wait(700);
    expect(discord.gateway.attempts()).toBe(attempts);
  });

  test.each(["closed", "silent"] as const)("gives up a start that is still connecting (%s)", async (door) => {
    const discord = await startDiscordServer();
    stops.push(discord.stop);
    discord.gateway.setDoor(door);
    const { adapter, bot } = makeAdapter(discord, { delays: { connect: 600_000, retry: 600_000, rateLimit: 600_000 } });
    const started = expect(adapter.start(bot)).rejects.toThrow("Malinois is stopping");
    await discord.until(() => discord.gateway.attempts() > 0, "it attempts to connect");
    await adapter.stop();
    await started;
    expect(adapter.health()).toEqual({ ok: false, detail: "not started" });
  });

  test("gives up a start that waits before it asks for the gateway again", async () => {
    const discord = await startDiscordServer();
    stops.push(discord.stop);
    discord.faults.add({ path: /gateway\/bot$/, how: { kind: "status", status: 503 } });
    const { adapter, bot } = makeAdapter(discord, { delays: { retry: 600_000, rateLimit: 600_000 } });
    const started = expect(adapter.start(bot)).rejects.toThrow(MalinoisError);
    await discord.until(() => discord.calls.length > 0, "Discord fails");
    await adapter.stop();
    await started;
  });

  test("is harmless before the start", async () => {
    const discord = await startDiscordServer();
    const { adapter } = makeAdapter(discord);
    await adapter.stop();
    await discord.stop();
    await expect(adapter.send({ platform: "discord", workspace: "", channel: "1", private: false }, aReply())).rejects.toThrow(
      "Discord is not connected.",
    );
  });
});
