import { afterEach, describe, expect, test } from "vitest";
import { encodeAction, encodeForm, openingOf } from "../../../src/actions.ts";
import { DeliveryError, MalinoisError } from "../../../src/errors.ts";
import type { Form } from "../../../src/forms.ts";
import type { Person, Place } from "../../../src/model.ts";
import { submissionIn } from "../../inbound.ts";
import { apiError, rateLimit } from "../../protocol/discord/faults.ts";
import { componentsOf, textOf } from "../../protocol/discord/message-rules.ts";
import {
  addChannel,
  addDirectMessages,
  ask,
  GRANTED,
  interact,
  press,
  submitForm,
  write,
} from "../../protocol/discord/people.ts";
import type { DiscordServer } from "../../protocol/discord/server.ts";
import { aReply, createClock, makeAdapter, startInServer } from "./harness.ts";
import "./patience.ts";

// What nudges need from the adapter: sending unasked messages once, checking whether one was sent, and forms.

const stops: (() => Promise<void>)[] = [];
let discord: DiscordServer;
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: Parameters<typeof startInServer>[0] = {}) {
  const running = await startInServer(options);
  stops.push(running.stop);
  discord = running.discord;
  const { channel } = running;
  const place: Place = { platform: "discord", workspace: channel.guild_id ?? "", channel: channel.id, private: false };
  return { ...running, place };
}

const MESSAGES = /\/channels\/\d+\/messages$/;
const KEY = "a-subscription/2026-11-24/0900";
const tip = aReply({ kind: "nudge", title: "Tip of the day" });

describe("a Discord message with a key", () => {
  test("is posted once, even if another process sends it again with another text", async () => {
    const { adapter, place } = await start();
    const second = makeAdapter(discord);
    await second.adapter.start(second.bot);
    stops.unshift(second.adapter.stop);
    await adapter.send(place, tip, KEY);
    await second.adapter.send(place, aReply({ kind: "nudge", title: "Tip of the day, reviewed" }), KEY);
    await adapter.send(place, tip, "another");
    expect(discord.state.posted).toHaveLength(2);
  });

  test("can be found in the history by its key, even by a process that did not send it", async () => {
    const clock = createClock();
    const since = clock.now();
    const { adapter, place } = await start({ clock });
    clock.advance(60_000);
    await adapter.send(place, tip, KEY);
    const later = makeAdapter(discord);
    await later.adapter.start(later.bot);
    stops.unshift(later.adapter.stop);
    expect(await later.adapter.find(place, KEY, since)).toBe("sent");
    expect(await later.adapter.find(place, "another", since)).toBe("absent");
    expect(await later.adapter.find(place, KEY, since + 3 * 60_000)).toBe("sent");
    expect(await later.adapter.find(place, KEY, since + 10 * 60_000)).toBe("absent");
  });

  test("can be found behind many others, and in the older format", async () => {
    const clock = createClock();
    const { adapter, place, channel } = await start({ clock });
    for (let count = 0; count < 250; count += 1) {
      discord.state.posted.push({
        id: discord.ids.next(),
        channel: channel.id,
        body: { content: "talk" },
        isEphemeral: false,
        postedAt: clock.now(),
      });
    }
    await adapter.send(place, tip, KEY);
    expect(await adapter.find(place, KEY, clock.now())).toBe("sent");
    discord.faults.add({ method: "POST", path: MESSAGES, how: apiError(400, 50035) });
    await adapter.send(place, tip, "plain");
    expect(discord.state.posted.at(-1)?.body.content).toContain("Tip of the day");
    expect(await adapter.find(place, "plain", clock.now())).toBe("sent");
  });

  test("cannot be looked up if Malinois may not read the history or see the channel", async () => {
    const { adapter, place } = await start();
    await adapter.send(place, tip, KEY);
    Object.assign(discord.state.servers[0] ?? {}, { permissions: String(BigInt(GRANTED) & ~(1n << 16n)) });
    const blind = makeAdapter(discord);
    await blind.adapter.start(blind.bot);
    stops.unshift(blind.adapter.stop);
    expect(await blind.adapter.find(place, KEY, 0)).toBe("unknown");
    discord.faults.add({ method: "GET", path: MESSAGES, how: apiError(403, 50001) });
    expect(await adapter.find(place, KEY, 0)).toBe("unknown");
  });

  test("is absent if its channel is gone, and cannot be looked up while Discord fails", async () => {
    const { adapter, place } = await start();
    discord.faults.add({ method: "GET", path: MESSAGES, how: apiError(404, 10003) });
    expect(await adapter.find(place, KEY, 0)).toBe("absent");
    discord.faults.add({ method: "GET", path: MESSAGES, how: { kind: "status", status: 500 }, times: 5 });
    await expect(adapter.find(place, KEY, 0)).rejects.toThrow(MalinoisError);
    const [server] = discord.state.servers;
    // The bot has not heard of this channel, so Discord must also be asked about it.
    if (server === undefined) throw new Error("There is no server.");
    const unheard = addChannel(discord, server, 0);
    discord.faults.add({ method: "GET", path: /\/channels\/\d+$/, how: { kind: "status", status: 500 } });
    await expect(adapter.find({ ...place, channel: unheard.id }, KEY, 0)).rejects.toThrow(MalinoisError);
  });
});

