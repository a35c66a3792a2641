import { afterEach, describe, expect, test } from "vitest";
import { decodePresets, encodePresets, zoneNames } from "../../../adapters/discord/commands/presets.ts";
import { discord as discordPlatform } from "../../../adapters/discord/platform.ts";
import type { Area, Inbound, Pack } from "../../../src/model.ts";
import { addNudgeForm } from "../../../src/nudges/commands/forms/form.ts";
import { parseCommand } from "../../../src/nudges/commands/parse.ts";
import { submissionIn, typedIn } from "../../inbound.ts";
import { componentsOf, textOf } from "../../protocol/discord/message-rules.ts";
import type { SentModal } from "../../protocol/discord/modal-rules.ts";
import { fillIn, nudge, quiz, typeNudge } from "../../protocol/discord/nudging.ts";
import {
  addChannel,
  addDirectMessages,
  GRANTED,
  type Interacting,
  interact,
  join,
  press,
  submitForm,
} from "../../protocol/discord/people.ts";
import type { DiscordServer } from "../../protocol/discord/server.ts";
import { changedBy, longForm } from "../long-settings.ts";
import { NO_INSTALLATIONS } from "../no-installations.ts";
import { aReply, startInServer } from "./harness.ts";
import "./patience.ts";
import { PUBLIC_KEY, post } from "./signed.ts";

// How commands for nudges and quizzes, the form that one of them opens, and newcomers are received. What the commands do is tested elsewhere.

const stops: (() => Promise<void>)[] = [];
let discord: DiscordServer | undefined;
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  const { violations } = discord ?? {};
  discord = undefined;
  expect(violations ?? []).toEqual([]);
});

const areas: readonly Area[] = [{ id: "law", title: { en: "Law", nl: "Wetgeving" } }];
const campaigns: NonNullable<Pack["campaigns"]> = [
  {
    id: "first-30-days",
    name: { en: "First 30 days", nl: "Eerste 30 dagen" },
    description: { en: "x" },
    audience: { en: "all" },
    steps: [],
  },
];
const person = "1200000000000000001";

async function start(options: Parameters<typeof startInServer>[0] = {}) {
  const running = await startInServer({ ...options, options: { campaigns: () => campaigns, ...options.options } });
  stops.push(running.stop);
  discord = running.discord;
  running.bot.forms = async ({ language }, { mayManage }) =>
    addNudgeForm({ areas, library: { campaigns } }, language, { zone: "Europe/Brussels", mayManage: mayManage !== undefined });
  const { channel, bot } = running;

  /** Returns the question that an interaction becomes. */
  async function asked(interacting: Omit<Interacting, "channel"> & Partial<Interacting>): Promise<Inbound | undefined> {
    const before = bot.asked.length;
    interact(running.discord, { channel, ...interacting });
    await running.discord.until(() => bot.asked.length > before, "the question arrives");
    return bot.asked.at(-1);
  }

  /** Waits until an interaction has its first response. */
  async function responded(interacting: Omit<Interacting, "channel"> & Partial<Interacting>) {
    const record = interact(running.discord, { channel, ...interacting });
    await running.discord.until(() => record.response !== undefined, "it is answered at once");
    return record;
  }
  return { ...running, asked, responded };
}

const modalOf = ({ response }: { readonly response?: { readonly data?: object } }) => (response?.data ?? {}) as SentModal;

