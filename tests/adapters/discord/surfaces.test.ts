import { afterEach, describe, expect, test } from "vitest";
import { decodeAction, encodeAction } from "../../../src/actions.ts";
import type { Place } from "../../../src/model.ts";
import { actionIn } from "../../inbound.ts";
import { componentsOf, textOf } from "../../protocol/discord/message-rules.ts";
import {
  addChannel,
  addDirectMessages,
  addServer,
  ask,
  askAbout,
  choose,
  edit,
  GRANTED,
  interact,
  press,
  remove,
  SOMEONE,
  subcommand,
  submit,
  type,
  write,
} from "../../protocol/discord/people.ts";
import type { DiscordServer } from "../../protocol/discord/server.ts";
import type { Channel, InteractionRecord, Posted } from "../../protocol/discord/state.ts";
import { aReply, type Running, type StartOptions, startDiscord } from "./harness.ts";
import "./patience.ts";

// Every way to ask. The client of discord.js is connected to the protocol server over HTTP and WebSocket.

let running: Running | undefined;
afterEach(async () => {
  const { violations } = running?.discord ?? {};
  await running?.stop();
  running = undefined;
  expect(violations).toEqual([]);
});

/** Starts the adapter with one server. `more` adds channels to it before the bot connects. */
async function start(
  more: (discord: DiscordServer, server: ReturnType<typeof addServer>) => void = () => {},
  options: Omit<StartOptions, "prepare"> = {},
) {
  let channel: Channel | undefined;
  running = await startDiscord({
    ...options,
    prepare(discord) {
      const server = addServer(discord);
      channel = server.channel;
      more(discord, server);
    },
  });
  if (channel === undefined) throw new Error("no channel");
  return { ...running, channel };
}

async function firstPosted({ state, until }: DiscordServer): Promise<Posted> {
  await until(() => state.posted.length > 0, "something is posted");
  const [posted] = state.posted;
  if (posted === undefined) throw new Error("nothing was posted");
  return posted;
}

async function answered({ until }: DiscordServer, record: InteractionRecord): Promise<Posted> {
  await until(() => record.original !== undefined, "the interaction is answered");
  if (record.original === undefined) throw new Error("not answered");
  return record.original;
}