describe("a direct message in Discord", () => {
  const person = "1200000000000000001";
  const place: Place = { platform: "discord", workspace: "", channel: person, recipient: person, private: true };

  test("can be sent to a person who never wrote, and can be found", async () => {
    const clock = createClock();
    const { adapter } = await start({ clock });
    await adapter.send(place, tip, KEY);
    expect(discord.state.directMessages).toMatchObject([{ name: person }]);
    expect(discord.state.posted[0]?.channel).toBe(discord.state.directMessages[0]?.id);
    expect(await adapter.find(place, KEY, clock.now())).toBe("sent");
    expect(await adapter.find(place, "another", clock.now())).toBe("absent");
    expect(discord.violations).toEqual([]);
  });

  test("from a person has that person as its recipient", async () => {
    const { bot } = await start();
    write(discord, { channel: addDirectMessages(discord), text: "remind me" });
    await discord.until(() => bot.asked.length === 1, "it arrives");
    expect(bot.asked[0]?.place).toMatchObject({ recipient: person, private: true });
    interact(discord, { channel: addDirectMessages(discord), ...ask("remind me") });
    await discord.until(() => bot.asked.length === 2, "the command arrives");
    expect(bot.asked[1]?.place).toMatchObject({ recipient: person, private: true });
  });
});

describe("a Discord message that was not sent", () => {
  test.each([
    ["undeliverable", apiError(403, 50007)],
    ["undeliverable", apiError(400, 50278)],
    ["gone", apiError(404, 10003)],
    ["forbidden", apiError(403, 50001)],
    ["forbidden", apiError(403, 50013)],
    ["forbidden", apiError(400, 50008)],
    ["forbidden", apiError(400, 160005)],
    ["later", rateLimit(7_200)],
    ["later", apiError(400, 1)],
  ] as const)("is an error of the kind “%s”", async (failure, how) => {
    const { adapter, place } = await start();
    discord.faults.add({ path: MESSAGES, how });
    const error = await adapter.send(place, tip, KEY).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ failure });
  });

  test("is not such an error if an attempt before the refusal may have arrived", async () => {
    const { adapter, place } = await start();
    discord.faults.add({ path: MESSAGES, how: { kind: "lose-response" } });
    discord.faults.add({ path: MESSAGES, how: apiError(403, 50013) });
    const error = await adapter.send(place, tip, KEY).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MalinoisError);
    expect(error).not.toBeInstanceOf(DeliveryError);
  });

  test("is not such an error if its first part was sent", async () => {
    const { adapter, place, channel } = await start();
    discord.faults.add({ path: /nothing/, how: apiError(403, 50013) });
    const long = aReply({ body: ["word ".repeat(1_500)] });
    const sending = adapter.send(place, long, KEY).catch((reason: unknown) => reason);
    await discord.until(() => discord.state.posted.length === 1, "the first part is sent");
    Object.assign(discord.state.servers[0] ?? {}, { permissions: "0" });
    const error = await sending;
    expect(error).toBeInstanceOf(MalinoisError);
    expect(error).not.toBeInstanceOf(DeliveryError);
    expect(discord.state.posted.every((posted) => posted.channel === channel.id)).toBe(true);
  });
});