describe("a nudge command in Discord", () => {
  test("is the same as the typed command, and answered to the asker alone", async () => {
    const { asked } = await start();
    for (const [interacting, text] of [
      [nudge("list"), "/nudge list"],
      [nudge("help"), "/nudge help"],
      [nudge("pause"), "/nudge pause"],
      [nudge("pause", { name: "k3f9", until: "2026-12-24" }), "/nudge pause k3f9 until 2026-12-24"],
      [nudge("pause", { until: "2026-12-24" }), "/nudge pause until 2026-12-24"],
      [nudge("pause", { until: " 1 décembre" }), "/nudge pause until 1 décembre"],
      [nudge("resume", { name: "k3f9" }), "/nudge resume k3f9"],
      [nudge("remove", { name: "k3f9" }), "/nudge remove k3f9"],
      [nudge("now"), "/nudge now"],
      [nudge("preview", { name: "k3f9" }), "/nudge preview k3f9"],
      [nudge("history"), "/nudge history"],
      [nudge("campaign list"), "/nudge campaign list"],
      [nudge("campaign start", { campaign: "first-30-days" }), "/nudge campaign start first-30-days"],
      [nudge("campaign progress", { name: "k3f9" }), "/nudge campaign progress k3f9"],
      [nudge("newcomers"), "/nudge newcomers"],
      [nudge("newcomers", { campaign: "off" }), "/nudge newcomers off"],
      [quiz(), "/quiz"],
      [quiz("alone"), "/quiz"],
      [quiz("here"), "/quiz here"],
      [quiz("me"), "/quiz me"],
      [quiz("board"), "/quiz board"],
      [quiz("board-on"), "/quiz board on"],
      [quiz("board-off"), "/quiz board off"],
      [quiz("changes-on"), "/quiz changes on"],
      [quiz("changes-off"), "/quiz changes off"],
    ] as const) {
      expect(await asked(interacting)).toMatchObject({ text, addressed: true, place: { private: true } });
      if (!["/nudge help", "/quiz"].includes(text)) {
        expect(parseCommand(text, "2026-11-22")?.kind).not.toMatch(/^(help|quiz|bad-date|unknown)$/);
      }
    }
  });

  test("turns the value of an option into one word, so that it cannot be another option", async () => {
    const { asked } = await start();
    expect(await asked(nudge("pause", { name: "k3f9 until 2026-12-24" }))).toMatchObject({
      text: "/nudge pause k3f9until2026-12-24",
    });
    expect(await asked(nudge("remove", { name: " \n" }))).toMatchObject({ text: "/nudge remove" });
    expect(await asked(nudge("campaign start", { campaign: "a b" }))).toMatchObject({ text: "/nudge campaign start ab" });
    expect(await asked(quiz("board on; /nudge remove"))).toMatchObject({ text: "/quiz" });
  });

  test("accepts a campaign's title in any language, and suggests campaigns while somebody types", async () => {
    const { asked, responded } = await start();
    expect(await asked(nudge("campaign start", { campaign: "eerste 30 DAGEN" }))).toMatchObject({
      text: "/nudge campaign start first-30-days",
    });
    const all = await responded({ ...typeNudge("campaign start", "campaign", "dagen"), locale: "nl" });
    expect(all.response).toEqual({ type: 8, data: { choices: [{ name: "Eerste 30 dagen", value: "first-30-days" }] } });
    const newcomers = await responded(typeNudge("newcomers", "campaign", ""));
    expect(newcomers.response).toMatchObject({ data: { choices: [{ value: "off" }, { value: "first-30-days" }] } });
  });

  test("works in the bot's direct messages, for that person only", async () => {
    const { discord, asked } = await start();
    const question = await asked({ ...nudge("list"), channel: addDirectMessages(discord) });
    expect(question).toMatchObject({ text: "/nudge list", place: { workspace: "", recipient: person, private: true } });
    expect(question).not.toHaveProperty("mayPost");
  });

  test("of another version is answered with a message that says so", async () => {
    const { responded } = await start();
    for (const path of ["gone", "campaign gone"]) {
      const { response } = await responded({ ...nudge(path), locale: "fr" });
      expect(response).toMatchObject({ type: 4, data: { flags: 64, content: expect.stringContaining("commande") } });
    }
  });
});

