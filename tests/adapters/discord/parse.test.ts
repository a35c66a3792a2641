import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { interactionEvent as readInteraction } from "../../../adapters/discord/receive/events.ts";
import { openingOf, parseMessage, placeInChannel } from "../../../adapters/discord/receive/parse.ts";
import { parseInteraction } from "../../../adapters/discord/receive/parse-interaction.ts";
import { respondTo } from "../../../adapters/discord/receive/respond.ts";
import { encodeAction } from "../../../src/actions.ts";
import type { Area, Asked } from "../../../src/model.ts";
import type { WorkspaceKey } from "../../../src/ports.ts";
import { actionIn } from "../../inbound.ts";
import {
  ask,
  askAbout,
  choose,
  type Interacting,
  interactionEvent,
  messageEvent,
  press,
  subcommand,
  submit,
  type,
  type Writing,
} from "../../protocol/discord/people.ts";
import { type DiscordServer, startDiscordServer } from "../../protocol/discord/server.ts";
import type { Channel } from "../../protocol/discord/state.ts";

const channel: Channel = { id: "1100000000000000001", type: 0, guild_id: "1100000000000000002", name: "general" };
const direct: Channel = { id: "1100000000000000003", type: 1, name: "" };
const thread: Channel = {
  id: "1100000000000000004",
  type: 11,
  guild_id: "1100000000000000002",
  parent_id: channel.id,
  name: "thread",
};
const DIRECT: Channel = { id: "1100000000000000007", type: 1, name: "" };
const areas: readonly Area[] = [
  { id: "law", title: { en: "Law", nl: "Wetgeving", de: "Gesetze" } },
  { id: "practical", title: { en: "First aid", fr: "Premiers réflexes" } },
];

/** Used only for its ids. */
let discord: DiscordServer;
beforeAll(async () => {
  discord = await startDiscordServer();
  await discord.stop();
});

describe("a Discord message", () => {
  const read = (writing: Omit<Writing, "channel"> & { channel?: Channel }, readsAll = false) =>
    parseMessage(messageEvent(discord, { channel, ...writing }), { id: discord.botId, readsAll });
  const bot = () => discord.botId;

  test("that mentions the bot is a question without the mention", () => {
    expect(
      read({ id: "1100000000000000009", text: "hey @Malinois, what is <#1100000000000000001> phishing? <:smile:123456>" }),
    ).toEqual({
      id: "discord:1100000000000000002:1100000000000000001:1100000000000000009",
      place: {
        platform: "discord",
        workspace: "1100000000000000002",
        channel: "1100000000000000001",
        private: false,
        handle: "reply 1100000000000000009 1200000000000000001",
      },
      asker: { id: "1200000000000000001", name: "someone" },
      text: "hey , what is phishing?",
      kind: "asked",
      addressed: true,
    });
  });

  test("that replies to the bot is addressed to it, with or without a notification", () => {
    expect(read({ text: "and then?", repliesTo: { author: bot(), notifies: true } })).toMatchObject({
      text: "and then?",
      addressed: true,
    });
    expect(read({ text: "and then?", repliesTo: { author: bot(), notifies: false } })).toMatchObject({ addressed: true });
  });

  test("that replies to an answer is linked to the question of that answer", () => {
    const first = read({ id: "1100000000000000007", text: "@Malinois what is phishing?" });
    const repliesTo = { author: bot(), answered: "1100000000000000007", notifies: true };
    expect(read({ text: "source?", repliesTo })?.repliesTo).toBe(first?.id);
    expect(read({ text: "source?", repliesTo: { author: bot(), notifies: true } })?.repliesTo).toBeUndefined();
    const toSomebody = { ...repliesTo, author: "1200000000000000005" };
    expect(read({ text: "@Malinois source?", repliesTo: toSomebody })?.repliesTo).toBeUndefined();
  });

  test("sent directly needs no mention", () => {
    expect(read({ id: "1100000000000000009", text: "what is phishing?", channel: direct })).toMatchObject({
      id: "discord:dm:1100000000000000003:1100000000000000009",
      place: { workspace: "", channel: direct.id, private: true, recipient: "1200000000000000001" },
      text: "what is phishing?",
      addressed: true,
    });
  });

  test("with the mention alone is an empty question", () => {
    expect(read({ text: "@Malinois" })).toMatchObject({ text: "", addressed: true });
  });

  test.each<[string, Omit<Writing, "channel">, boolean]>([
    ["from a bot", { text: "@Malinois hello", isBot: true }, false],
    ["from a webhook", { text: "@Malinois hello", webhook: "1" }, false],
    ["from the system", { text: "@Malinois", type: 7 }, false],
    ["among people", { text: "what is phishing?" }, false],
    ["to everyone", { text: "@everyone what is phishing?" }, false],
    ["whose content is kept from the bot", { text: "", repliesTo: { author: "bot", notifies: false } }, false],
    ["to somebody else", { text: "what is phishing?", mentionsOthers: ["1200000000000000005"] }, true],
    [
      "in reply to somebody else",
      { text: "what is phishing?", repliesTo: { author: "1200000000000000005", notifies: false } },
      true,
    ],
    ["without words", { text: " " }, true],
  ])("%s is ignored", (_, writing, readsAll) => {
    const repliesTo = writing.repliesTo?.author === "bot" ? { repliesTo: { ...writing.repliesTo, author: bot() } } : {};
    expect(read({ ...writing, ...repliesTo }, readsAll)).toBeNull();
  });

  test("among people can be a follow-up if Malinois reads all messages", () => {
    expect(read({ text: "and who do I tell?" }, true)).toMatchObject({ text: "and who do I tell?", addressed: false });
  });

  test("that is nonsense is ignored without an error", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => parseMessage(value, { id: bot(), readsAll: true }) === null));
    const event = messageEvent(discord, { channel, text: "@Malinois hello" });
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(event)), fc.jsonValue(), (key, value) => {
        expect(() => parseMessage({ ...event, [key]: value }, { id: bot(), readsAll: true })).not.toThrow();
      }),
    );
  });
});