describe("a form in Discord", () => {
  const form: Form = {
    name: "add-nudge",
    language: "en",
    title: "A nudge for this channel, with a title that is longer than Discord shows",
    submit: "Save",
    fields: [
      {
        name: "areas",
        kind: "multi-select",
        label: "Areas",
        values: ["law"],
        options: Array.from({ length: 40 }, (_, at) => ({ value: at === 39 ? "law" : `area-${at}`, label: `Area ${at}` })),
      },
      { name: "time", kind: "time", label: "Time", hint: "24 hours", values: ["09:30"] },
      {
        name: "language",
        kind: "select",
        label: "Language",
        optional: true,
        values: [],
        options: [{ value: "en", label: "English" }],
      },
      { name: "zone", kind: "text", label: "Zone", values: [] },
      { name: "days", kind: "select", label: "Days", values: ["1"], options: [{ value: "1", label: "Monday" }] },
      { name: "extra", kind: "text", optional: true, label: "Extra", values: ["kept"] },
    ],
  };

  test("opens at once with its initial values when its button is pressed, and is submitted as filled in", async () => {
    const { bot, channel } = await start();
    const askers: Person[] = [];
    bot.forms = async ({ name, language }, asker) => {
      askers.push(asker);
      return name === "add-nudge" && language === "en" ? form : undefined;
    };
    bot.answerWith((inbound) => [submissionIn(inbound) === undefined ? aReply({ form }) : aReply({ body: ["Saved"] })]);
    const record = interact(discord, { channel, ...ask("nudge add") });
    await discord.until(() => record.original !== undefined, "the form is offered");
    const button = componentsOf(record.original?.body ?? {}).find(({ label }) => label === form.title);

    const opened = interact(discord, { channel, ...press(button?.custom_id ?? ""), permissions: String(1n << 5n) });
    await discord.until(() => opened.response !== undefined, "the form opens");
    expect(opened.response).toMatchObject({ type: 9, data: { custom_id: encodeForm(form) } });
    const labels = (opened.response?.data?.components ?? []) as readonly { readonly component: Record<string, unknown> }[];
    expect(labels.map(({ component }) => component.custom_id)).toEqual(["areas", "time", "language", "zone", "days"]);
    expect(labels[0]?.component).toMatchObject({
      min_values: 1,
      max_values: 25,
      options: expect.arrayContaining([{ value: "law", label: "Area 39", default: true }]),
    });
    expect(labels[1]?.component).toMatchObject({ value: "09:30", required: true });
    expect(askers).toEqual([{ id: "1200000000000000001", name: "someone", language: "en", mayManage: "workspace" }]);

    const sent = interact(discord, {
      channel,
      ...submitForm(encodeForm(form), { areas: ["law", "area-3"], time: " 10:00 ", language: [] }),
    });
    await discord.until(() => sent.original !== undefined, "the form is taken");
    expect(bot.asked.at(-1)).toMatchObject({
      kind: "submitted",
      submission: { form: "add-nudge", language: "en", values: { areas: ["law", "area-3"], time: ["10:00"], language: [] } },
    });
    expect(textOf(sent.original?.body ?? {})).toContain("Saved");
    expect(discord.violations).toEqual([]);
  });

  test("opens again with what was typed, until that is a quarter of an hour ago or its sender erases their data", async () => {
    const clock = createClock();
    const { bot, channel } = await start({ clock });
    bot.forms = async () => form;
    const rejected: Form = { ...form, problem: { field: "zone", text: "There is no such zone." } };
    bot.answerWith((inbound) => [submissionIn(inbound) === undefined ? aReply() : aReply({ form: rejected })]);
    /** Sends the form, and returns what its field shows when it is opened again after something else. */
    async function openAgain(after: () => Promise<void>): Promise<unknown> {
      const sent = interact(discord, { channel, ...submitForm(encodeForm(form), { zone: "Atlantis" }) });
      await discord.until(() => sent.original !== undefined, "the form is rejected");
      const button = componentsOf(sent.original?.body ?? {}).find(({ label }) => label === form.title);
      await after();
      const opened = interact(discord, { channel, ...press(button?.custom_id ?? "") });
      await discord.until(() => opened.response !== undefined, "the form opens");
      const labels = (opened.response?.data?.components ?? []) as readonly { readonly component: Record<string, unknown> }[];
      return labels.find(({ component }) => component.custom_id === "zone")?.component.value;
    }
    expect(await openAgain(async () => undefined)).toBe("Atlantis");
    expect(await openAgain(async () => void clock.advance(16 * 60_000))).toBeUndefined();
    const erased = await openAgain(async () => {
      const record = interact(discord, { channel, ...press(encodeAction({ kind: "erase", language: "en" })) });
      await discord.until(() => record.original !== undefined, "it is erased");
    });
    expect(erased).toBeUndefined();
  });

  test("that cannot be opened is a press that is answered to the person who pressed only", async () => {
    const { channel, bot } = await start();
    const record = interact(discord, { channel, ...press(encodeForm(form)) });
    await discord.until(() => bot.asked.length > 0, "it is brought to Malinois");
    expect(bot.asked).toMatchObject([{ kind: "pressed", action: openingOf(form), place: { private: true } }]);
    expect(record.response).toMatchObject({ type: 5, data: { flags: 64 } });
  });
});

test.each([
  ["0", undefined],
  [String(1n << 5n), "workspace"],
  ["8", "workspace"],
])("a person with the permissions %s in Discord may manage: %s", async (permissions, mayManage) => {
  const { bot, channel } = await start();
  interact(discord, { channel, ...ask("hello"), permissions });
  await discord.until(() => bot.asked.length === 1, "it arrives");
  expect(bot.asked[0]?.asker.mayManage).toBe(mayManage);
});