describe("/nudge add in Discord", () => {
  const longest = {
    every: 366,
    zone: "America/Argentina/ComodRivadavia",
    language: "nl",
    region: "BE-VLG",
    limit: 7,
    quiet: "20:00-07:00",
    "day-off": "send",
  };

  test("opens the form at once in the reader's language, and its options are part of the submission", async () => {
    const { responded, asked, bot } = await start();
    const opened = await responded({ ...nudge("add", longest), locale: "nl", permissions: "32" });
    expect(opened.response).toMatchObject({ type: 9, data: { title: "Nieuwe herinneringen" } });
    expect(modalOf(opened).components?.map(({ component }) => component?.custom_id)).toEqual([
      "where",
      "content",
      "days",
      "time",
      "areas",
    ]);
    expect(modalOf(opened).custom_id?.length).toBeLessThanOrEqual(100);
    expect(bot.asked).toEqual([]);
    const question = await asked({ ...fillIn(opened, { time: "10:15", days: ["1"] }), permissions: "32" });
    expect(question).toMatchObject({
      submission: {
        form: "add-nudge",
        language: "nl",
        values: {
          where: ["channel"],
          content: ["tip", "quiz"],
          days: ["1"],
          time: ["10:15"],
          areas: [],
          every: ["366"],
          zone: [longest.zone],
          language: ["nl"],
          region: ["BE-VLG"],
          limit: ["7"],
          quiet: ["20:00-07:00"],
          "day-off": ["send"],
        },
      },
    });
  });

  test("has no values for options that were not given, and opens in English for readers of another language", async () => {
    const { responded, asked } = await start();
    const opened = await responded({ ...nudge("add"), locale: "ja" });
    expect(opened.response).toMatchObject({ data: { title: "New nudges", custom_id: "1:form:en:add-nudge" } });
    const question = await asked(fillIn(opened));
    expect(Object.keys(submissionIn(question)?.values ?? {})).toEqual(["where", "content", "days", "time", "areas"]);
  });

  test.each(["organisation", "answers"] as const)(
    "changes nothing that nobody touched, however long it is: %s",
    async (subject) => {
      const { responded, asked, bot } = await start();
      bot.forms = async () => longForm(subject);
      const opened = await responded(nudge("add"));
      expect(changedBy(submissionIn(await asked(fillIn(opened))))).toEqual([]);
    },
  );

  test("works over HTTP too", async () => {
    const { discord, channel, bot, adapter } = await start({ options: { publicKey: PUBLIC_KEY } });
    const [route] = adapter.routes;
    if (route === undefined) throw new Error("no route");
    const { record } = await post({ discord, route }, { channel, ...nudge("add", { limit: 2 }) });
    expect(record.response?.type).toBe(9);
    await post({ discord, route }, { channel, ...fillIn(record) });
    await discord.until(() => bot.asked.length === 1, "the form arrives");
    expect(submissionIn(bot.asked[0])?.values).toMatchObject({ limit: ["2"] });
  });

  test("accepts a zone in upper or lower case, and quiet hours in different notations", async () => {
    const { responded, asked } = await start();
    const opened = await responded(nudge("add", { zone: "europe/brussels", quiet: "8:00 – 9:30" }));
    expect(submissionIn(await asked(fillIn(opened)))?.values).toMatchObject({
      zone: ["Europe/Brussels"],
      quiet: ["08:00-09:30"],
    });
    const without = await responded(nudge("add", { zone: "UTC", quiet: "None" }));
    expect(submissionIn(await asked(fillIn(without)))?.values).toMatchObject({ zone: ["UTC"], quiet: ["none"] });
  });

  test.each([
    [{ zone: "Europe/<@1>" }, "en-US", "time zone “Europe/\\<@1>”"],
    [{ zone: `Europe/${"x".repeat(60)}` }, "nl", "tijdzone"],
    [{ quiet: "25:00-07:00" }, "fr", "heures calmes"],
    [{ quiet: "at night" }, "de", "Ruhezeiten"],
  ])("says at once that %j is invalid", async (options, locale, said) => {
    const { responded, bot } = await start();
    const { response } = await responded({ ...nudge("add", options), locale });
    expect(response).toMatchObject({ type: 4, data: { flags: 64, content: expect.stringContaining(said) } });
    expect(String(response?.data?.content).length).toBeLessThan(250);
    expect(bot.asked).toEqual([]);
  });

  test("suggests time zones while somebody types: the default one first, then those with a city of that name", async () => {
    const { responded } = await start();
    const names = async (typed: string) => {
      const { response } = await responded(typeNudge("add", "zone", typed));
      return ((response?.data?.choices ?? []) as readonly { name: string; value: string }[]).map(({ value }) => value);
    };
    expect(await names("")).toEqual(["Europe/Brussels"]);
    expect(await names("new york")).toEqual(["America/New_York"]);
    expect((await names("ba"))[0]).toMatch(/\/Ba/);
    expect(await names("addis ab")).toEqual(["Africa/Addis_Ababa"]);
    expect(await names("a")).toHaveLength(25);
    expect(await names("nowhere")).toEqual([]);
  });

  test("opens the form again after an error, with the earlier choices", async () => {
    const { responded, asked, bot } = await start();
    bot.answerWith((inbound) => {
      const form = addNudgeForm({ areas, library: { campaigns } }, "en", { zone: "Europe/Brussels", mayManage: true });
      const fields = form.fields.map((field) => ({
        ...field,
        values: submissionIn(inbound)?.values[field.name] ?? field.values,
      }));
      return [aReply({ title: "Not a time", actions: [], form: { ...form, fields } })];
    });
    const opened = await responded(nudge("add", { limit: 2, quiet: "none", zone: "Asia/Tokyo" }));
    const sent = await responded(
      fillIn(opened, { time: "late", where: ["me"], days: ["1", "7"], content: ["quiz"], areas: ["law"] }),
    );
    await discord?.until(() => sent.original !== undefined, "the error is told");
    expect(textOf(sent.original?.body ?? {})).toContain("Not a time");
    expect(sent.response).toMatchObject({ type: 5, data: { flags: 64 } });
    const button = componentsOf(sent.original?.body ?? {}).find(({ type }) => type === 2);
    const again = await responded(press(button?.custom_id ?? ""));
    expect(again.response?.type).toBe(9);
    expect(submissionIn(await asked(fillIn(again)))?.values).toMatchObject({
      limit: ["2"],
      quiet: ["none"],
      zone: ["Asia/Tokyo"],
      "day-off": ["skip"],
      where: ["me"],
      content: ["quiz"],
      days: ["1", "7"],
      time: ["09:30"],
      areas: ["law"],
    });
  });

  test("opens the form again with as much as fits into a button", async () => {
    const { responded, asked, bot } = await start();
    const many = Array.from({ length: 25 }, (_, at) => ({ id: `area-${at}`, title: { en: `Area ${at}` } }));
    bot.forms = async ({ language }) =>
      addNudgeForm({ areas: many, library: { campaigns } }, language, { zone: "Europe/Brussels", mayManage: false });
    bot.answerWith((inbound) => {
      const form = addNudgeForm({ areas: many, library: { campaigns } }, "en", { zone: "Europe/Brussels", mayManage: false });
      const fields = form.fields.map((field) => ({
        ...field,
        values: submissionIn(inbound)?.values[field.name] ?? field.values,
      }));
      return [aReply({ actions: [], form: { ...form, fields } })];
    });
    const opened = await responded(nudge("add", longest));
    const areaIds = many.map(({ id }) => id);
    const sent = await responded(fillIn(opened, { days: ["1", "2", "3"], time: "10:15", areas: areaIds }));
    await discord?.until(() => sent.original !== undefined, "the error is told");
    const button = componentsOf(sent.original?.body ?? {}).find(({ type }) => type === 2);
    expect(button?.custom_id?.length).toBeLessThanOrEqual(100);
    const again = await responded(press(button?.custom_id ?? ""));
    const { values } = submissionIn(await asked(fillIn(again))) ?? {};
    expect(values).toMatchObject({ zone: [longest.zone], quiet: [longest.quiet], days: ["1", "2", "3"], areas: [] });
  });

  test("opens the form again after an error with everything that was typed, for the person who typed it only", async () => {
    const { responded, asked, bot } = await start();
    const many = Array.from({ length: 25 }, (_, at) => ({ id: `area-${at}`, title: { en: `Area ${at}` } }));
    const form = addNudgeForm({ areas: many, library: { campaigns } }, "en", { zone: "Europe/Brussels", mayManage: false });
    bot.forms = async () => form;
    bot.answerWith(() => [aReply({ actions: [], form: { ...form, problem: { field: "time", text: "Not a time." } } })]);
    const opened = await responded(nudge("add", longest));
    const typed = { days: ["1", "2", "3"], time: "about ten", areas: many.map(({ id }) => id) };
    const sent = await responded(fillIn(opened, typed));
    await discord?.until(() => sent.original !== undefined, "the error is told");
    const button = componentsOf(sent.original?.body ?? {}).find(({ type }) => type === 2)?.custom_id ?? "";
    expect(button.length).toBeLessThanOrEqual(100);
    const again = submissionIn(await asked(fillIn(await responded(press(button)))));
    expect(again?.values).toMatchObject({ ...typed, time: ["about ten"], quiet: [longest.quiet] });
    const others = await responded({ ...press(button), user: "1200000000000000077" });
    expect(JSON.stringify(others.response?.data)).not.toContain("about ten");
  });

  test("ignores forged values in the form's id", async () => {
    const { asked } = await start();
    const forged = "1:form:en:add-nudge:367|Europe/Nowhere|xx|BE-XXX|8|20:00|later";
    const question = await asked(submitForm(forged, { where: ["me"], content: ["tip"], days: ["1"], time: "09:30", areas: [] }));
    expect(Object.keys(submissionIn(question)?.values ?? {})).toEqual(["where", "content", "days", "time", "areas"]);
    const shifted = await asked(submitForm("1:form:en:add-nudge:|||||none", { time: "09:30" }));
    expect(submissionIn(shifted)?.values).toEqual({ quiet: ["none"], time: ["09:30"] });
  });
});

