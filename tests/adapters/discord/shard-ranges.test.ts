import { afterEach, describe, expect, test } from "vitest";
import { discord as discordPlatform } from "../../../adapters/discord/platform.ts";
import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import { addDirectMessages, addServer, join, write } from "../../protocol/discord/people.ts";
import { type DiscordServer, startDiscordServer } from "../../protocol/discord/server.ts";
import type { Channel } from "../../protocol/discord/state.ts";
import { NO_INSTALLATIONS } from "../no-installations.ts";
import { aReply, makeAdapter } from "./harness.ts";
import "./patience.ts";

// Several processes, each with a range of the shards. The real discord.js talks to a stand-in for Discord.

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const TOTAL = 8;
const [LOWER, UPPER] = [
  { ids: [0, 1, 2, 3], total: TOTAL },
  { ids: [4, 5, 6, 7], total: TOTAL },
];

/** Returns the id of a server that belongs to a shard. */
const serverOf = (shard: number) => String((340_000_000_000n * BigInt(TOTAL) + BigInt(shard)) << 22n);

/** Starts two processes, with a server on each shard. */
async function startTwo() {
  const discord = await startDiscordServer();
  const channels = Array.from({ length: TOTAL }, (_, shard) => addServer(discord, { id: serverOf(shard) }).channel);
  const processes = [LOWER, UPPER].map((shards) => makeAdapter(discord, { shards, members: true }));
  stops.push(...processes.map(({ adapter }) => adapter.stop), discord.stop);
  await Promise.all(processes.map(({ adapter, bot }) => adapter.start(bot)));
  const [lower, upper] = processes;
  if (lower === undefined || upper === undefined) throw new Error("There are two processes.");
  return { discord, channels, lower, upper };
}

const identified = ({ gateway }: DiscordServer) => gateway.log.filter(({ op }) => op === "identify");

const placeOf = ({ id, guild_id = "" }: Channel) => ({ platform: "discord", workspace: guild_id, channel: id, private: false });

describe("two processes with a range of shards each", () => {
  test("identify each shard once, with the total number of shards", async () => {
    const { discord, lower, upper } = await startTwo();
    expect(
      identified(discord)
        .map(({ shard, total }) => `${shard}/${total}`)
        .sort(),
    ).toEqual(Array.from({ length: TOTAL }, (_, shard) => `${shard}/${TOTAL}`));
    for (const { adapter } of [lower, upper]) expect(adapter.health()).toEqual({ ok: true, detail: "connected, 4 shards" });
  });

  test("each serve only their own servers, while the first also gets direct messages and registers the commands", async () => {
    const { discord, channels, lower, upper } = await startTwo();
    for (const channel of channels) write(discord, { channel, text: "@Malinois hello" });
    write(discord, { channel: addDirectMessages(discord), text: "hello" });
    join(discord, { id: serverOf(5) }, "1200000000000000009");
    await discord.until(() => lower.bot.asked.length + upper.bot.asked.length === TOTAL + 2, "everything arrives");
    const workspaces = (bot: typeof lower.bot) => bot.asked.map(({ place }) => place.workspace).sort();
    expect(workspaces(lower.bot)).toEqual(["", ...LOWER.ids.map(serverOf)].sort());
    expect(workspaces(upper.bot)).toEqual([...UPPER.ids, 5].map(serverOf).sort());
    await discord.until(() => discord.state.commands.length > 0, "the commands are registered");
    for (const { adapter } of [lower, upper]) await adapter.stop();
    const registering = discord.calls.filter(({ path }) => path === `/applications/${discord.applicationId}/commands`);
    expect(registering.map(({ method }) => method)).toEqual(["GET", "PUT"]);
    expect(discord.violations).toEqual([]);
  });

  test("can post in any server, and know what was posted there and its name", async () => {
    const { discord, channels, lower, upper } = await startTwo();
    const ofLower = channels[1] as Channel;
    const ofUpper = channels[6] as Channel;
    await lower.adapter.send(placeOf(ofUpper), aReply(), "a-key");
    await upper.adapter.send(placeOf(ofLower), aReply(), "another-key");
    expect(discord.state.posted.map(({ channel }) => channel)).toEqual([ofUpper.id, ofLower.id]);
    const since = discord.now() - 1_000;
    for (const { adapter } of [lower, upper]) {
      expect(await adapter.find(placeOf(ofUpper), "a-key", since)).toBe("sent");
      expect(await adapter.find(placeOf(ofLower), "a-key", since)).toBe("absent");
      expect(await adapter.nameOf(placeOf(ofUpper))).toBe("#general (A server)");
    }
    expect(discord.violations).toEqual([]);
  });

  test("do not claim to know what they may not read, or the names of servers that Malinois is not in", async () => {
    const { discord, channels, lower } = await startTwo();
    const ofUpper = channels[6] as Channel;
    const server = discord.state.servers.find(({ id }) => id === ofUpper.guild_id);
    if (server !== undefined) server.permissions = String(1n << 11n);
    expect(await lower.adapter.find(placeOf(ofUpper), "a-key", discord.now())).toBe("unknown");
    expect(await lower.adapter.nameOf({ ...placeOf(ofUpper), workspace: serverOf(12) })).toBeUndefined();
    expect(await lower.adapter.nameOf({ ...placeOf(ofUpper), channel: discord.ids.next() })).toBe("A server");
  });
});