describe("in a Discord channel,", () => {
  test("a mention is answered with a reply to it that notifies nobody", async () => {
    const { discord, bot, channel } = await start();
    const id = write(discord, { channel, text: "@Malinois I clicked a link" });
    const posted = await firstPosted(discord);
    expect(posted).toMatchObject({
      channel: channel.id,
      body: {
        message_reference: { message_id: id, fail_if_not_exists: false },
        allowed_mentions: { parse: [], replied_user: false },
        enforce_nonce: true,
      },
    });
    expect(textOf(posted.body)).toContain("Close the page and change the password");
    expect(bot.asked).toMatchObject([{ text: "I clicked a link", addressed: true }]);
  });

  test("a reply to the bot is a question", async () => {
    const { discord, bot, channel } = await start();
    write(discord, { channel, text: "and then?", repliesTo: { author: discord.botId, notifies: true } });
    await firstPosted(discord);
    expect(bot.asked).toMatchObject([{ text: "and then?" }]);
  });

  test("bots, edits, deletions and conversations among people are not answered", async () => {
    const { discord, bot, channel } = await start();
    write(discord, { channel, text: "@Malinois beep", isBot: true });
    write(discord, { channel, text: "what is phishing?" });
    discord.gateway.dispatch(
      "MESSAGE_UPDATE",
      { id: "1400000000000000001", channel_id: channel.id, content: "@Malinois edited" },
      channel.guild_id,
    );
    discord.gateway.dispatch("MESSAGE_DELETE", { id: "1400000000000000001", channel_id: channel.id }, channel.guild_id);
    write(discord, { channel, text: "@Malinois the last one" });
    await firstPosted(discord);
    expect(bot.asked).toMatchObject([{ text: "the last one" }]);
  });

  test("a mention that is soon added by an edit is a question, but not a late one or a preview that Discord adds", async () => {
    const { discord, bot, channel } = await start();
    const change = (text: string, editedAfter?: number) => {
      const id = write(discord, { channel, text: "what is phishing?" });
      edit(discord, { id, channel, text, ...(editedAfter === undefined ? {} : { editedAfter }) });
      return id;
    };
    change("@Malinois unchanged but for a preview");
    change("@Malinois much later", 7_200_000);
    change("still nobody's question", 5_000);
    const id = change("@Malinois what is phishing?", 5_000);
    const posted = await firstPosted(discord);
    expect(posted.body.message_reference).toMatchObject({ message_id: id });
    expect(bot.asked).toMatchObject([{ id: `discord:${channel.guild_id}:${channel.id}:${id}`, text: "what is phishing?" }]);
  });

  test("a mention that is added to a message that Malinois heard but was not asked is a question, once", async () => {
    const { discord, bot, channel } = await start(undefined, { options: { messageContent: true } });
    const withdrawn: string[] = [];
    const withdraw = async (id: string) => {
      withdrawn.push(id);
      return [];
    };
    Object.assign(bot, { withdraw });
    bot.takesPartIn = () => true;
    bot.answerWith((inbound) => (inbound.kind === "asked" && inbound.addressed ? [aReply()] : []));
    const id = write(discord, { channel, text: "who do I tell?" });
    for (const editedAfter of [5_000, 6_000]) edit(discord, { id, channel, text: "@Malinois who do I tell?", editedAfter });
    await firstPosted(discord);
    write(discord, { channel, text: "@Malinois the last one" });
    await discord.until(() => discord.state.posted.length === 2, "the last one is answered");
    const question = `discord:${channel.guild_id}:${channel.id}:${id}`;
    expect(bot.asked.slice(0, -1).map((one) => [one.id, one.kind === "asked" && one.addressed])).toEqual([
      [question, false],
      [`${question}:edited`, true],
    ]);
    remove(discord, channel, id);
    await discord.until(() => withdrawn.length === 2, "its answers are withdrawn");
    expect(withdrawn).toEqual([question, `${question}:edited`]);
  });

  test("a mention of the bot's own role is a mention of the bot, and one of another role is not", async () => {
    const [own, other] = ["1600000000000000001", "1600000000000000002"];
    running = await startDiscord({
      options: { messageContent: true },
      prepare: (discord) => void addServer(discord, { botRole: own }),
    });
    const { discord, bot } = running;
    const channel = discord.state.servers[0]?.channels[0];
    if (channel === undefined) throw new Error("no channel");
    write(discord, { channel, text: `<@&${other}> what is phishing?`, mentionsRoles: [other] });
    write(discord, { channel, text: `<@&${own}> what is a passkey?`, mentionsRoles: [own] });
    await firstPosted(discord);
    expect(bot.asked).toMatchObject([{ text: "what is a passkey?", addressed: true }]);
  });

  test("an answer is still posted if the message cannot be replied to any more", async () => {
    const { discord, bot, channel } = await start();
    bot.answerWith(() => {
      discord.state.asked.clear();
      return [aReply()];
    });
    write(discord, { channel, text: "@Malinois hello" });
    await firstPosted(discord);
  });

  test("a long answer is several messages, of which the first is the reply", async () => {
    const { discord, bot, channel } = await start();
    bot.answerWith(() => [aReply({ body: ["word ".repeat(1_500)] })]);
    write(discord, { channel, text: "@Malinois tell me everything" });
    await discord.until(() => discord.state.posted.length === 3, "three messages are posted");
    expect(discord.state.posted.map(({ body }) => body.message_reference !== undefined)).toEqual([true, false, false]);
    expect(new Set(discord.state.posted.map(({ body }) => body.nonce)).size).toBe(3);
  });

  test("two questions in one message get two answers", async () => {
    const { discord, bot, channel } = await start();
    bot.answerWith(() => [aReply({ title: "First" }), aReply({ title: "Second" })]);
    write(discord, { channel, text: "@Malinois this? And that?" });
    await discord.until(() => discord.state.posted.length === 2, "two answers are posted");
  });
});