test("every time zone fits into a form's id, and can be read back", () => {
  for (const zone of zoneNames()) {
    const presets = { every: "366", zone, language: "nl", region: "BE-VLG", limit: "7", quiet: "20:00-07:00", "day-off": "send" };
    const text = encodePresets(presets);
    expect(`1:form:en:add-nudge:${text}`.length).toBeLessThanOrEqual(100);
    expect(decodePresets(text)).toEqual(presets);
  }
});

describe("the permission to post in a Discord channel", () => {
  const [VIEW, SEND, SEND_IN_THREADS] = [1n << 10n, 1n << 11n, 1n << 38n];

  test.each([
    ["exists with the usual permissions", GRANTED, true],
    ["exists for an administrator", "8", true],
    ["is missing without Send Messages", String(VIEW), false],
    ["is missing without View Channels", String(SEND), false],
    ["is missing without any permissions", "0", false],
  ])("%s", async (_, appPermissions, mayPost) => {
    const { asked } = await start();
    expect(await asked({ ...nudge("list"), appPermissions })).toMatchObject({ mayPost });
    expect(await asked({ ...press("1:help:en"), appPermissions })).toMatchObject({ mayPost });
  });

  test("requires Send Messages in Threads in a thread, whose place is its channel", async () => {
    const { discord, channel, asked } = await start();
    const [server] = discord.state.servers;
    if (server === undefined) throw new Error("no server");
    const thread = addChannel(discord, server, 11, channel);
    const expected = { place: { channel: channel.id } };
    expect(await asked({ ...nudge("list"), channel: thread })).toMatchObject({ mayPost: true, ...expected });
    const without = String(BigInt(GRANTED) & ~SEND_IN_THREADS);
    expect(await asked({ ...nudge("list"), channel: thread, appPermissions: without })).toMatchObject({ mayPost: false });
  });

  test("is missing if a person uses Malinois where the server has not installed it", async () => {
    const { asked } = await start();
    expect(await asked({ ...nudge("list"), isUserInstall: true })).toMatchObject({ mayPost: false });
  });
});

