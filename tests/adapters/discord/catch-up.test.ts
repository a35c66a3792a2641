import { afterEach, describe, expect, test } from "vitest";
import type { DiscordOptions } from "../../../adapters/discord/options.ts";
import { apiError } from "../../protocol/discord/faults.ts";
import { addChannel, addDirectMessages, addServer, SOMEONE, write, writeUnheard } from "../../protocol/discord/people.ts";
import { type DiscordServer, startDiscordServer } from "../../protocol/discord/server.ts";
import { createClock, makeAdapter } from "./harness.ts";
import "./patience.ts";

// What people write while no program runs is read when a program connects, in the places where Malinois talked recently.

const MINUTE = 60_000;
const stops: (() => Promise<void>)[] = [];
let discord: DiscordServer | undefined;
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  expect(discord?.violations ?? []).toEqual([]);
  discord = undefined;
});

async function openPlaces() {
  const clock = createClock();
  const at = await startDiscordServer({ now: clock.now });
  discord = at;
  stops.push(() => at.stop());
  const server = addServer(at);
  const thread = addChannel(at, server, 11, server.channel);
  const direct = addDirectMessages(at, SOMEONE);
  const claims = new Set<string>();
  /** Starts a program that takes part in threads. All programs share their claims, as they would in one database. */
  async function startProgram(options: Partial<DiscordOptions> = {}) {
    const program = makeAdapter(at, { now: clock.now, messageContent: true, ...options }, claims);
    program.bot.takesPartIn = ({ thread: within }) => within !== undefined;
    program.bot.talkedIn.push(
      { workspace: server.id, channel: server.channel.id, thread: thread.id },
      { workspace: server.id, channel: server.channel.id },
      { workspace: "", channel: direct.id },
      // A thread that no longer exists, and a channel of a server that the bot has left.
      { workspace: server.id, channel: server.channel.id, thread: "1100000000000000001" },
      { workspace: "1100000000000000002", channel: "1100000000000000003" },
    );
    await program.adapter.start(program.bot);
    const stop = () => program.adapter.stop();
    stops.push(stop);
    const heard = () => program.bot.asked.map((inbound) => (inbound.kind === "asked" ? inbound.text : inbound.kind));
    return { ...program, stop, heard };
  }
  return { at, clock, server, channel: server.channel, thread, direct, startProgram };
}

describe("a Discord message that was written while Malinois was not running", () => {
  test("in a thread, in direct messages or to Malinois in a channel is answered once after the next start", async () => {
    const { at, server, channel, thread, direct, startProgram } = await openPlaces();
    writeUnheard(at, { channel: thread, text: "and who do I tell?" });
    writeUnheard(at, { channel: direct, text: "I clicked a link" });
    writeUnheard(at, { channel, text: "@Malinois what is NIS2?" });
    writeUnheard(at, { channel, text: "lunch?" });
    const first = await startProgram();
    await at.until(() => at.state.posted.length === 3, "all three are answered");
    expect(first.heard()).toEqual(["and who do I tell?", "what is NIS2?", "I clicked a link"]);
    expect(first.bot.asked.map(({ place }) => place)).toMatchObject([
      { workspace: server.id, channel: channel.id, thread: thread.id, private: false },
      { workspace: server.id, channel: channel.id, private: false },
      { workspace: "", channel: direct.id, recipient: SOMEONE, private: true },
    ]);
    await first.stop();
    const second = await startProgram();
    write(at, { channel, text: "@Malinois still there?" });
    await at.until(() => second.heard().length === 1, "it hears again");
    expect(second.heard()).toEqual(["still there?"]);
    expect(first.log.lines.filter(({ message }) => message.includes("could not be read"))).toEqual([]);
  });

  test("is ignored if it is older than a quarter of an hour, or older than Malinois's last message there", async () => {
    const { at, clock, channel, thread, direct, startProgram } = await openPlaces();
    writeUnheard(at, { channel: direct, text: "long ago" });
    clock.advance(16 * MINUTE);
    writeUnheard(at, { channel: thread, text: "talk among people" });
    const first = await startProgram();
    await at.until(() => first.heard().length === 1, "the talk is heard");
    await first.stop();
    writeUnheard(at, { channel: thread, text: "source?" });
    writeUnheard(at, { channel, text: "@Malinois hello" });
    writeUnheard(at, { channel: direct, text: "now" });
    // Another program, which does not share the claims of the first.
    const second = makeAdapter(at, { now: clock.now, messageContent: true });
    second.bot.takesPartIn = () => true;
    second.bot.talkedIn.push(...first.bot.talkedIn);
    await second.adapter.start(second.bot);
    stops.push(() => second.adapter.stop());
    await at.until(() => second.bot.asked.length >= 3, "what came after is heard");
    expect(second.bot.asked.map((inbound) => inbound.kind === "asked" && inbound.text)).toEqual(["source?", "hello", "now"]);
  });

  test("is among the latest that are read if more was written than one call returns", async () => {
    const { at, thread, startProgram } = await openPlaces();
    for (let number = 0; number < 100; number += 1)
      writeUnheard(at, { channel: thread, text: `talk ${number}`, mentionsOthers: ["9"] });
    writeUnheard(at, { channel: thread, text: "@Malinois who do I tell?" });
    const program = await startProgram();
    await at.until(() => program.heard().length === 1, "the last message is heard");
    expect(program.heard()).toEqual(["who do I tell?"]);
  });

  test("is received with its writer's standing in the server, and not from somebody who has left it", async () => {
    const { at, server, channel, startProgram } = await openPlaces();
    const [guest, gone] = ["1200000000000000003", "1200000000000000004"];
    server.memberFlags.set(guest, 16);
    at.faults.add({ path: new RegExp(`/members/${gone}$`), how: apiError(404, 10_007) });
    writeUnheard(at, { channel, text: "@Malinois I have left", author: gone });
    writeUnheard(at, { channel, text: "@Malinois I am a guest", author: guest });
    writeUnheard(at, { channel, text: "@Malinois I am a member" });
    const program = await startProgram();
    await at.until(() => program.heard().length === 2, "both are heard");
    expect(program.bot.asked.map(({ asker }) => [asker.id, asker.standing])).toEqual([
      [guest, "guest"],
      [SOMEONE, undefined],
    ]);
  });

  test("is also read after a connection was lost and could not be resumed", async () => {
    const { at, direct, startProgram } = await openPlaces();
    const program = await startProgram();
    write(at, { channel: direct, text: "first" });
    await at.until(() => program.heard().length === 1, "it hears");
    writeUnheard(at, { channel: direct, text: "second" });
    at.gateway.invalidate(false);
    await at.until(() => program.heard().length === 2, "what was missed is heard");
    expect(program.heard()).toEqual(["first", "second"]);
  });

  test("is looked for with one call for each recent place", async () => {
    const { at, startProgram, clock } = await openPlaces();
    const reads = () => at.calls.filter(({ method, path }) => method === "GET" && path.includes("/messages")).length;
    const program = await startProgram();
    await at.until(() => reads() === 4, "each place is read");
    await program.stop();
    const silent = makeAdapter(at, { now: clock.now });
    await silent.adapter.start(silent.bot);
    stops.push(() => silent.adapter.stop());
    await silent.adapter.stop();
    expect(reads()).toBe(4);
  });
});