describe("in Discord's threads and forums,", () => {
  test("a mention in a thread is answered there", async () => {
    let thread: Channel | undefined;
    const { discord, bot, channel } = await start((at, server) => {
      thread = addChannel(at, server, 11, server.channel);
    });
    write(discord, { channel: thread as Channel, text: "@Malinois hi" });
    expect((await firstPosted(discord)).channel).toBe(thread?.id);
    expect(bot.asked[0]?.place).toMatchObject({ channel: channel.id, thread: thread?.id });
  });

  test("a mention in an archived thread, which is not cached, is answered there", async () => {
    let thread: Channel | undefined;
    const { discord, bot, channel } = await start((at, server) => {
      thread = { id: at.ids.next(), type: 11, guild_id: server.id, parent_id: server.channel.id, name: "old" };
      server.archivedThreads.push(thread);
    });
    write(discord, { channel: thread as Channel, text: "@Malinois hi" });
    expect((await firstPosted(discord)).channel).toBe(thread?.id);
    expect(bot.asked[0]?.place).toMatchObject({ channel: channel.id, thread: thread?.id });
  });

  test("a forum post that mentions the bot is answered in the post", async () => {
    let post: Channel | undefined;
    const { discord, bot } = await start((at, server) => {
      post = addChannel(at, server, 11, addChannel(at, server, 15));
    });
    write(discord, { id: post?.id ?? "", channel: post as Channel, text: "@Malinois my first post" });
    expect((await firstPosted(discord)).channel).toBe(post?.id);
    expect(bot.asked[0]?.place).toMatchObject({ thread: post?.id });
  });
});

describe("with Discord's message content,", () => {
  const withContent = { options: { messageContent: true } };
  const mayOpenThreads = (_: DiscordServer, server: { permissions: string }) => {
    server.permissions = String(BigInt(GRANTED) | (1n << 35n));
  };

  test("a mention opens a thread named after the answer, in which follow-ups need no mention", async () => {
    const { discord, bot, channel } = await start(mayOpenThreads, withContent);
    const id = write(discord, { channel, text: "@Malinois I clicked a link" });
    expect((await firstPosted(discord)).channel).toBe(id);
    expect(discord.state.threads).toMatchObject([{ id, parent_id: channel.id, name: "I clicked a phishing link" }]);
    expect(bot.asked[0]?.place).toMatchObject({ channel: channel.id, thread: id });

    const asked: Place[] = [];
    bot.takesPartIn = (place) => asked.push(place) > 0;
    const [thread] = discord.state.threads;
    write(discord, { channel: thread as Channel, text: "and who do I tell?" });
    await discord.until(() => discord.state.posted.length === 2, "the follow-up is answered");
    expect(asked).toMatchObject([{ channel: channel.id, thread: id }]);
    expect(bot.asked[1]).toMatchObject({
      text: "and who do I tell?",
      addressed: false,
      place: { channel: channel.id, thread: id },
    });
    expect(discord.state.posted[1]?.channel).toBe(id);
  });

  test("conversations in which Malinois takes no part are ignored, in threads and elsewhere", async () => {
    let thread: Channel | undefined;
    const { discord, bot, channel } = await start((at, server) => {
      thread = addChannel(at, server, 11, server.channel);
    }, withContent);
    const asked: Place[] = [];
    const begun: unknown[] = [];
    bot.takesPartIn = (place, begins) => {
      begun.push(begins);
      return asked.push(place) === 0;
    };
    write(discord, { channel, text: "lunch?" });
    write(discord, { channel: thread as Channel, text: "lunch?" });
    write(discord, { channel, text: "@Malinois hello" });
    await firstPosted(discord);
    expect(asked.map((place) => place.channel)).toEqual([channel.id, channel.id]);
    expect(asked[1]?.thread).toBe(thread?.id);
    expect(begun).toEqual(["message", undefined]);
    expect(bot.asked).toHaveLength(1);
  });

  test("the answer is a reply in the channel if no thread may be opened", async () => {
    const { discord, channel } = await start(undefined, withContent);
    const id = write(discord, { channel, text: "@Malinois I clicked a link" });
    expect(await firstPosted(discord)).toMatchObject({ channel: channel.id, body: { message_reference: { message_id: id } } });
  });
});

test("without message content, messages in a thread are empty and not answered", async () => {
  let thread: Channel | undefined;
  const { discord, bot } = await start((at, server) => {
    thread = addChannel(at, server, 11, server.channel);
  });
  bot.takesPartIn = () => true;
  write(discord, { channel: thread as Channel, text: "and who do I tell?" });
  write(discord, { channel: thread as Channel, text: "@Malinois and who do I tell?" });
  await firstPosted(discord);
  expect(bot.asked).toMatchObject([{ addressed: true }]);
});

test("a direct message is answered without a mention, and without a button to share", async () => {
  const { discord, bot } = await start();
  const channel = addDirectMessages(discord);
  write(discord, { channel, text: "what is phishing?" });
  const posted = await firstPosted(discord);
  expect(posted.channel).toBe(channel.id);
  expect(textOf(posted.body)).not.toContain("Share");
  expect(bot.asked).toMatchObject([{ text: "what is phishing?", place: { private: true, workspace: "" } }]);
});