describe("the place of a Discord message", () => {
  const question = (text: string, readsAll = false) =>
    parseMessage(messageEvent(discord, { id: "1100000000000000009", channel: thread, text }), {
      id: discord.botId,
      readsAll,
    }) as Asked;

  test("in a thread stands under the thread's parent", () => {
    const placed = placeInChannel(question("@Malinois hi"), { kind: "thread", parent: channel.id, inForum: false }, true);
    expect(placed?.place).toMatchObject({
      channel: channel.id,
      thread: thread.id,
      handle: "reply 1100000000000000009 1200000000000000001",
    });
  });

  test("in a channel is a new thread, if that is enabled and possible", () => {
    const addressed = question("@Malinois hi");
    expect(placeInChannel(addressed, { kind: "channel", opensThreads: true }, true)?.place).toMatchObject({
      thread: "1100000000000000009",
      handle: "thread 1100000000000000009 1200000000000000001",
    });
    expect(placeInChannel(addressed, { kind: "channel", opensThreads: true }, false)).toBe(addressed);
    expect(placeInChannel(addressed, { kind: "channel", opensThreads: false }, true)).toBe(addressed);
  });

  test("shows whether an unaddressed message begins a conversation", () => {
    const talk = question("hello", true);
    const opens = (kind: Parameters<typeof openingOf>[1], asked = talk) => openingOf(placeInChannel(asked, kind, true), kind);
    expect(opens({ kind: "channel", opensThreads: true })).toBe("message");
    const post = { kind: "thread", parent: channel.id, inForum: true } as const;
    expect(opens(post)).toBeUndefined();
    expect(opens({ ...post, inForum: false })).toBeUndefined();
    // The first message of a forum post has the same id as the thread.
    const first = { ...talk, place: { ...talk.place, handle: `reply ${thread.id} 1200000000000000001` } };
    expect(opens(post, first)).toBe("post");
    expect(opens({ ...post, inForum: false }, first)).toBeUndefined();
  });
});

