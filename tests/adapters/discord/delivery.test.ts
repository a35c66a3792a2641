import { afterEach, describe, expect, test } from "vitest";
import { MalinoisError } from "../../../src/errors.ts";
import { apiError, rateLimit } from "../../protocol/discord/faults.ts";
import { textOf } from "../../protocol/discord/message-rules.ts";
import { addServer, ask, GRANTED, interact, write } from "../../protocol/discord/people.ts";
import type { DiscordServer } from "../../protocol/discord/server.ts";
import type { Channel } from "../../protocol/discord/state.ts";
import { aReply, createClock, makeAdapter, startDiscord, startInServer } from "./harness.ts";
import "./patience.ts";

// Each question gets one answer, in time, whatever Discord and the network do.

const stops: (() => Promise<void>)[] = [];
let discord: DiscordServer;
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: Parameters<typeof startInServer>[0] = {}) {
  const running = await startInServer(options);
  stops.push(running.stop);
  discord = running.discord;
  return running;
}

const MESSAGES = /\/channels\/\d+\/messages$/;
const CALLBACK = /\/callback$/;
const ORIGINAL = /@original$/;

const calls = (path: RegExp) => discord.calls.filter((call) => path.test(call.path));

describe("an answer in a Discord channel", () => {
  test("is posted once if Discord's response is lost", async () => {
    const { bot, channel } = await start();
    discord.faults.add({ method: "POST", path: MESSAGES, how: { kind: "lose-response" }, times: 2 });
    write(discord, { channel, text: "@Malinois hello" });
    await discord.until(() => calls(MESSAGES).length === 3, "the call is repeated");
    await discord.until(() => bot.asked.length === 1, "the question is answered");
    expect(discord.state.posted).toHaveLength(1);
    expect(new Set(calls(MESSAGES).map(({ body }) => (body as { nonce: string }).nonce)).size).toBe(1);
  });

  test.each([
    ["the request is lost", { kind: "lose-request" }],
    ["Discord fails", { kind: "status", status: 503 }],
  ] as const)("is posted even if %s for a while", async (_, how) => {
    const { channel } = await start();
    discord.faults.add({ method: "POST", path: MESSAGES, how, times: 3 });
    write(discord, { channel, text: "@Malinois hello" });
    await discord.until(() => discord.state.posted.length === 1, "the answer is posted");
  });

  test("is tried again after increasing waits", async () => {
    const retry = 20;
    const { adapter, channel } = await start({ options: { delays: { retry } } });
    discord.faults.add({ method: "POST", path: MESSAGES, how: { kind: "lose-request" }, times: 4 });
    const begun = performance.now();
    await adapter.send({ platform: "discord", workspace: "", channel: channel.id, private: false }, aReply());
    // Each timer may fire up to a millisecond early. It may be late.
    expect(performance.now() - begun).toBeGreaterThan(retry * (1 + 2 + 4 + 8) - 4);
  });

  test("that cannot be posted is an error in plain words, without the cause", async () => {
    const { adapter, channel } = await start();
    discord.faults.add({ method: "POST", path: MESSAGES, how: { kind: "status", status: 502 }, times: 5 });
    const place = { platform: "discord", workspace: "", channel: channel.id, private: false };
    const error = await adapter.send(place, aReply()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MalinoisError);
    expect(error).toMatchObject({ code: "platform", message: "Discord failed with status 502." });
    expect(error).not.toHaveProperty("cause");
  });

  test("waits for a rate limit without delaying other channels", async () => {
    let other: Channel | undefined;
    const running = await startDiscord({
      prepare(at) {
        addServer(at);
        other = addServer(at).channel;
      },
    });
    stops.push(running.stop);
    discord = running.discord;
    const slow = discord.state.servers[0]?.channels[0] as Channel;
    discord.faults.add({ path: new RegExp(`/channels/${slow.id}/messages$`), how: rateLimit(0.5) });
    write(discord, { channel: slow, text: "@Malinois hello" });
    await discord.until(() => calls(MESSAGES).length === 1, "the slow channel is limited");
    write(discord, { channel: other as Channel, text: "@Malinois hello" });
    await discord.until(() => discord.state.posted.length === 2, "both are answered");
    expect(discord.state.posted.map(({ channel }) => channel)).toEqual([other?.id, slow.id]);
  });

  test("does not wait for hours, even if Discord asks for it", async () => {
    const { adapter, channel } = await start();
    discord.faults.add({ path: MESSAGES, how: rateLimit(7_200) });
    const place = { platform: "discord", workspace: "", channel: channel.id, private: false };
    await expect(adapter.send(place, aReply())).rejects.toThrow("Discord's rate limit asks for a wait of 7201 s");
  });

  test("is posted at once in the thread that was opened for it, even if Discord's response to that is lost", async () => {
    const { bot, channel } = await start({ options: { messageContent: true } });
    Object.assign(discord.state.servers[0] ?? {}, { permissions: String(BigInt(GRANTED) | (1n << 35n)) });
    discord.faults.add({ method: "POST", path: /\/threads$/, how: { kind: "lose-response" } });
    const question = write(discord, { channel, text: "@Malinois hello" });
    await discord.until(() => calls(/\/threads$/).length === 2, "the call is repeated");
    await discord.until(() => discord.state.posted.length + bot.failures.length > 0, "the answer is posted, or fails");
    expect(bot.failures).toEqual([]);
    expect(discord.state.posted.map((posted) => posted.channel)).toEqual([question]);
  });

  test("is posted in the older format if Discord refuses Components V2", async () => {
    const { log, channel } = await start();
    discord.faults.add({ path: MESSAGES, how: apiError(400, 50035, "Invalid Form Body") });
    write(discord, { channel, text: "@Malinois hello" });
    await discord.until(() => discord.state.posted.length === 1, "the answer is posted");
    expect(discord.state.posted[0]?.body).toMatchObject({ flags: 4, content: expect.stringContaining("Close the page") });
    expect(log.lines.map(({ message }) => message)).toContain(
      "Discord refused Components V2; the reply is sent in the older form.",
    );
  });

  test("is not posted as a reply without Read Message History", async () => {
    const { channel } = await start();
    (discord.state.servers[0] as { permissions: string }).permissions = String(BigInt(GRANTED) & ~(1n << 16n));
    write(discord, { channel, text: "@Malinois hello" });
    await discord.until(() => discord.state.posted.length === 1, "the answer is posted");
    expect(discord.state.posted[0]?.body.message_reference).toBeUndefined();
  });

  test.each([
    [403, 50001, "Malinois cannot see the channel. (Discord error 50001)", "View Channels"],
    [403, 50013, "Malinois may not write in the channel. (Discord error 50013)", "Send Messages"],
    [403, 50007, "This person does not take direct messages from Malinois. (Discord error 50007)", "privacy settings"],
    [400, 160005, "The thread is locked. (Discord error 160005)", "Unlock it"],
    [404, 10003, "The channel does not exist any more. (Discord error 10003)", "another channel"],
  ])("that Discord refuses with %i and %i is an error with the cause and the fix", async (status, code, message, fix) => {
    const { adapter, channel } = await start();
    discord.faults.add({ path: MESSAGES, how: apiError(status, code) });
    const error = await adapter
      .send({ platform: "discord", workspace: "", channel: channel.id, private: false }, aReply())
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message, fix: expect.stringContaining(fix) });
  });

  test("is posted once if two processes receive the question, even if they share no store", async () => {
    const { channel } = await start();
    const second = makeAdapter(discord);
    await second.adapter.start(second.bot);
    stops.unshift(second.adapter.stop);
    write(discord, { channel, text: "@Malinois hello" });
    await discord.until(() => calls(MESSAGES).length === 2, "both processes answer");
    await discord.until(() => second.bot.asked.length === 1, "both processes were asked");
    expect(discord.state.posted).toHaveLength(1);
  });
});

