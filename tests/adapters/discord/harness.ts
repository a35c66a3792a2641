import { createDiscord } from "../../../adapters/discord/index.ts";
import type { DiscordOptions } from "../../../adapters/discord/options.ts";
import type { Decision, Inbound, Place, Reply } from "../../../src/model.ts";
import type {
  Adapter,
  Host,
  Logger,
  ManagedAdapter,
  Opening,
  RecentPlace,
  Suggestion,
  WorkspaceKey,
} from "../../../src/ports.ts";
import { addServer } from "../../protocol/discord/people.ts";
import { type DiscordServer, type DiscordServerOptions, startDiscordServer } from "../../protocol/discord/server.ts";
import type { Channel } from "../../protocol/discord/state.ts";

/** A reply with a part of each kind. */
export function aReply(properties: Partial<Reply> = {}): Reply {
  return {
    kind: "answer",
    language: "en",
    title: "I clicked a phishing link",
    body: ["Close the page and change the password."],
    points: { heading: "Key points", items: ["Nothing is lost yet"] },
    steps: { heading: "What to do", items: ["Change the password", "Tell the service commands"] },
    sources: { heading: "Sources", items: [{ title: "Safeonweb", url: "https://safeonweb.be/en", asOf: "2026-02" }] },
    choices: [],
    actions: [
      { label: "More", action: { kind: "more", entry: "phishing", language: "en" } },
      { label: "Share", action: { kind: "share", entry: "phishing", language: "en" } },
      { label: "Yes", action: { kind: "feedback", entry: "phishing", language: "en", helpful: true } },
      { label: "No", action: { kind: "feedback", entry: "phishing", language: "en", helpful: false } },
      { label: "Ask a person", action: { kind: "person", language: "en" } },
    ],
    footnote: "Reviewed on 2026-11-23",
    ...properties,
  };
}

/** A stand-in for the bot. It answers each question once, whichever adapter passes it on, and records what it was asked. */
interface FakeBot extends Host {
  readonly asked: readonly Inbound[];
  /** Returns how many questions were passed on, duplicates included. */
  brought(): number;
  /** The errors because of which an answer was not sent. */
  readonly failures: readonly unknown[];
  /** Workspaces that Malinois was removed from. */
  readonly workspacesLeft: WorkspaceKey[];
  answerWith(answer: (question: Inbound) => readonly Reply[] | Promise<readonly Reply[]>): void;
  suggestions: readonly Suggestion[];
  takesPartIn: (place: Place, begins?: Opening) => boolean;
  /** The places where the bot talked recently. */
  readonly talkedIn: RecentPlace[];
  /** Returns the form that is opened. */
  forms: Host["form"];
}

/** @param claims the ids of claimed questions; several bots may share them, as they share a database */
function createFakeBot(sendWith: () => Adapter, claims: Set<string> = new Set()): FakeBot {
  const asked: Inbound[] = [];
  const failures: unknown[] = [];
  let brought = 0;
  let answer: Parameters<FakeBot["answerWith"]>[0] = () => [aReply()];
  const bot: FakeBot = {
    asked,
    failures,
    brought: () => brought,
    suggestions: [],
    takesPartIn: () => false,
    talkedIn: [],
    recentPlaces: async () => bot.talkedIn,
    forms: async () => undefined,
    form: (...asked) => bot.forms(...asked),
    answerWith(other) {
      answer = other;
    },
    workspacesLeft: [],
    withdraw: async () => [],
    left: async (workspace) => void bot.workspacesLeft.push(workspace),
    suggest: async (_workspace, _text, _language, limit) => bot.suggestions.slice(0, limit),
    takesPart: async (place, begins) => bot.takesPartIn(place, begins),
    async receive(question, onTaken) {
      brought += 1;
      if (claims.has(question.id)) return undefined;
      claims.add(question.id);
      if (onTaken !== undefined && !(await onTaken())) return undefined;
      asked.push(question);
      try {
        const replies = await answer(question);
        for (const reply of replies) await sendWith().send(question.place, reply);
        return decided(replies);
      } catch (error) {
        failures.push(error);
        return undefined;
      }
    },
  };
  return bot;
}

function decided(replies: readonly Reply[]): Decision {
  return { outcome: "answer", language: "en", entries: [], replies, changes: [], considered: [] };
}

export interface LogLine {
  readonly level: keyof Logger;
  readonly fields: object;
  readonly message: string;
}

export function createLog(): Logger & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: LogLine["level"]) => (fields: object, message: string) => void lines.push({ level, fields, message });
  return { lines, info: at("info"), warn: at("warn"), error: at("error") };
}

export interface Running {
  readonly discord: DiscordServer;
  readonly adapter: ManagedAdapter;
  readonly bot: FakeBot;
  readonly log: ReturnType<typeof createLog>;
  stop(): Promise<void>;
}

/** Short waits, so that no test sleeps. The deadline for interactions is long, because the speed of a busy machine is not what is tested. */
export const QUICK: NonNullable<DiscordOptions["delays"]> = {
  retry: 1,
  drain: 5_000,
  connect: 15_000,
  turn: 100,
  acknowledge: 15_000,
};

/** Makes a clock that stands still until the test moves it. */
export function createClock(start = Date.parse("2026-11-24T09:00:00Z")) {
  let time = start;
  return { now: () => time, advance: (milliseconds: number) => (time += milliseconds) };
}

export interface StartOptions {
  readonly clock?: ReturnType<typeof createClock>;
  readonly server?: DiscordServerOptions;
  readonly options?: Partial<DiscordOptions>;
  /** Adds servers and channels before the adapter connects. */
  readonly prepare?: (discord: DiscordServer) => void;
  readonly claims?: Set<string>;
}

/** Starts a protocol server and an adapter that is connected to it; both use the same clock. */
export async function startDiscord({
  clock = createClock(),
  server,
  options,
  prepare,
  claims,
}: StartOptions = {}): Promise<Running> {
  const discord = await startDiscordServer({ now: clock.now, ...server });
  prepare?.(discord);
  const running = makeAdapter(discord, { now: clock.now, ...options }, claims);
  await running.adapter.start(running.bot);
  return {
    discord,
    ...running,
    async stop() {
      await running.adapter.stop();
      await discord.stop();
    },
  };
}

/** Like {@link startDiscord}, with one server that has a text channel. */
export async function startInServer(
  options: Omit<StartOptions, "prepare"> = {},
): Promise<Running & { readonly channel: Channel }> {
  const channels: Channel[] = [];
  const running = await startDiscord({ ...options, prepare: (discord) => void channels.push(addServer(discord).channel) });
  const [channel] = channels;
  if (channel === undefined) throw new Error("There is no channel.");
  return { ...running, channel };
}

/** Makes an adapter for a server, with its bot, and does not start it. */
export function makeAdapter(
  discord: DiscordServer,
  options: Partial<DiscordOptions> = {},
  claims?: Set<string>,
): Omit<Running, "discord" | "stop"> {
  const log = createLog();
  const adapter = createDiscord({
    applicationId: discord.applicationId,
    token: discord.token,
    apiUrl: discord.apiUrl,
    now: discord.now,
    log,
    ...options,
    delays: { ...QUICK, ...options.delays },
  });
  return { adapter, bot: createFakeBot(() => adapter, claims), log };
}