describe("Discord's commands:", () => {
  test("/ask is acknowledged first, then answered to the asker alone, with a button to share", async () => {
    const { discord, bot, channel } = await start();
    let acknowledged = false;
    const record = interact(discord, { channel, ...ask("what is phishing?"), locale: "nl" });
    bot.answerWith(() => {
      acknowledged = record.response !== undefined;
      return [aReply()];
    });
    const posted = await answered(discord, record);
    expect(acknowledged).toBe(true);
    expect(posted.isEphemeral).toBe(true);
    expect(textOf(posted.body)).toContain("Share");
    expect(bot.asked).toMatchObject([{ text: "what is phishing?", asker: { language: "nl" }, place: { private: true } }]);
  });

  test("/ask with public shows the answer to everybody", async () => {
    const { discord, channel } = await start();
    expect((await answered(discord, interact(discord, { channel, ...ask("what is phishing?", true) }))).isEphemeral).toBe(false);
  });

  test("two answers to /ask are one edit and one follow-up, both private", async () => {
    const { discord, bot, channel } = await start();
    bot.answerWith(() => [aReply({ title: "First" }), aReply({ title: "Second" })]);
    const record = interact(discord, { channel, ...ask("this? And that?") });
    await discord.until(() => record.followUps.length === 1, "the second answer is posted");
    expect([record.original, ...record.followUps].map((posted) => posted?.isEphemeral)).toEqual([true, true]);
  });

  test("the acknowledgement is removed if there is no answer", async () => {
    const { discord, bot, channel } = await start();
    bot.answerWith(() => []);
    const record = interact(discord, { channel, ...ask("hm") });
    await discord.until(() => record.isWithdrawn, "the deferred answer is withdrawn");
    expect(record.original).toBeUndefined();
  });

  test("suggestions are the typed text, then complete questions, and picking one of those shows its entry", async () => {
    const { discord, bot, channel } = await start();
    bot.suggestions = [{ entry: "phishing", language: "nl", title: "Phishing", text: "Ik heb op een phishinglink geklikt" }];
    const typing = interact(discord, { channel, ...type("ask", "ik heb op een "), locale: "nl" });
    await discord.until(() => typing.response !== undefined, "suggestions come");
    expect(typing.response).toEqual({
      type: 8,
      data: {
        choices: [
          { name: "ik heb op een", value: "ik heb op een" },
          { name: "Ik heb op een phishinglink geklikt", value: "entry:nl:phishing" },
        ],
      },
    });
    await answered(discord, interact(discord, { channel, ...ask("ik heb op een"), locale: "nl" }));
    expect(bot.asked).toMatchObject([{ text: "ik heb op een" }]);
    await answered(discord, interact(discord, { channel, ...ask("entry:nl:phishing"), locale: "nl" }));
    expect(bot.asked[1]).toMatchObject({ text: "", action: { kind: "show", entry: "phishing", language: "nl" } });
  });

  test.each(["help", "topics", "why", "privacy", "settings"] as const)("/malinois %s is answered privately", async (name) => {
    const { discord, bot, channel } = await start();
    const areas = [{ name: "area", type: 3, value: "law" }];
    const record = interact(discord, { channel, ...subcommand(name, name === "topics" ? areas : []) });
    expect((await answered(discord, record)).isEphemeral).toBe(true);
    expect(actionIn(bot.asked[0])?.kind).toBe(name);
  });

  test("the menu of a message asks about it in private", async () => {
    const { discord, bot, channel } = await start();
    const record = interact(discord, { channel, ...askAbout("Dear customer, your account is blocked") });
    expect((await answered(discord, record)).isEphemeral).toBe(true);
    expect(bot.asked).toMatchObject([{ text: "Dear customer, your account is blocked" }]);
  });

  test("those installed for a person's account work where Malinois is not a member", async () => {
    const { discord, bot } = await start();
    bot.answerWith(() => [aReply({ body: ["word ".repeat(3_000)] })]);
    const channel: Channel = { id: discord.ids.next(), type: 0, guild_id: discord.ids.next(), name: "elsewhere" };
    const record = interact(discord, { channel, ...ask("tell me everything"), isUserInstall: true });
    await discord.until(() => record.followUps.length === 3, "all of a long answer is there");
    expect(bot.failures).toEqual([]);
  });
});