describe("an interaction over the gateway", () => {
  test("is acknowledged first, however long the answer takes", async () => {
    const clock = createClock();
    const { bot, channel } = await start({ clock });
    let answer = (_: readonly ReturnType<typeof aReply>[]) => {};
    bot.answerWith(() => new Promise((resolve) => (answer = resolve)));
    const record = interact(discord, { channel, ...ask("hello") });
    await discord.until(() => bot.asked.length === 1, "the question arrives");
    expect(record.response?.type).toBe(5);
    clock.advance(60_000);
    answer([aReply()]);
    await discord.until(() => record.original !== undefined, "the answer arrives");
    expect(discord.violations).toEqual([]);
  });

  test("is acknowledged before most others are answered if there are many at once", async () => {
    const { bot, channel } = await start();
    const unacknowledged: number[] = [];
    const records = Array.from({ length: 100 }, () => interact(discord, { channel, ...ask("hello") }));
    bot.answerWith(() => {
      unacknowledged.push(records.filter(({ response }) => response === undefined).length);
      return [aReply()];
    });
    await discord.until(() => discord.state.posted.length === 100, "all are answered");
    expect(Math.max(...unacknowledged)).toBeLessThanOrEqual(16);
  });

  test("is answered once if the response to its acknowledgement is lost", async () => {
    const { bot, channel } = await start();
    discord.faults.add({ path: CALLBACK, how: { kind: "lose-response" } });
    const record = interact(discord, { channel, ...ask("hello") });
    await discord.until(() => record.original !== undefined, "the answer arrives");
    expect(calls(CALLBACK)).toHaveLength(2);
    expect(bot.brought()).toBe(1);
  });

  test("is answered even if its acknowledgement is not confirmed in time, since Discord may have accepted it", async () => {
    const { log, channel } = await start({ options: { now: Date.now, delays: { acknowledge: 100 } } });
    discord.faults.add({ path: CALLBACK, how: { kind: "stay-silent" } });
    const record = interact(discord, { channel, ...ask("hello") });
    await discord.until(() => record.original !== undefined, "the answer arrives");
    expect(log.lines.map(({ fields }) => fields)).toContainEqual({
      interaction: record.id,
      reason: "Discord did not answer in time.",
    });
  });

  test("is answered if a rate limit follows an acknowledgement that Discord accepted, but whose response was lost", async () => {
    const { channel } = await start();
    discord.faults.add({ path: CALLBACK, how: { kind: "lose-response" } });
    discord.faults.add({ path: CALLBACK, how: rateLimit(60) });
    const record = interact(discord, { channel, ...ask("hello") });
    await discord.until(() => record.original !== undefined, "the answer arrives");
    expect(calls(CALLBACK)).toHaveLength(2);
  });

  test("is acknowledged after a short rate limit", async () => {
    const { channel } = await start();
    discord.faults.add({ path: CALLBACK, how: rateLimit(0.02) });
    const record = interact(discord, { channel, ...ask("hello") });
    await discord.until(() => record.original !== undefined, "the answer arrives");
  });

  test("is given up if a rate limit is longer than its deadline, which is logged", async () => {
    const { bot, log, channel } = await start({ options: { delays: { acknowledge: 2_500 } } });
    discord.faults.add({ path: CALLBACK, how: rateLimit(2.6) });
    interact(discord, { channel, ...ask("hello") });
    const late = () => log.lines.some(({ message }) => message === "An interaction could not be acknowledged in time.");
    await discord.until(late, "it is given up");
    expect(calls(CALLBACK)).toHaveLength(1);
    expect(bot.asked).toEqual([]);
  });

  test("is not answered if it is acknowledged too late", async () => {
    const clock = createClock();
    const { bot, log, channel } = await start({ clock });
    const record = interact(discord, { channel, ...ask("hello") });
    clock.advance(3_001);
    await discord.until(() => log.lines.some(({ level }) => level === "warn"), "it is given up");
    expect(record.response).toBeUndefined();
    expect(bot.asked).toEqual([]);
  });

  test("is answered by only one of two processes", async () => {
    const { channel, bot } = await start();
    const second = makeAdapter(discord);
    await second.adapter.start(second.bot);
    stops.unshift(second.adapter.stop);
    const record = interact(discord, { channel, ...ask("hello") });
    await discord.until(() => record.original !== undefined && calls(CALLBACK).length === 2, "one process answers");
    expect(bot.asked.length + second.bot.asked.length).toBe(1);
    expect(calls(ORIGINAL)).toHaveLength(1);
  });

  test("is answered once even if another process sends the same answer", async () => {
    const { adapter, bot, channel } = await start();
    let release: () => void = () => undefined;
    bot.answerWith(() => new Promise((resolve) => (release = () => resolve([]))));
    const record = interact(discord, { channel, ...ask("hello") });
    await discord.until(() => bot.asked.length === 1, "it is asked");
    const [question] = bot.asked;
    if (question === undefined) throw new Error("Nothing was asked.");
    const second = makeAdapter(discord);
    await second.adapter.start(second.bot);
    stops.unshift(second.adapter.stop);
    for (const each of [adapter, second.adapter]) await each.send(question.place, aReply(), "answer/1/0");
    release();
    expect(record.original).toBeDefined();
    expect(record.followUps).toEqual([]);
  });

  test("is answered once if the response to the answer is lost", async () => {
    const { channel, bot } = await start();
    discord.faults.add({ path: ORIGINAL, how: { kind: "lose-response" } });
    const record = interact(discord, { channel, ...ask("hello") });
    await discord.until(() => record.original !== undefined && calls(ORIGINAL).length === 2, "the edit is repeated");
    expect(record.followUps).toEqual([]);
    expect(bot.failures).toEqual([]);
  });

  test("keeps its first reply if all responses to that were lost, and gets the second below it", async () => {
    const { adapter, bot, channel } = await start();
    bot.answerWith(async ({ place }) => {
      const since = discord.now();
      discord.faults.add({ method: "PATCH", path: ORIGINAL, how: { kind: "lose-response" }, times: 5 });
      await expect(adapter.send(place, aReply({ title: "First" }), "answer/1/0")).rejects.toThrow("could not be reached");
      expect(await adapter.find(place, "answer/1/0", since)).toBe("sent");
      await adapter.send(place, aReply({ title: "Second" }), "answer/1/1");
      return [];
    });
    const record = interact(discord, { channel, ...ask("hello") });
    await discord.until(() => bot.asked.length === 1 && discord.state.posted.length === 2, "both replies arrive");
    expect(textOf(record.original?.body ?? {})).toContain("First");
    expect(record.followUps.map(({ body }) => textOf(body))).toEqual([expect.stringContaining("Second")]);
  });

  test("has a follow-up that is not repeated if its response is lost, since Discord accepts no nonce there", async () => {
    const { channel, bot } = await start();
    bot.answerWith(() => [aReply({ title: "First" }), aReply({ title: "Second" })]);
    discord.faults.add({ path: /\/webhooks\/\d+\/[^/]+$/, how: { kind: "lose-response" } });
    const record = interact(discord, { channel, ...ask("hello") });
    await discord.until(() => bot.failures.length === 1, "the loss is noticed");
    expect(record.followUps).toHaveLength(1);
    expect(textOf(record.followUps[0]?.body ?? {})).toContain("Second");
    expect(bot.failures[0]).toMatchObject({ code: "platform", message: expect.stringContaining("could not be reached") });
  });

  test("cannot be answered after fifteen minutes, which is an error in plain words", async () => {
    const clock = createClock();
    const { channel, bot } = await start({ clock });
    bot.answerWith(() => {
      clock.advance(16 * 60_000);
      return [aReply()];
    });
    interact(discord, { channel, ...ask("hello") });
    await discord.until(() => bot.failures.length === 1, "the answer fails");
    expect(bot.failures[0]).toMatchObject({ message: "The time to answer this interaction is over. (Discord error 50027)" });
  });
});
