import { generateKeyPairSync, sign } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { HttpRoute } from "../../src/ports.ts";
import { makeAdapter } from "../adapters/discord/harness.ts";
import { acceptHttpResponse, addChannel, addServer, ask, interact, interactionEvent, write } from "../protocol/discord/people.ts";
import { type DiscordServer, startDiscordServer } from "../protocol/discord/server.ts";
import type { Channel, InteractionRecord } from "../protocol/discord/state.ts";

/** The results of a load run for one way to ask. */
export interface LoadFigures {
  readonly way: "mentions" | "commands over the gateway" | "commands over HTTP";
  readonly questions: number;
  readonly lost: number;
  readonly doubled: number;
  /** Milliseconds from the event to the posted answer. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds from the event to the acknowledgement; Discord allows 3,000. Mentions have none. */
  readonly slowestAcknowledgement?: number;
  /** Bodies that break Discord's rules. */
  readonly violations: number;
}

const QUESTIONS = 500;
/** Discord accepts 50 calls a second from a bot, and five messages in five seconds in a channel. */
const MENTIONS_A_SECOND = 45;
const CHANNELS = 100;
const CHANNEL_LIMIT = { calls: 5, window: 5_000 };

/**
 * Asks 500 questions in each way: mentions as fast as Discord allows the answers, commands all at once.
 * Only Discord and the answers are fake.
 */
export async function runDiscordLoad(): Promise<readonly LoadFigures[]> {
  return [await mentions(), await commandsOverGateway(), await commandsOverHttp()];
}

const { publicKey, privateKey } = generateKeyPairSync("ed25519");

interface Load {
  readonly discord: DiscordServer;
  readonly channels: readonly Channel[];
  readonly route: HttpRoute;
}

/** A question that was asked: its time, and how to recognise its answers. */
interface Asked {
  readonly at: number;
  readonly id: string;
  readonly record?: InteractionRecord;
}

/** Runs `send` with a fresh server and adapter. */
async function measure(way: LoadFigures["way"], send: (load: Load, position: number) => Promise<Asked>): Promise<LoadFigures> {
  const discord = await startDiscordServer({ channelLimit: CHANNEL_LIMIT });
  const server = addServer(discord);
  for (let count = 1; count < CHANNELS; count += 1) addChannel(discord, server, 0);
  const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  const { adapter, bot } = makeAdapter(discord, { publicKey: key, delays: { retry: 50, acknowledge: 2_500 } });
  await adapter.start(bot);
  const [route] = adapter.routes;
  if (route === undefined) throw new Error("The adapter has no route for interactions.");
  const asked = await Promise.all(
    Array.from({ length: QUESTIONS }, (_, position) => send({ discord, channels: server.channels, route }, position)),
  );
  await discord.until(() => discord.state.posted.length >= QUESTIONS, "every question is answered").catch(() => undefined);
  await adapter.stop();
  await discord.stop();
  return figuresOf(way, asked, discord);
}

function figuresOf(way: LoadFigures["way"], asked: readonly Asked[], { state, violations }: DiscordServer): LoadFigures {
  const answers = new Map<string, number[]>();
  for (const { interaction, body, postedAt } of state.posted) {
    const id = interaction ?? body.message_reference?.message_id ?? "";
    answers.set(id, [...(answers.get(id) ?? []), postedAt]);
  }
  const counts = asked.map(({ id }) => answers.get(id)?.length ?? 0);
  const times = asked.flatMap(({ id, at }) => (answers.get(id) ?? []).slice(0, 1).map((time) => time - at)).sort((a, b) => a - b);
  const acknowledgements = asked.flatMap(({ record }) =>
    record === undefined ? [] : [record.acknowledgedAfter ?? Number.POSITIVE_INFINITY],
  );
  return {
    way,
    questions: asked.length,
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    ...(acknowledgements.length === 0 ? {} : { slowestAcknowledgement: Math.max(...acknowledgements) }),
    violations: violations.length,
  };
}

function mentions(): Promise<LoadFigures> {
  return measure("mentions", async ({ discord, channels }, position) => {
    await wait((position / MENTIONS_A_SECOND) * 1_000);
    const at = Date.now();
    return { at, id: write(discord, { channel: channelAt(channels, position), text: `@Malinois question ${position}` }) };
  });
}

function commandsOverGateway(): Promise<LoadFigures> {
  return measure("commands over the gateway", async ({ discord, channels }, position) => {
    const at = Date.now();
    const record = interact(discord, { channel: channelAt(channels, position), ...ask(`question ${position}`) });
    return { at, id: record.id, record };
  });
}

function commandsOverHttp(): Promise<LoadFigures> {
  return measure("commands over HTTP", async ({ discord, channels, route }, position) => {
    const at = Date.now();
    const { event, record } = interactionEvent(discord, {
      channel: channelAt(channels, position),
      ...ask(`question ${position}`),
    });
    const body = JSON.stringify(event);
    const timestamp = String(at);
    const signature = sign(null, Buffer.from(timestamp + body), privateKey).toString("hex");
    const headers = { "x-signature-ed25519": signature, "x-signature-timestamp": timestamp };
    const response = await route.handle(new Request("http://localhost/discord/interactions", { method: "POST", body, headers }));
    acceptHttpResponse(discord, record, await response.json());
    return { at, id: record.id, record };
  });
}

function channelAt(channels: readonly Channel[], position: number): Channel {
  const channel = channels[position % channels.length];
  if (channel === undefined) throw new Error("There is no channel.");
  return channel;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
