import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { hasMarks } from "../../adapters/discord/send/history/marks.ts";
import { SCOPES } from "../../adapters/slack/commands/scopes.ts";
import type { Instant, Place } from "../../src/model.ts";
import { nextLookFrom } from "../../src/nudges/schedule/next-look.ts";
import { localDateTime } from "../../src/nudges/schedule/zoned-time.ts";
import { openDatabase } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";
import { BRUSSELS, subscription } from "../nudges/fixtures.ts";
import { addChannel, addServer } from "../protocol/discord/people.ts";
import { type DiscordServer, startDiscordServer } from "../protocol/discord/server.ts";
import { type SlackServer, startSlackServer } from "../protocol/slack/server.ts";
import { TEAM } from "../protocol/slack/workspace.ts";
import { ROOT } from "../repository-root.ts";
import { startPostgresql } from "../store/postgresql-server.ts";
import { percentile } from "./figures.ts";
import { createQuestions, type QuestionFigures } from "./replica-questions.ts";
import { residentMegabytes } from "./start-up.ts";

/** What three replicas did with the nudges that fell due while one of them was killed. */
export interface ReplicaFigures {
  readonly minutes: number;
  readonly due: number;
  readonly slack: number;
  readonly discord: number;
  readonly doubled: readonly string[];
  /** Occurrences that were due but are neither in their channel nor have a reason in the ledger. */
  readonly lost: readonly string[];
  /** Occurrences of the ledger by state and reason. */
  readonly ledger: Readonly<Record<string, number>>;
  /** Milliseconds from the due time to the message. Up to a minute is deliberate spreading. */
  readonly late: { readonly p50: number; readonly p99: number; readonly most: number };
  readonly questions: QuestionFigures;
  /** How many messages each process sent, in the order in which they were started; the first was killed. */
  readonly sentBy: Readonly<Record<string, number>>;
  readonly residentMegabytes: readonly string[];
  readonly violations: readonly string[];
}

const MAIN = join(ROOT, "dist/src/main.js");
const MINUTE = 60_000;
const QUARTER_OF_AN_HOUR = 15;
const DUE_PER_MINUTE = 24;
/** The number of subscriptions in each channel. */
const SUBSCRIPTIONS_IN_CHANNEL = 2;
/** The time before the first nudge is due, for starting; and after the last one, for spread messages and those of a killed process. */
const BEFORE_MS = MINUTE;
const AFTER_MS = 4 * MINUTE;
const BETWEEN_QUESTIONS_MS = 5_000;

interface Expected {
  readonly key: string;
  readonly place: Place;
  readonly dueAt: Instant;
}

/**
 * Runs three replicas of the compiled program on one PostgreSQL database for some real minutes, with Slack and Discord, while nudges fall due by the
 * wall clock and people ask. Kills one after a third of the time, and starts another after half of it.
 */
export async function runReplicas(minutes = QUARTER_OF_AN_HOUR): Promise<ReplicaFigures> {
  const data = await mkdtemp(join(tmpdir(), "malinois-replicas-"));
  const postgresql = await startPostgresql();
  const databaseUrl = await postgresql.createDatabase();
  const slack = await startSlackServer({ scopes: Object.keys(SCOPES) });
  const discord = await startDiscordServer();
  const arrivals = new Map<string, Instant[]>();
  slack.workspace.watch(({ metadata }) => {
    const { key } = (metadata as { event_payload?: { key?: string } } | undefined)?.event_payload ?? {};
    if (key !== undefined) arrivals.set(key, [...(arrivals.get(key) ?? []), Date.now()]);
  });
  const expected = await subscribe(databaseUrl, slack, discord, minutes);
  const questions = createQuestions(slack, discord);
  const environment = {
    ...{ PATH: process.env.PATH, DATA_DIR: data, DATABASE_URL: databaseUrl, PORT: "0", LOG_LEVEL: "info" },
    ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    ...{ DISCORD_TOKEN: discord.token, DISCORD_APPLICATION_ID: discord.applicationId, DISCORD_API_URL: discord.apiUrl },
  };
  const sentBy: Record<string, number> = {};
  const replicas = [1, 2, 3].map((number) => startReplica(environment, `replica ${number}`, sentBy));
  // People ask from when all have started until the last nudge falls due.
  let asking: NodeJS.Timeout | undefined;
  setTimeout(() => {
    asking = setInterval(() => void questions.ask(), BETWEEN_QUESTIONS_MS);
  }, BEFORE_MS / 2);
  await wait((minutes * MINUTE) / 3);
  replicas[0]?.kill("SIGKILL");
  await wait((minutes * MINUTE) / 6);
  replicas.push(startReplica(environment, "replica 4", sentBy));
  await wait((minutes * MINUTE) / 2 + BEFORE_MS);
  clearInterval(asking);
  await wait(AFTER_MS);

  const memory = replicas.slice(1).map(({ pid = 0 }) => residentMegabytes(pid));
  const ledger = await readLedger(databaseUrl);
  await Promise.all(replicas.slice(1).map(end));
  for (const { key, place } of expected.filter(({ place: { platform } }) => platform === "discord")) {
    const here = discord.state.posted.filter(({ channel }) => channel === place.channel);
    const found = here.filter(({ body }) => hasMarks((body.components ?? []) as Parameters<typeof hasMarks>[0], key));
    if (found.length > 0)
      arrivals.set(
        key,
        found.map(({ postedAt }) => postedAt),
      );
  }
  const violations = [...slack.violations, ...discord.violations];
  await Promise.all([slack.close(), discord.stop(), postgresql.stop()]);
  await rm(data, { recursive: true, force: true });

  const times = (key: string) => arrivals.get(key) ?? [];
  const explains = (key: string) => ["unknown", "skipped"].some((state) => ledger.get(key)?.startsWith(state));
  const late = expected.flatMap(({ key, dueAt }) => times(key).map((at) => at - dueAt));
  const of = (platform: string) => expected.filter(({ place, key }) => place.platform === platform && times(key).length > 0);
  return {
    ...{ minutes, due: expected.length, slack: of("slack").length, discord: of("discord").length },
    doubled: expected.filter(({ key }) => times(key).length > 1).map(({ key }) => key),
    lost: expected.filter(({ key }) => times(key).length === 0 && !explains(key)).map(({ key }) => key),
    ledger: countBy(expected.map(({ key }) => ledger.get(key) ?? "absent")),
    late: { p50: percentile(late, 0.5), p99: percentile(late, 0.99), most: Math.max(...late) },
    questions: questions.figures(),
    ...{ sentBy, residentMegabytes: memory, violations },
  };
}