describe("a newcomer in a Discord server", () => {
  test("is reported with the intent for it, unless it is a bot, and is answered in direct messages", async () => {
    const { discord, bot, channel, adapter } = await start({ options: { members: true } });
    const server = channel.guild_id ?? "";
    join(discord, { id: server }, "1200000000000000008", true);
    join(discord, { id: server }, "1200000000000000009");
    await discord.until(() => bot.asked.length === 1, "the newcomer arrives");
    expect(bot.asked).toEqual([
      {
        id: `discord:${server}:joined:1200000000000000009`,
        place: {
          platform: "discord",
          workspace: server,
          channel: "1200000000000000009",
          recipient: "1200000000000000009",
          private: true,
        },
        asker: { id: "1200000000000000009", name: "someone" },
        kind: "joined",
      },
    ]);
    const [question] = bot.asked;
    if (question !== undefined) await adapter.send(question.place, aReply({ kind: "nudge" }), "welcome");
    expect(discord.state.directMessages).toMatchObject([{ name: "1200000000000000009" }]);
    expect(discord.state.posted.at(-1)?.channel).toBe(discord.state.directMessages[0]?.id);
  });

  test("is not reported without the intent", async () => {
    const { discord, bot, channel, asked } = await start();
    join(discord, { id: channel.guild_id ?? "" }, "1200000000000000009");
    await asked(nudge("list"));
    expect(bot.asked.map((inbound) => typedIn(inbound))).toEqual(["/nudge list"]);
  });

  test("can only be reported over the gateway, if the settings ask for the intent", async () => {
    const hears = async (settings: Record<string, string>) => {
      const configured = discordPlatform.configure({ DISCORD_APPLICATION_ID: "1300000000000000001", ...settings });
      if (!configured.ok) throw new Error(configured.problems.join());
      const instance = await configured.settings.create({
        server: { host: "127.0.0.1", port: 0 },
        pack: () => ({ id: "p", name: {}, languages: [], defaultLanguage: "en", areas: [], contacts: [], entries: [] }),
        learned: () => undefined,
        claim: async () => true,
        nextNudge: async () => undefined,
        installations: NO_INSTALLATIONS,
        previews: [],
        connections: [],
        logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
        now: () => 0,
      });
      expect(instance.workspaceKind).toBe("server");
      return instance.hearsNewcomers;
    };
    expect(await hears({ DISCORD_TOKEN: "t", DISCORD_MEMBERS: "true" })).toBe(true);
    expect(await hears({ DISCORD_TOKEN: "t" })).toBe(false);
    expect(await hears({ DISCORD_PUBLIC_KEY: "0".repeat(64), DISCORD_MEMBERS: "true" })).toBe(false);
  });
});
