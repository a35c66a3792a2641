import { generateKeyPairSync } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { encodeForm } from "../../../src/actions.ts";
import { typedIn } from "../../inbound.ts";
import { textOf } from "../../protocol/discord/message-rules.ts";
import { nudge, quiz } from "../../protocol/discord/nudging.ts";
import {
  acceptHttpResponse,
  addDirectMessages,
  addServer,
  ask,
  type Interacting,
  interact,
  interactionEvent,
  press,
  type,
} from "../../protocol/discord/people.ts";
import { startDiscordServer } from "../../protocol/discord/server.ts";
import { aReply, makeAdapter } from "./harness.ts";
import "./patience.ts";
import { PUBLIC_KEY, post, request, signed, TIMESTAMP } from "./signed.ts";

// Interactions that Discord posts, signed, instead of sending them over the gateway.

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** An adapter on a protocol server; without a token unless one is asked for. */
async function start({ withToken = false, started = true, retry = 1 } = {}) {
  const clock = { now: Number(TIMESTAMP) * 1_000 };
  const discord = await startDiscordServer({ now: () => clock.now });
  const { channel } = addServer(discord);
  const made = makeAdapter(discord, { publicKey: PUBLIC_KEY, delays: { retry }, ...(withToken ? {} : { token: undefined }) });
  if (started) await made.adapter.start(made.bot);
  stops.push(made.adapter.stop, discord.stop);
  const [route] = made.adapter.routes;
  if (route === undefined) throw new Error("no route");
  return { discord, channel, route, clock, ...made };
}

describe("the endpoint for interactions", () => {
  test("exists only with a public key", async () => {
    const { route } = await start();
    expect(route).toMatchObject({ method: "POST", path: "/discord/interactions" });
    const discord = await startDiscordServer();
    stops.push(discord.stop);
    expect(makeAdapter(discord).adapter.routes).toEqual([]);
  });

  test("answers Discord's ping even before Malinois has started", async () => {
    const { route } = await start({ started: false });
    const response = await route.handle(signed(JSON.stringify({ type: 1, id: "1", application_id: "2", token: "3" })));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ type: 1 });
  });

  test.each<[string, (body: string) => Request]>([
    ["another key's signature", (body) => signed(body, generateKeyPairSync("ed25519").privateKey)],
    ["no signature", (body) => request(body)],
    ["a malformed signature", (body) => request(body, { "x-signature-ed25519": "zz", "x-signature-timestamp": TIMESTAMP })],
    ["no timestamp", (body) => request(body, { "x-signature-ed25519": "0".repeat(128) })],
    ["the signature of another body", (body) => request(`${body} `, Object.fromEntries(signed(body).headers))],
    [
      "the signature of another time",
      (body) => request(body, { ...Object.fromEntries(signed(body).headers), "x-signature-timestamp": "1795500001" }),
    ],
  ])("refuses %s with 401, even for a ping", async (_, make) => {
    const { route, bot } = await start();
    expect((await route.handle(make(JSON.stringify({ type: 1 })))).status).toBe(401);
    expect(bot.brought()).toBe(0);
  });

  test("refuses what was signed more than five minutes in the past or in the future", async () => {
    const { route, bot, discord, clock } = await start();
    const { channel } = addServer(discord);
    const body = JSON.stringify(interactionEvent(discord, { channel, ...ask("hello") }).event);
    for (const by of [-301_000, 301_000]) {
      clock.now = Number(TIMESTAMP) * 1_000 + by;
      expect((await route.handle(signed(body))).status).toBe(401);
    }
    expect(bot.brought()).toBe(0);
    clock.now = Number(TIMESTAMP) * 1_000 + 299_000;
    expect((await route.handle(signed(body))).status).toBe(200);
  });

  test("refuses a body that is too large", async () => {
    const { route } = await start();
    expect((await route.handle(signed("x".repeat(300_000)))).status).toBe(413);
  });

  test.each(["", "not json", "[]", JSON.stringify({ type: 99 })])("refuses %j, which is not an interaction", async (body) => {
    const { route } = await start();
    expect((await route.handle(signed(body))).status).toBe(400);
  });

  test("responds that Malinois is not running before it starts and after it stops", async () => {
    const { discord, channel, route, adapter, bot } = await start({ started: false });
    const body = JSON.stringify(interactionEvent(discord, { channel, ...ask("hello") }).event);
    expect((await route.handle(signed(body))).status).toBe(503);
    await adapter.start(bot);
    await adapter.stop();
    expect((await route.handle(signed(body))).status).toBe(503);
  });
});