/** Sets up {@link DUE_PER_MINUTE} subscriptions for each of the next minutes, half of them on each platform. Returns what will fall due. */
async function subscribe(
  databaseUrl: string,
  slack: SlackServer,
  discord: DiscordServer,
  minutes: number,
): Promise<readonly Expected[]> {
  const store = await openStore({ databaseUrl, dataDirectory: "unused" });
  const server = addServer(discord);
  const expected: Expected[] = [];
  const channels: Place[] = [];
  const first = Math.ceil((Date.now() + BEFORE_MS) / MINUTE) * MINUTE;
  for (let index = 0; index < minutes * DUE_PER_MINUTE; index += 1) {
    if (index % (2 * SUBSCRIPTIONS_IN_CHANNEL) === 0)
      channels.unshift(slackChannel(slack, index), discordChannel(discord, server));
    const place = channels[index % 2] as Place;
    const dueAt = first + (index % minutes) * MINUTE;
    const { date, time } = localDateTime(dueAt, BRUSSELS);
    const one = subscription(
      { id: `s${index}`, place, schedule: { kind: "weekdays", days: [1, 2, 3, 4, 5, 6, 7], time } },
      { dayOff: "send", weeklyLimit: 7 },
    );
    const { quietHours: _, ...sendPolicy } = one.sendPolicy;
    await store.nudges.saveSubscription(
      { ...one, sendPolicy },
      nextLookFrom({ ...one, sendPolicy }, Date.now(), () => undefined),
    );
    expected.push({ key: `s${index}/${date}/${time.replace(":", "")}`, place, dueAt });
  }
  await store.close();
  return expected;
}

function slackChannel({ workspace }: SlackServer, index: number): Place {
  const channel = `C${index}`;
  workspace.joined.add(channel);
  return { platform: "slack", workspace: TEAM, channel, private: false };
}

function discordChannel(discord: DiscordServer, server: ReturnType<typeof addServer>): Place {
  return { platform: "discord", workspace: server.id, channel: addChannel(discord, server, 0).id, private: false };
}

function startReplica(environment: NodeJS.ProcessEnv, name: string, sentBy: Record<string, number>): ChildProcess {
  const child = spawn(process.execPath, ["--max-semi-space-size=2", "--optimize-for-size", MAIN, "start"], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  sentBy[name] = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    sentBy[name] = (sentBy[name] ?? 0) + (String(chunk).match(/"kind":"nudge","msg":"sent"/g)?.length ?? 0);
  });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

async function readLedger(databaseUrl: string): Promise<ReadonlyMap<string, string>> {
  const database = await openDatabase({ databaseUrl, dataDirectory: "unused" });
  const rows = await database.queries.selectFrom("deliveries").select(["key", "state", "reason"]).execute();
  await database.close();
  return new Map(rows.map(({ key, state, reason }) => [key, reason === null ? state : `${state}: ${reason}`]));
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