describe("Discord's buttons:", () => {
  const pressed = async (customId: string, flags = 0) => {
    const { discord, bot, channel } = await start();
    const posted = await answered(discord, interact(discord, { channel, ...press(customId, flags) }));
    return { posted, bot };
  };

  test("those of an answer work even if nothing about it was saved", async () => {
    const { discord, bot, channel } = await start();
    write(discord, { channel, text: "@Malinois hello" });
    const { body } = await firstPosted(discord);
    const ids = componentsOf(body).flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id]));
    expect(ids.map((id) => decodeAction(id)?.kind)).toEqual(["more", "share", "feedback", "feedback", "person"]);
    await running?.stop();

    const { discord: later, bot: laterBot, channel: laterChannel } = await start();
    for (const id of ids.filter((id) => !id.endsWith(":no")))
      await answered(later, interact(later, { channel: laterChannel, ...press(id) }));
    expect(laterBot.asked.map((inbound) => actionIn(inbound)?.kind)).toEqual(["more", "share", "feedback", "person"]);
    expect(bot.asked).toHaveLength(1);
  });

  test.each(["show", "more", "sources"] as const)(
    "%s is answered to the person who presses it only, on any message",
    async (kind) => {
      const action = encodeAction({ kind, entry: "phishing", language: "en" });
      expect((await pressed(action)).posted.isEphemeral).toBe(true);
      await running?.stop();
      expect((await pressed(action, 64)).posted.isEphemeral).toBe(true);
    },
  );

  test("share shows a private answer to everybody", async () => {
    const { posted, bot } = await pressed(encodeAction({ kind: "share", entry: "phishing", language: "en" }), 64);
    expect(posted.isEphemeral).toBe(false);
    expect(bot.asked[0]?.place.private).toBe(false);
  });

  test("a choice from a menu is answered", async () => {
    const { discord, bot, channel } = await start();
    const action = { kind: "show", entry: "phishing", language: "en" } as const;
    await answered(discord, interact(discord, { channel, ...choose("choice:0", encodeAction(action)) }));
    expect(actionIn(bot.asked[0])).toEqual(action);
  });

  test("“not helpful” opens a form at once, and its reason is part of the feedback", async () => {
    const { discord, bot, channel } = await start();
    const id = encodeAction({ kind: "feedback", entry: "phishing", language: "fr", helpful: false });
    const opened = interact(discord, { channel, ...press(id) });
    await discord.until(() => opened.response !== undefined, "the form opens");
    expect(opened.response).toMatchObject({ type: 9, data: { custom_id: id, title: "Que manquait-il\u00a0?" } });
    expect(bot.asked).toEqual([]);
    const posted = await answered(discord, interact(discord, { channel, ...submit(id, "trop long") }));
    expect(posted.isEphemeral).toBe(true);
    expect(bot.asked).toMatchObject([{ text: "trop long", action: { kind: "feedback", helpful: false } }]);
  });

  test("one of an older version says that it is too old", async () => {
    const { discord, bot, channel } = await start();
    const record = interact(discord, { channel, ...press("malinois-0.0.1:show") });
    await discord.until(() => record.response !== undefined, "the press is answered");
    expect(record.response).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(bot.asked).toEqual([]);
  });
});

test("a private reply to somebody who accepts no direct messages is one line that names the slash commands", async () => {
  const { discord, channel, adapter, bot } = await start();
  discord.state.closedTo.add(SOMEONE);
  bot.answerWith(() => new Promise(() => undefined));
  const id = write(discord, { channel, text: "@Malinois nudge list" });
  await discord.until(() => bot.asked.length === 1, "it is asked");
  const [question] = bot.asked;
  if (question === undefined) throw new Error("Nothing was asked.");
  for (const _ of ["once", "again"]) await adapter.send({ ...question.place, private: true }, aReply(), "answer/1/0");
  expect(discord.state.posted).toMatchObject([{ channel: channel.id, body: { message_reference: { message_id: id } } }]);
  const [posted] = discord.state.posted;
  // They are named as mentions once they are registered, which may be before or after this.
  const named = textOf(posted?.body ?? {}).replace(/<(\/\w+):\d+>/g, "$1");
  expect(named).toMatch(/^I answer that privately.*\/ask, \/nudge or \/quiz: only you will see the answer\.$/);
});