describe("an interaction over HTTP", () => {
  test("is answered even if the answer arrives before the response to the request", async () => {
    const { discord, channel, route } = await start({ retry: 50 });
    const { event, record } = interactionEvent(discord, { channel, ...ask("hello") });
    const response = await route.handle(signed(JSON.stringify(event)));
    await discord.until(() => discord.calls.some(({ path }) => path.endsWith("@original")), "the answer comes first");
    expect(record.original).toBeUndefined();
    acceptHttpResponse(discord, record, await response.json());
    await discord.until(() => record.original !== undefined, "the answer arrives");
  });

  test("is deferred in the response and answered without a token", async () => {
    const running = await start();
    const { record, body } = await post(running, { channel: running.channel, ...ask("what is phishing?") });
    expect(body).toEqual({ type: 5, data: { flags: 64 } });
    await running.discord.until(() => record.original !== undefined, "the answer arrives");
    expect(textOf(record.original?.body ?? {})).toContain("Close the page");
    expect(running.bot.asked).toMatchObject([{ text: "what is phishing?" }]);
    expect(running.discord.violations).toEqual([]);
    expect(running.adapter.health()).toEqual({ ok: true, detail: "answering interactions over HTTP" });
  });

  test("for suggestions is answered in the response", async () => {
    const running = await start();
    running.bot.suggestions = [{ entry: "phishing", language: "en", title: "Phishing", text: "I clicked a link" }];
    const { body } = await post(running, { channel: running.channel, ...type("ask", "i clicked") });
    const own = { name: "i clicked", value: "i clicked" };
    expect(body).toEqual({ type: 8, data: { choices: [own, { name: "I clicked a link", value: "entry:en:phishing" }] } });
  });

  test("that needs a form is answered with it in the response", async () => {
    const running = await start();
    const { body } = await post(running, { channel: running.channel, ...press("1:feedback:en:phishing:no") });
    expect(body).toMatchObject({ type: 9 });
  });

  test("that is posted twice is answered once", async () => {
    const running = await start();
    const { event, record } = interactionEvent(running.discord, { channel: running.channel, ...ask("hello") });
    for (const _ of [1, 2]) acceptOnce(await (await running.route.handle(signed(JSON.stringify(event)))).json());
    function acceptOnce(body: unknown) {
      if (record.response === undefined) acceptHttpResponse(running.discord, record, body);
    }
    await running.discord.until(() => record.original !== undefined && running.bot.brought() === 2, "both are seen");
    expect(running.bot.asked).toHaveLength(1);
  });

  test("can be served together with the gateway", async () => {
    const running = await start({ withToken: true });
    const { discord, channel, bot } = running;
    const { record } = await post(running, { channel, ...ask("over http") });
    const other = interact(discord, { channel, ...ask("over the gateway") });
    await discord.until(() => record.original !== undefined && other.original !== undefined, "both are answered");
    expect(bot.asked.map((inbound) => typedIn(inbound)).sort()).toEqual(["over http", "over the gateway"]);
  });
});

test("the ids of commands are learned when they are used, but not from a server's own copy", async () => {
  const running = await start();
  const { discord, channel, bot } = running;
  bot.answerWith(() => [aReply({ body: ["Use /nudge list, /quiz here or /ask; not a/quiz, nor /quizzes."] })]);
  const told = async (data: object) => {
    const { record } = await post(running, { channel, type: 2, data });
    await discord.until(() => record.original !== undefined, "the answer arrives");
    return textOf(record.original?.body ?? {});
  };
  const command = { id: "1400000000000000777", type: 1, options: [{ name: "list", type: 1 }] };
  const rest = "; not a/quiz, nor /quizzes.";
  const here = "(“A question for this channel”)";
  expect(await told({ ...command, name: "nudge", guild_id: channel.guild_id })).toContain(
    `/nudge list, /quiz ${here} or /ask${rest}`,
  );
  expect(await told({ ...command, name: "nudge" })).toContain(`</nudge list:1400000000000000777>, /quiz ${here} or /ask${rest}`);
  const asked = { id: "1400000000000000778", type: 1, name: "ask", options: [{ name: "question", type: 3, value: "hi" }] };
  expect(await told(asked)).toContain(`or </ask:1400000000000000778>${rest}`);
  expect(discord.violations).toEqual([]);
});