describe("the turns in which Discord's shards identify", () => {
  /** Makes claims that several processes share. They are held until the test releases them. */
  function createClaims() {
    const held = new Set<string>();
    let refused = 0;
    return {
      held,
      refused: () => refused,
      async claim(key: string) {
        if (held.has(key)) {
          refused += 1;
          return false;
        }
        held.add(key);
        return true;
      },
    };
  }

  test("are kept across processes, with one shard of each bucket at a time", async () => {
    const discord = await startDiscordServer({ maxConcurrency: 2 });
    const claims = createClaims();
    const shards = [
      { ids: [0, 1], total: 4 },
      { ids: [2, 3], total: 4 },
    ];
    const processes = shards.map((range) => makeAdapter(discord, { shards: range, claim: claims.claim }));
    stops.push(...processes.map(({ adapter }) => adapter.stop), discord.stop);
    const started = Promise.all(processes.map(({ adapter, bot }) => adapter.start(bot)));
    await discord.until(() => claims.refused() > 20, "the others ask for their turn again and again");
    expect(
      identified(discord)
        .map(({ shard = 0 }) => shard % 2)
        .sort(),
    ).toEqual([0, 1]);
    claims.held.clear();
    await started;
    expect(
      identified(discord)
        .map(({ shard }) => shard)
        .sort(),
    ).toEqual([0, 1, 2, 3]);
  });

  test("are waited for as long as necessary, until the start is given up", async () => {
    const discord = await startDiscordServer({ maxConcurrency: 1 });
    const delays = { retry: 1, drain: 1_000, connect: 1_500, acknowledge: 15_000, turn: 20 };
    let isFree = false;
    const { adapter, bot } = makeAdapter(discord, { shards: { ids: [1], total: 2 }, claim: async () => isFree, delays });
    stops.push(adapter.stop, discord.stop);
    const started = adapter.start(bot);
    await new Promise((resolve) => setTimeout(resolve, 1.3 * delays.connect));
    expect(identified(discord)).toEqual([]);
    isFree = true;
    await started;
    expect(identified(discord)).toHaveLength(1);
  });

  test("are ignored if the database does not respond", async () => {
    const discord = await startDiscordServer();
    const claim = () => Promise.reject(new Error("no database"));
    const { adapter, bot, log } = makeAdapter(discord, { shards: { ids: [1], total: 2 }, claim });
    stops.push(adapter.stop, discord.stop);
    await adapter.start(bot);
    expect(identified(discord)).toHaveLength(1);
    expect(log.lines.map(({ message }) => message)).toContain(
      "It could not be determined whether another process is connecting to Discord at the same time.",
    );
  });
});

describe("DISCORD_SHARDS", () => {
  const configure = (shards: string) =>
    discordPlatform.configure({ DISCORD_APPLICATION_ID: "1300000000000000001", DISCORD_TOKEN: "t", DISCORD_SHARDS: shards });

  test.each(["3-1/8", "0-8/8", "8/8", "0/0", "0-3", "a/8", "0-3/8 4", "-1/8", "0-10000/10001", "0", "10001", "many"])(
    "is refused if it is “%s”, with its name and what it must be",
    (shards) => {
      const configured = configure(shards);
      expect(configured.ok ? [] : configured.problems).toEqual([expect.stringMatching(/^DISCORD_SHARDS: must .*\d/)]);
    },
  );

  test.each([
    ["0-3/8", [0, 1, 2, 3], 8],
    [" 5/8 ", [5], 8],
    ["0-0/1", [0], 1],
    ["2", [0, 1], 2],
  ] as const)("with the value “%s” determines which shards are connected", async (shards, ids, total) => {
    const discord = await startDiscordServer();
    const configured = discordPlatform.configure({
      ...{ DISCORD_APPLICATION_ID: discord.applicationId, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
      DISCORD_SHARDS: shards,
    });
    if (!configured.ok) throw new Error(configured.problems.join());
    const { bot, log } = makeAdapter(discord);
    const claims = createBoundedMap<string, true>(100, Date.now);
    const { adapter } = await configured.settings.create({
      server: { host: "127.0.0.1", port: 0 },
      pack: () => ({ id: "p", name: {}, languages: [], defaultLanguage: "en", areas: [], contacts: [], entries: [] }),
      learned: () => undefined,
      installations: NO_INSTALLATIONS,
      async claim(key, lifetime) {
        const isFree = claims.get(key) === undefined;
        if (isFree) claims.set(key, true, lifetime);
        return isFree;
      },
      nextNudge: async () => undefined,
      ...{ previews: [], connections: [], logger: log, now: Date.now },
    });
    stops.push(adapter.stop, discord.stop);
    await adapter.start(bot);
    expect(identified(discord).map(({ shard, total: of }) => [shard, of])).toEqual(ids.map((id) => [id, total]));
  });
});
