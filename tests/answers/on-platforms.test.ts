import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Bot } from "../../src/app/bot.ts";
import type { Adapter } from "../../src/ports.ts";
import { makeAdapter } from "../adapters/discord/harness.ts";
import { startSlack } from "../adapters/slack/harness.ts";
import { apiError } from "../protocol/discord/faults.ts";
import { textOf } from "../protocol/discord/message-rules.ts";
import { addServer, ask, interact, SOMEONE, write } from "../protocol/discord/people.ts";
import { startDiscordServer } from "../protocol/discord/server.ts";
import { createHarness, MINUTE, SECOND } from "./harness.ts";

vi.setConfig({ testTimeout: 60_000 });

// How answers are sent through the real adapters to the platforms' protocol servers. The test moves the clock, so that nothing waits for minutes.

const QUESTION = "when does the canteen open";
const ANSWER = "When the canteen is open";
const UNDELIVERED = "I could not deliver my answer where you asked. Please ask me here.";

/** A platform, and one way to ask on it. */
interface Road {
  readonly adapter: Adapter;
  /** Asks, and does not wait for the answer. */
  ask(): void;
  /** Sets whether every call fails with status 503. */
  fail(isFailing: boolean): void;
  /** Makes the place refuse every answer from now on. */
  refuse(): void;
  /** Returns what the asker sees in the place of the question. */
  seenInPlace(): readonly string[];
  /** Returns what the asker sees in their direct messages. */
  seenInPrivate(): readonly string[];
  until(check: () => boolean, what: string): Promise<void>;
}

interface Setting {
  readonly now: () => number;
  readonly makeBot: (adapter: Adapter) => Bot;
}

const onSlack = (way: "mention" | "/ask") => async (setting: Setting) => {
  const run = await startSlack({ now: setting.now, makeHost: setting.makeBot });
  onTestFinished(() => run.stop());
  const { workspace, faults } = run.slack;
  workspace.joined.add("C1");
  const { take } = faults;
  const refused: { kind: "status"; status: number } = { kind: "status", status: 503 };
  const road: Road = {
    adapter: run.adapter,
    ask() {
      const asked =
        way === "mention"
          ? run.people.speak({ user: "U1", channel: "C1", text: `<@U0BOT> ${QUESTION}` }).mention
          : run.people.command("U1", "C1", "/ask", QUESTION);
      void run.deliver(asked);
    },
    fail(isFailing) {
      faults.take = isFailing ? () => refused : take;
    },
    refuse() {
      workspace.archived.add("C1");
      faults.take = (method) => (method === "respond" ? { kind: "status", status: 404 } : undefined);
    },
    seenInPlace: () => [...workspace.answers("C1"), ...workspace.ephemerals].map(({ text }) => String(text)),
    seenInPrivate: () => workspace.answers("DU1").map(({ text }) => text),
    until: (check, what) => run.slack.until(check, what),
  };
  return road;
};

const onDiscord = (way: "mention" | "/ask") => async (setting: Setting) => {
  const server = await startDiscordServer({ now: setting.now });
  const guild = addServer(server);
  const { adapter } = makeAdapter(server, { now: setting.now });
  await adapter.start(setting.makeBot(adapter));
  onTestFinished(async () => {
    await adapter.stop();
    await server.stop();
  });
  const { state, faults } = server;
  const { take } = faults;
  const isDirect = (channel: string) => state.directMessages.some(({ id, name }) => id === channel && name === SOMEONE);
  const road: Road = {
    adapter,
    ask() {
      if (way === "mention") write(server, { channel: guild.channel, text: `@Malinois ${QUESTION}` });
      else interact(server, { channel: guild.channel, ...ask(QUESTION) });
    },
    fail(isFailing) {
      // The first response is due within three seconds. If that fails, Discord itself tells the person, so this outage begins after it.
      const failing: typeof take = (_, path) => (path.endsWith("/callback") ? undefined : { kind: "status", status: 503 });
      faults.take = isFailing ? failing : take;
    },
    refuse() {
      guild.permissions = String((1n << 10n) | (1n << 16n));
      const token = apiError(401, 50027, "Invalid Webhook Token");
      faults.take = (_, path) => (path.startsWith("/webhooks/") ? token : undefined);
    },
    seenInPlace: () => state.posted.filter(({ channel }) => !isDirect(channel)).map(({ body }) => textOf(body)),
    seenInPrivate: () => state.posted.filter(({ channel }) => isDirect(channel)).map(({ body }) => textOf(body)),
    until: server.until,
  };
  return road;
};

const ROADS = [
  { name: "a mention in Slack", start: onSlack("mention"), told: UNDELIVERED },
  { name: "/ask in Slack", start: onSlack("/ask"), told: ANSWER },
  { name: "a mention in Discord", start: onDiscord("mention"), told: UNDELIVERED },
  { name: "/ask in Discord", start: onDiscord("/ask"), told: ANSWER },
];

describe.each(ROADS)("an answer to $name", ({ start, told }) => {
  async function prepare(dies = false) {
    const harness = await createHarness();
    const { process, pass, inbox, clock } = harness;
    const road: Road = await start({
      now: () => clock.now,
      makeBot(adapter) {
        const mortal: Adapter = {
          ...adapter,
          send: (...given) => adapter.send(...given).finally(() => (dies ? first.dies() : undefined)),
        };
        const first = process({ adapters: [mortal] });
        first.start();
        return first;
      },
    });
    onTestFinished(() => road.fail(false));
    /** Moves the clock second by second, while the platform and the adapter work in real time. */
    async function wait(ms: number, until: () => boolean | Promise<boolean> = () => false): Promise<void> {
      for (let waited = 0; waited < ms && !(await until()); waited += SECOND) {
        await pass(SECOND);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
    const isKept = () => inbox().then((rows) => rows.length > 0);
    return { ...harness, road, wait, isKept };
  }

  it("is sent once after five minutes in which the platform fails", async () => {
    const { road, wait, isKept } = await prepare();
    road.fail(true);
    road.ask();
    await wait(MINUTE, isKept);
    await wait(5 * MINUTE);
    expect(road.seenInPlace()).toEqual([]);
    expect(await isKept()).toBe(true);
    road.fail(false);
    await wait(10 * MINUTE, async () => !(await isKept()));
    expect([...road.seenInPlace(), ...road.seenInPrivate()]).toEqual([expect.stringContaining(ANSWER)]);
  });

  it("reaches the asker in a direct message, or is reported there, if its place always refuses it", async () => {
    const { road, wait, inbox } = await prepare();
    road.refuse();
    road.ask();
    await road.until(() => road.seenInPrivate().length > 0, "a direct message");
    await wait(2 * MINUTE);
    expect(road.seenInPlace()).toEqual([]);
    expect(road.seenInPrivate()).toEqual([expect.stringContaining(told)]);
    expect(await inbox()).toEqual([]);
  });

  it("is sent or reported by another process if its place always refuses it and the first process dies", async () => {
    const { road, wait, process, isKept } = await prepare(true);
    road.refuse();
    road.ask();
    await wait(MINUTE, isKept);
    // The first process dies as soon as the place has refused.
    await new Promise((resolve) => setTimeout(resolve, 200));
    process({ adapters: [road.adapter] }).start();
    await wait(5 * MINUTE, async () => !(await isKept()));
    expect(await isKept()).toBe(false);
    expect(road.seenInPlace()).toEqual([]);
    expect(road.seenInPrivate().at(-1)).toContain(told);
  });
});
