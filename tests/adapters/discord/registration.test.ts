import { afterEach, describe, expect, test } from "vitest";
import { commandDefinitions } from "../../../adapters/discord/commands/commands.ts";
import { commandViolations, type Definition } from "../../protocol/discord/command-rules.ts";
import { apiError, rateLimit } from "../../protocol/discord/faults.ts";
import { addServer, write } from "../../protocol/discord/people.ts";
import { startDiscordServer } from "../../protocol/discord/server.ts";
import type { RegisteredCommand } from "../../protocol/discord/state.ts";
import { makeAdapter, type Running, type StartOptions, startDiscord } from "./harness.ts";
import "./patience.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: StartOptions = {}): Promise<Running> {
  const running = await startDiscord(options);
  stops.push(running.stop);
  return running;
}

const registrations = ({ discord }: Pick<Running, "discord">) => discord.calls.filter(({ method }) => method === "PUT");
const warned = ({ log }: Pick<Running, "log">) => log.lines.find(({ level }) => level === "warn");

type Part = { readonly name: string; readonly options?: unknown; readonly choices?: unknown };
const optionsOf = (part: Part | undefined) => (part?.options ?? []) as Part[];
/** Returns a command, or one of its options, by its path of names. */
function optionOf(commands: readonly RegisteredCommand[], ...path: readonly string[]): Part | undefined {
  const [first, ...rest] = path;
  const command: Part | undefined = commands.find(({ name }) => name === first);
  return rest.reduce((part, step) => optionsOf(part).find(({ name }) => name === step), command);
}
const choicesOf = (commands: readonly RegisteredCommand[], ...path: readonly string[]) =>
  (optionOf(commands, ...path)?.choices ?? []) as object[];