describe("a Discord interaction", () => {
  const read = (interacting: Omit<Interacting, "channel"> & { channel?: Channel }) => {
    const { event, record } = interactionEvent(discord, { channel, ...interacting });
    const parsed = readInteraction.parse(event);
    return { record, question: parsed.type === 1 ? null : parseInteraction(parsed, { areas, campaigns: [] }) };
  };

  test("with /ask is a private question in the reader's language, with the interaction's id", () => {
    const { question, record } = read({ ...ask("what is phishing?"), locale: "en-US" });
    expect(question).toEqual({
      id: `discord:interaction:${record.id}`,
      mayPost: true,
      place: {
        platform: "discord",
        workspace: channel.guild_id,
        channel: channel.id,
        private: true,
        handle: `interaction ${discord.applicationId} ephemeral ${record.token}`,
      },
      asker: { id: "1200000000000000001", name: "someone", language: "en" },
      text: "what is phishing?",
      kind: "asked",
      addressed: true,
      standsAlone: true,
    });
  });

  test("with /ask can be public", () => {
    const { question, record } = read(ask("what is phishing?", true));
    expect(question?.place).toMatchObject({
      private: false,
      handle: `interaction ${discord.applicationId} visible ${record.token}`,
    });
  });

  test("with /ask in a direct message is private, but answered by a permanent message", () => {
    const { question, record } = read({ ...ask("what is phishing?"), channel: direct });
    expect(question?.place).toMatchObject({
      workspace: "",
      private: true,
      handle: `interaction ${discord.applicationId} visible ${record.token}`,
    });
  });

  test("in a thread stands under the thread's parent", () => {
    expect(read({ ...ask("hi"), channel: thread }).question?.place).toMatchObject({ channel: channel.id, thread: thread.id });
  });

  test("with a picked entry shows it, while text that only looks like an entry is a question", () => {
    expect(read(ask("entry:nl:phishing")).question).toMatchObject({
      text: "",
      action: { kind: "show", entry: "phishing", language: "nl" },
    });
    expect(read(ask("entry:nl:no such thing")).question).toMatchObject({ text: "entry:nl:no such thing" });
    expect(read(ask("entry:nl:no such thing")).question).not.toHaveProperty("action");
  });

  test.each(["help", "why", "privacy", "settings"] as const)("with /malinois %s is that action", (name) => {
    expect(read({ ...subcommand(name), locale: "nl" }).question).toMatchObject({
      action: { kind: name, language: "nl" },
      place: { private: true },
    });
  });

  test.each([
    ["law", "law"],
    ["wetgeving", "law"],
    [" Première", "Première"],
    ["", undefined],
    ["premiers RÉFLEXES", "practical"],
  ])("with /malinois topics and %j is for the area %s", (value, area) => {
    const { question } = read({ ...subcommand("topics", [{ name: "area", type: 3, value }]), locale: "de" });
    expect(actionIn(question)).toEqual({ kind: "topics", language: "de", ...(area === undefined ? {} : { area }) });
  });

  test.each([
    ["a forward", { content: "", message_snapshots: [{ message: { content: "Pay <@1> now" } }] }, "Pay now"],
    [
      "a forward with a few words",
      { content: "real?", message_snapshots: [{ message: { content: "Pay now" } }] },
      "real?\nPay now",
    ],
    ["an embed", { content: "", embeds: [{ title: "Your parcel", description: "Pay 2 euro" }] }, "Your parcel\nPay 2 euro"],
    [
      "an app's components",
      {
        content: "",
        components: [
          { type: 10, content: "Your parcel" },
          {
            type: 17,
            components: [
              { type: 9, components: [{ type: 10, content: "Pay <@1> 2 euro" }], accessory: { type: 2, label: "Pay" } },
              { type: 1, components: [{ type: 2, label: "Pay" }] },
            ],
          },
        ],
      },
      "Your parcel\nPay 2 euro",
    ],
    [
      "a forward of an app's components",
      { content: "", message_snapshots: [{ message: { content: "", components: [{ type: 10, content: "Pay now" }] } }] },
      "Pay now",
    ],
    [
      "a question of its own",
      { content: "what must my company do under the law", embeds: [{ title: "x" }] },
      "what must my company do under the law",
    ],
  ])("reads %s in the same way as a message", (_, message, text) => {
    const event = { ...messageEvent(discord, { channel: DIRECT, text: "" }), ...message };
    expect(parseMessage(event, { id: discord.botId, readsAll: false })?.text).toBe(text);
    const menu = askAbout("");
    const target = (menu.data as { target_id: string }).target_id;
    const asked = { ...menu, data: { ...menu.data, resolved: { messages: { [target]: { ...event, ...message } } } } };
    expect(read(asked).question).toMatchObject({ text });
  });

  test("reports files that cannot be read", () => {
    const event = { ...messageEvent(discord, { channel: DIRECT, text: "" }), attachments: [{ id: "1" }] };
    expect(parseMessage(event, { id: discord.botId, readsAll: false })).toMatchObject({ text: "", hasFiles: true });
  });

  test("with a message's menu asks about that message in private", () => {
    expect(read(askAbout("Is <@123> this mail phishing?")).question).toMatchObject({
      text: "Is this mail phishing?",
      place: { private: true },
    });
  });

  test.each([
    ["show", 0, true],
    ["show", 64, true],
    ["more", 64, true],
    ["sources", 0, true],
    ["share", 64, false],
  ] as const)("with the button %s on a message with flags %i is private: %s", (kind, flags, isPrivate) => {
    const action = { kind, entry: "phishing", language: "nl" } as const;
    expect(read(press(encodeAction(action), flags)).question).toMatchObject({ action, text: "", place: { private: isPrivate } });
  });

  test.each(["why", "person", "settings", "privacy"] as const)(
    "with the button %s is answered to the person who presses it only",
    (kind) => {
      expect(read(press(encodeAction({ kind, language: "fr" }))).question?.place.private).toBe(true);
    },
  );

  test("with a choice from a menu is its action", () => {
    const action = { kind: "topics", area: "law", language: "en" } as const;
    expect(actionIn(read(choose("choice:0", encodeAction(action))).question)).toEqual(action);
  });

  test("with a form for feedback has its reason", () => {
    const action = { kind: "feedback", entry: "phishing", language: "en", helpful: false } as const;
    expect(read(submit(encodeAction(action), " too long ")).question).toMatchObject({
      action,
      text: "too long",
      place: { private: true },
    });
    const legacy = {
      custom_id: encodeAction(action),
      components: [{ type: 1, components: [{ type: 4, custom_id: "reason", value: "too short" }] }],
    };
    expect(read({ type: 5, data: legacy }).question).toMatchObject({ text: "too short" });
  });

  test("with a button of another version is not a question", () => {
    expect(read(press("0:show:en:phishing")).question).toBeNull();
    expect(read(press("")).question).toBeNull();
  });
});

