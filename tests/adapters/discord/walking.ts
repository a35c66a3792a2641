import { onTestFinished } from "vitest";
import { rightsHint } from "../../../adapters/discord/texts.ts";
import { createBot } from "../../../src/app/bot.ts";
import type { WorkspaceKnowledge } from "../../../src/app/knowledge/workspace-knowledge.ts";
import type { IntentHandler } from "../../../src/conversation/handler.ts";
import type { Decision } from "../../../src/model.ts";
import { createNudgeCommands } from "../../../src/nudges/commands/nudge-commands.ts";
import { createLibrary } from "../../../src/nudges/content/library.ts";
import { createNudgeRunner } from "../../../src/nudges/delivery/runner.ts";
import { openStore } from "../../../src/store/store.ts";
import { CONTENT } from "../../nudges/delivery/content.ts";
import { CAMPAIGN, STALE } from "../../nudges/delivery/harness.ts";
import { BRUSSELS, holidayOn } from "../../nudges/fixtures.ts";
import { componentsOf, textOf } from "../../protocol/discord/message-rules.ts";
import { fillIn, nudge } from "../../protocol/discord/nudging.ts";
import { addServer, type Interacting, interact, press } from "../../protocol/discord/people.ts";
import { startDiscordServer } from "../../protocol/discord/server.ts";
import type { Channel, InteractionRecord, Posted } from "../../protocol/discord/state.ts";
import { createClock, createLog, makeAdapter } from "./harness.ts";
import { PUBLIC_KEY, post } from "./signed.ts";

/** The transport by which interactions reach Malinois. */
export type Road = "gateway" | "http";

export const MANAGER = "1200000000000000011";
export const MEMBER = "1200000000000000012";
export const OTHER = "1200000000000000013";
const MANAGE_SERVER = String(1n << 5n);

type Use = Omit<Interacting, "channel"> & Partial<Interacting>;

/**
 * Starts Malinois in a Discord server. Only Discord is fake: adapter, bot, store, commands and runner are real. It is ten o'clock in Brussels on Tuesday,
 * 24 November 2026; the clock stands still until the test moves it.
 */
export async function startWalk({ road = "gateway" as Road, members = false } = {}) {
  const clock = createClock();
  const monotonic = { now: 0 };
  const discord = await startDiscordServer({ now: clock.now });
  const server = addServer(discord);
  const { channel } = server;
  const store = await openStore({ dataDirectory: ":memory:" });
  const logger = createLog();
  const { adapter } = makeAdapter(discord, { publicKey: PUBLIC_KEY, members, campaigns: () => [CAMPAIGN], log: logger });
  const library = createLibrary(CONTENT, [CAMPAIGN]);
  const shared = {
    ...{ store: store.nudges, holidayOn, zone: BRUSSELS },
    content: async () => ({ library, areas: CONTENT.areas }),
    random: createRandom(),
  };
  const runner = createNudgeRunner({
    ...{ ...shared, adapters: [adapter], now: clock.now, monotonic: () => monotonic.now, leaseOwner: "first", logger },
    after: (_, run) => {
      queueMicrotask(run);
      return () => undefined;
    },
    timings: { jitter: 0, staleAfter: STALE },
  });
  const commands = createNudgeCommands({
    ...{ ...shared, settings: store, now: clock.now, wake: () => undefined },
    rightsHint: (_, ...asked) => rightsHint(...asked),
    hearsNewcomers: () => true,
  });
  const knowledge: Pick<WorkspaceKnowledge, "current" | "suggest"> = {
    current: async () => ({ pack: CONTENT, handle: (() => SILENCE) as IntentHandler }),
    suggest: async () => [],
  };
  await adapter.start(createBot({ store, knowledge, adapters: [adapter], now: clock.now, logger, nudges: commands }));
  onTestFinished(async () => {
    await adapter.stop();
    await store.close();
    await discord.stop();
  });

  async function send(interacting: Interacting): Promise<InteractionRecord> {
    if (road === "gateway") return interact(discord, interacting);
    const [route] = adapter.routes;
    if (route === undefined) throw new Error("no route");
    return (await post({ discord, route }, interacting)).record;
  }

  /** Lets a person do something, and returns the interaction with its first response. */
  async function use(interacting: Use): Promise<InteractionRecord> {
    const record = await send({ channel, user: MEMBER, ...interacting });
    await discord.until(() => record.response !== undefined, "it is answered at once");
    return record;
  }

  /** Lets a person do something, and returns the answer, which only they see. */
  async function answered(interacting: Use): Promise<Posted> {
    const record = await use(interacting);
    await discord.until(() => record.original !== undefined, "the answer comes");
    const { original } = record;
    if (original === undefined || !(interacting.channel?.type === 1 || original.isEphemeral))
      throw new Error("The answer is for everybody to see.");
    return original;
  }

  /** Like {@link answered}, but returns the text of the answer. */
  async function told(interacting: Use): Promise<string> {
    return textOf((await answered(interacting)).body);
  }

  const asManager = { user: MANAGER, permissions: MANAGE_SERVER };
  return {
    ...{ discord, server, channel, store, logger, clock, use, answered, told, asManager },
    /** Submits the form of `/nudge add`. */
    async setUp(values: Parameters<typeof fillIn>[1], options: Use | object = asManager): Promise<string> {
      const opened = await use({ ...nudge("add"), ...options });
      return told({ ...fillIn(opened, values), ...options });
    },
    /** Moves the clock to a time in Brussels in winter, and lets the runner look once. */
    async at(local: string): Promise<void> {
      const now = Date.parse(`${local.replace(" ", "T")}+01:00`);
      monotonic.now += now - clock.now();
      clock.advance(now - clock.now());
      await runner.tick();
    },
    /** Returns the messages in a channel that nobody asked for. */
    unasked: ({ id }: Pick<Channel, "id"> = channel): readonly Posted[] =>
      discord.state.posted.filter((posted) => posted.channel === id && posted.interaction === undefined),
    /** Returns the bot's conversation with a person. Throws if it does not exist yet. */
    directMessages(person: string): Channel {
      const found = discord.state.directMessages.find(({ name }) => name === person);
      if (found === undefined) throw new Error("There are no direct messages yet.");
      return found;
    },
    /** Returns the state of each delivery that fell due, the earliest first. */
    async history(subscription: string): Promise<readonly string[]> {
      const lines = await store.nudges.ledger(subscription, 99);
      return lines.map(({ state, reason }) => (reason === undefined ? state : `${state}: ${reason}`)).reverse();
    },
  };
}

/** Makes a random source that gives the same numbers in each run. */
function createRandom(): () => number {
  let last = 0;
  return () => {
    last = (last + 0.137) % 1;
    return last;
  };
}

const SILENCE: Decision = { outcome: "unknown", language: "en", entries: [], replies: [], changes: [], considered: [] };

/** Returns the press of the button whose label begins with this text. */
export function pressIn(
  { body, id }: Pick<Posted, "body"> & Partial<Pick<Posted, "id">>,
  label: string,
): Pick<Interacting, "type" | "data" | "messageFlags" | "messageId"> {
  const button = componentsOf(body).find((component) => component.type === 2 && component.label?.startsWith(label));
  if (button?.custom_id === undefined) throw new Error(`There is no button ${label}.`);
  return { ...press(button.custom_id, body.flags), ...(id === undefined ? {} : { messageId: id }) };
}

/** Returns the name of the new subscription from the answer. */
export function nameIn(answer: string): string {
  const name = /Set up as (\w+)/.exec(answer)?.[1];
  if (name === undefined) throw new Error(`Nothing was set up: ${answer}`);
  return name;
}