describe("an interaction that needs later messages, without a token,", () => {
  const add = encodeForm({ name: "add-nudge", language: "nl" });
  test.each<[string, Omit<Interacting, "channel">, string]>([
    ["/nudge add", nudge("add"), "I cannot send nudges here"],
    ["/nudge add with invalid options", nudge("add", { zone: "Nowhere" }), "I cannot send nudges here"],
    ["/nudge campaign start", nudge("campaign start", { campaign: "month" }), "I cannot send nudges here"],
    ["/nudge newcomers and a campaign", nudge("newcomers", { campaign: "month" }), "I cannot send nudges here"],
    ["/nudge now", { ...nudge("now"), locale: "fr" }, "Je ne peux pas envoyer de rappels ici"],
    ["/nudge help", nudge("help"), "I cannot send nudges here"],
    ["a button to send a nudge now", { ...press("1:manage-nudge:de:now:k3f9"), locale: "de" }, "keine Erinnerungen senden"],
    ["a button to resume nudges", press("1:manage-nudge:en:resume:k3f9"), "I cannot send nudges here"],
    ["a button to open the form", { ...press(add), locale: "nl" }, "Ik kan hier geen herinneringen sturen"],
    [
      "a form that was opened earlier",
      { type: 5, data: { custom_id: add, components: [] }, locale: "de" },
      "keine Erinnerungen senden",
    ],
    ["/quiz here", quiz("here"), "I cannot post a quiz here"],
    ["a question for a person", press(encodeForm({ name: "ask-person", language: "en" })), "I cannot pass questions"],
  ])("is refused at once: %s", async (_, interacting, said) => {
    const running = await start();
    const forms = vi.fn(async () => undefined);
    running.bot.forms = forms;
    const { body } = await post(running, { channel: running.channel, ...interacting });
    expect(body).toMatchObject({ type: 4, data: { flags: 64, content: expect.stringContaining(said) } });
    expect((body as { data: { content: string } }).data.content).toContain("DISCORD\\_TOKEN");
    expect([forms.mock.calls.length, running.bot.brought()]).toEqual([0, 0]);
  });

  test.each<[string, Omit<Interacting, "channel">]>([
    ["/nudge list", nudge("list")],
    ["/nudge newcomers", nudge("newcomers")],
    ["/nudge newcomers off", nudge("newcomers", { campaign: "off" })],
    ["/quiz", quiz()],
  ])("is accepted if it needs none after all: %s", async (_, interacting) => {
    const running = await start();
    const { body } = await post(running, { channel: running.channel, ...interacting });
    expect(body).toMatchObject({ type: 5 });
    await running.discord.until(() => running.bot.asked.length === 1, "it is asked");
  });

  test("is accepted for /quiz here in direct messages, where the quiz is private anyway", async () => {
    const running = await start();
    const { body } = await post(running, { channel: addDirectMessages(running.discord), ...quiz("here") });
    expect(body).toMatchObject({ type: 5 });
  });

  test("is accepted once there is a token", async () => {
    const running = await start({ withToken: true });
    const { body } = await post(running, { channel: running.channel, ...nudge("campaign start", { campaign: "month" }) });
    expect(body).toMatchObject({ type: 5 });
  });
});

test("without a token, posting in a channel fails with an error that says so", async () => {
  const { adapter, channel } = await start();
  await expect(
    adapter.send({ platform: "discord", workspace: "", channel: channel.id, private: false }, aReply()),
  ).rejects.toMatchObject({
    failure: "forbidden",
    fix: expect.stringContaining("DISCORD_TOKEN"),
  });
});