describe("the first response in Discord", () => {
  const respond = async (interacting: Omit<Interacting, "channel">, suggestions = 0) => {
    const { event } = interactionEvent(discord, { channel, ...interacting });
    const suggest = async (_workspace: WorkspaceKey, text: string, language: string | undefined, limit: number) =>
      Array.from({ length: suggestions }, (_, position) => ({
        entry: `entry-${position % 40}`,
        language: language ?? "en",
        title: text,
        text: `${text} ${"x".repeat(position)}`,
      })).slice(0, limit + 10);
    return (await respondTo(event, { host: { suggest, form: async () => undefined }, areas, campaigns: [] }))?.response;
  };

  test("to /ask says that the answer will follow, and whether only the asker will see it", async () => {
    expect(await respond(ask("hi"))).toEqual({ type: 5, data: { flags: 64 } });
    expect(await respond(ask("hi", true))).toEqual({ type: 5, data: {} });
  });

  test("to typing is the typed text and complete questions: at most 25 different lines, with at most 100 characters each", async () => {
    const response = await respond({ ...type("ask", "what to do "), locale: "nl" }, 200);
    expect(response).toMatchObject({ type: 8 });
    const choices = (response as { data: { choices: { name: string; value: string }[] } }).data.choices;
    expect(choices).toHaveLength(25);
    expect(choices.slice(0, 2)).toEqual([
      { name: "what to do", value: "what to do" },
      { name: "what to do  ", value: "entry:nl:entry-0" },
    ]);
    expect(new Set(choices.map(({ value }) => value)).size).toBe(25);
    expect(Math.max(...choices.map(({ name }) => name.length))).toBeLessThanOrEqual(100);
  });

  test.each([
    ["nothing", " "],
    ["more than fits on a line", "x ".repeat(60)],
  ])("to typing %s has no line with the typed text", async (_, typed) => {
    const response = await respond({ ...type("ask", typed), locale: "nl" }, 3);
    const { choices } = (response as { data: { choices: { value: string }[] } }).data;
    expect(choices.map(({ value }) => value)).toEqual(["entry:nl:entry-0", "entry:nl:entry-1", "entry:nl:entry-2"]);
  });

  test("to typing an area lists areas in the reader's language", async () => {
    expect(await respond({ ...type("topics", "wet"), locale: "nl" })).toEqual({
      type: 8,
      data: { choices: [{ name: "Wetgeving", value: "law" }] },
    });
    expect(await respond({ ...type("topics", ""), locale: "fr" })).toMatchObject({
      data: { choices: [{ name: "Law" }, { name: "Premiers réflexes" }] },
    });
  });

  test("to an answer that did not help is a form", async () => {
    const id = encodeAction({ kind: "feedback", entry: "phishing", language: "de", helpful: false });
    expect(await respond(press(id))).toMatchObject({ type: 9, data: { custom_id: id, title: "Was hat gefehlt?" } });
  });

  test("to a button of another version says that it is too old, in the reader's language", async () => {
    expect(await respond({ ...press("0:old"), locale: "nl" })).toMatchObject({
      type: 4,
      data: { flags: 64, content: expect.stringContaining("oudere versie") },
    });
    expect(await respond({ type: 2, data: { name: "gone", type: 1 }, locale: "fr" })).toMatchObject({
      type: 4,
      data: { content: expect.stringContaining("commande") },
    });
  });

  test("to nonsense is nothing, without an error", async () => {
    const nothing = { host: { suggest: async () => [], form: async () => undefined }, areas, campaigns: [] };
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (value) => (await respondTo(value, nothing)) === null));
    const { event } = interactionEvent(discord, { channel, ...ask("hi") });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(event)), fc.jsonValue(), async (key, value) => {
        await respondTo({ ...event, [key]: value }, nothing);
      }),
    );
  });
});