describe("Discord's commands", () => {
  test("are registered once for all servers", async () => {
    const running = await start();
    const { discord } = running;
    await discord.until(() => discord.state.commands.length === 5, "the commands are registered");
    expect(discord.state.commands.map(({ name, type }) => [name, type])).toEqual([
      ["ask", 1],
      ["malinois", 1],
      ["nudge", 1],
      ["quiz", 1],
      ["Ask Malinois about this", 3],
    ]);
    expect(optionOf(discord.state.commands, "nudge", "add", "every")).toMatchObject({ min_value: 1, max_value: 366 });
    expect(optionOf(discord.state.commands, "nudge", "pause", "until")).toMatchObject({ max_length: 40 });
    expect(optionOf(discord.state.commands, "nudge", "campaign", "start", "campaign")).toMatchObject({ required: true });
    expect(choicesOf(discord.state.commands, "quiz", "what")).toHaveLength(8);
    expect(discord.violations).toEqual([]);
  });

  test("are not registered again at a later start if nothing changed", async () => {
    const running = await start();
    const { discord, adapter } = running;
    await discord.until(() => discord.state.commands.length === 5, "the commands are registered");
    await adapter.stop();
    const second = makeAdapter(discord);
    await second.adapter.start(second.bot);
    await second.adapter.stop();
    expect(discord.calls.filter(({ method, path }) => method === "GET" && path.endsWith("/commands"))).toHaveLength(2);
    expect(registrations(running)).toHaveLength(1);
  });

  test.each<[string, (commands: RegisteredCommand[]) => void]>([
    ["one is missing", (commands) => commands.pop()],
    [
      "there is one too many",
      (commands) => commands.push({ id: "1400000000000000500", name: "old", type: 1, description: "old" }),
    ],
    [
      "a choice's name differs",
      (commands) => Object.assign(choicesOf(commands, "quiz", "what")[0] ?? {}, { name_localizations: { nl: "oud" } }),
    ],
    ["a bound differs", (commands) => Object.assign(optionOf(commands, "nudge", "add", "every") ?? {}, { max_value: 9 })],
    ["a group lacks a subcommand", (commands) => optionsOf(optionOf(commands, "nudge", "campaign")).pop()],
    ["a description differs", ([first]) => Object.assign(first ?? {}, { description: "old" })],
    ["a translation differs", ([first]) => Object.assign(first ?? {}, { description_localizations: { nl: "oud" } })],
    ["an option differs", ([first]) => Object.assign(optionsOf(first)[0] ?? {}, { autocomplete: false })],
    ["the places where they are offered differ", ([first]) => Object.assign(first ?? {}, { contexts: [0] })],
  ])("are registered again if %s", async (_, change) => {
    const running = await start();
    const { discord, adapter } = running;
    await discord.until(() => discord.state.commands.length === 5, "the commands are registered");
    const ids = discord.state.commands.map(({ id }) => id);
    await adapter.stop();
    change(discord.state.commands);
    const second = makeAdapter(discord);
    await second.adapter.start(second.bot);
    stops.unshift(second.adapter.stop);
    await discord.until(() => registrations(running).length === 2, "they are registered again");
    expect(discord.state.commands.map(({ name }) => name)).toEqual([
      "ask",
      "malinois",
      "nudge",
      "quiz",
      "Ask Malinois about this",
    ]);
    expect(discord.state.commands.filter(({ id }) => ids.includes(id)).length).toBeGreaterThan(1);
  });

  test("are not shown twice: copies in a server are deleted, and other commands there are kept", async () => {
    let server = "";
    const running = await start({
      prepare(discord) {
        server = addServer(discord).id;
        discord.state.serverCommands.set(server, [
          { id: "1400000000000000501", name: "ask", type: 1, description: "a copy" },
          { id: "1400000000000000502", name: "other", type: 1, description: "another" },
        ]);
      },
    });
    await running.discord.until(() => running.discord.state.serverCommands.get(server)?.length === 1, "the copy is removed");
    expect(running.discord.state.serverCommands.get(server)).toMatchObject([{ name: "other" }]);
  });

  describe("as copies in servers", () => {
    const copy = () => ({ id: "1400000000000000501", name: "ask", type: 1, description: "a copy" });
    const OF_SERVER = /guilds\/\d+\/commands$/;
    const fill = (discord: Running["discord"], count: number) =>
      Array.from({ length: count }, () => addServer(discord).id).map((id) => discord.state.serverCommands.set(id, [copy()]));
    const left = ({ state }: Running["discord"]) => [...state.serverCommands.values()].flat().length;
    const said = ({ log }: Pick<Running, "log">) => log.lines.filter(({ message }) => message.includes("old copies"));

    test("are deleted even if the commands have not changed, in every server that lets Malinois look", async () => {
      const running = await start();
      const { discord, adapter } = running;
      await discord.until(() => discord.state.commands.length === 5, "the commands are registered");
      await adapter.stop();
      fill(discord, 3);
      discord.faults.add({ method: "GET", path: OF_SERVER, how: apiError(403, 50001) });
      const second = makeAdapter(discord);
      await second.adapter.start(second.bot);
      stops.unshift(second.adapter.stop);
      await discord.until(() => said(second).length === 1, "it is said");
      expect(left(discord)).toBe(1);
      expect(said(second)[0]).toMatchObject({ level: "info", fields: { servers: 3, looked: 2, removed: 2, refused: 1 } });
      expect(registrations(running)).toHaveLength(1);
    });

    test("are deleted after a rate limit, which is not reported as a failure", async () => {
      const running = await start({
        prepare(discord) {
          fill(discord, 2);
          discord.faults.add({ method: "GET", path: OF_SERVER, how: rateLimit(0.2, true) });
        },
      });
      await running.discord.until(() => said(running).length === 1, "it is said");
      expect(left(running.discord)).toBe(0);
      expect(said(running)[0]).toMatchObject({ fields: { servers: 2, looked: 2, removed: 2 } });
      expect(warned(running)).toBeUndefined();
    });

    test("are deleted at the next start if a stop came first, and the log says how far it got", async () => {
      const running = await start({ prepare: (discord) => fill(discord, 20) });
      const { discord, adapter } = running;
      await discord.until(() => left(discord) < 19, "some are gone");
      await adapter.stop();
      const before = left(discord);
      expect(before).toBeGreaterThan(0);
      expect(said(running)[0]).toMatchObject({
        message: expect.stringContaining("the next start goes on"),
        fields: { servers: 20, removed: 20 - before, reason: "Malinois is stopping" },
      });
      const second = makeAdapter(discord);
      await second.adapter.start(second.bot);
      stops.unshift(second.adapter.stop);
      await discord.until(() => left(discord) === 0, "all are gone");
    });
  });

  test.each([
    ["a rate limit", rateLimit(30), "Discord asks to wait 31 s; restart Malinois after that."],
    ["the limit of new commands a day", apiError(400, 30034), "Discord takes 200 new commands a day; restart Malinois tomorrow."],
  ])("that cannot be registered because of %s are reported, and Malinois still answers", async (_, how, reason) => {
    const running = await start({
      prepare(discord) {
        addServer(discord);
        discord.faults.add({ method: "PUT", path: /commands$/, how });
      },
    });
    const { discord } = running;
    await discord.until(() => warned(running) !== undefined, "it is said");
    expect(warned(running)).toMatchObject({
      message: "The commands could not be registered with Discord; the earlier ones stay in place.",
      fields: { reason },
    });
    const [channel] = discord.state.servers[0]?.channels ?? [];
    if (channel !== undefined) write(discord, { channel, text: "@Malinois hello" });
    await discord.until(() => discord.state.posted.length === 1, "a question is answered");
  });

  test("are looked up if the response to their registration is lost", async () => {
    const running = await start({
      prepare(discord) {
        addServer(discord);
        discord.faults.add({ method: "PUT", path: /commands$/, how: { kind: "lose-response" } });
      },
    });
    const { calls, state, until } = running.discord;
    await until(
      () =>
        calls.filter(({ method, path }) => method === "GET" && /\/\d+\/commands$/.test(path) && !path.includes("guilds"))
          .length === 2,
      "they are looked at again",
    );
    expect(state.commands).toHaveLength(5);
    expect(registrations(running)).toHaveLength(1);
    expect(warned(running)).toBeUndefined();
  });

  test("are only offered where the application can be installed", async () => {
    const discord = await startDiscordServer();
    discord.state.application.integration_types_config = { 0: {} };
    const { adapter, bot } = makeAdapter(discord);
    await adapter.start(bot);
    stops.push(adapter.stop, discord.stop);
    await discord.until(() => discord.state.commands.length === 5, "the commands are registered");
    expect(discord.state.commands[0]).toMatchObject({ integration_types: [0], contexts: [0, 1, 2] });
  });
});

describe("the definitions of Discord's commands", () => {
  const everything = commandDefinitions([0, 1]);
  const described: { readonly [key: string]: unknown }[] = [];
  const collect = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if ("name" in part) described.push(part as { readonly [key: string]: unknown });
    for (const inner of Object.values(part)) collect(inner);
  };
  collect(everything);

  test("are translated into Dutch, French, German and British English", () => {
    const translated = described.flatMap(({ description_localizations, name_localizations }) => [
      description_localizations,
      name_localizations,
    ]);
    for (const texts of translated.filter((texts) => texts !== undefined)) {
      expect(Object.keys(texts as object)).toEqual(["en-GB", "de", "fr", "nl"]);
    }
    expect(translated.filter((texts) => texts !== undefined).length).toBeGreaterThan(12);
  });

  test("comply with Discord's rules", () => {
    expect(commandViolations(everything as readonly Definition[])).toEqual([]);
  });

  test("are for servers and single accounts and for direct messages, and /ask and /malinois also for group conversations", () => {
    for (const command of everything) {
      const contexts = ["nudge", "quiz"].includes(command.name) ? [0, 1] : [0, 1, 2];
      expect(command).toMatchObject({ contexts, integration_types: [0, 1] });
    }
  });
});
