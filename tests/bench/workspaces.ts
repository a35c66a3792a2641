import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SCOPES } from "../../adapters/slack/commands/scopes.ts";
import { beginInstall, endInstall } from "../adapters/slack/workspaces/harness.ts";
import { createPeople, type Delivery } from "../protocol/slack/payloads.ts";
import { type SlackServer, startSlackServer } from "../protocol/slack/server.ts";
import { deliverByHttp } from "../protocol/slack/signed-http.ts";
import { percentile } from "./figures.ts";
import { type Program, residentMegabytes, startProgram } from "./start-up.ts";

const WORKSPACES = 1_000;
/** The number of workspaces whose caches are filled, and of the people who ask in each for this. */
const [BUSY, PEOPLE] = [4, 450];
const AT_ONCE = 8;
/** How long to wait before measuring memory, so that the processes that learned the pack have ended. */
const SETTLE_MS = 5_000;

/** Measures one process with the shipped pack and a thousand workspaces that install the app: start time, memory and answers. */
export async function measureWorkspaces(): Promise<readonly object[]> {
  const data = await mkdtemp(join(tmpdir(), "malinois-bench-"));
  const slack = await startSlackServer({ scopes: Object.keys(SCOPES) });
  const settings = {
    ...{ DATA_DIR: data, RATE_LIMIT_WORKSPACE: "0" },
    ...{ SLACK_CLIENT_ID: slack.distribution.clientId, SLACK_CLIENT_SECRET: slack.distribution.clientSecret },
    ...{ SLACK_SIGNING_SECRET: slack.signingSecret, SLACK_API_URL: slack.apiUrl },
    TOKEN_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  };
  const teams = Array.from({ length: WORKSPACES }, (_, number) => `T${String(number).padStart(4, "0")}`);
  const figures: object[] = [];
  try {
    const learning = await startProgram(settings);
    await ready(learning);
    await stop(learning);
    const first = await startProgram(settings);
    await ready(first);
    figures.push({ step: "started without any", ms: round(first.startedAfter), memory: memoryOf(first) });
    const begun = performance.now();
    await each(teams, (team) => installIn(slack, first.origin, team));
    figures.push({
      step: "installed",
      workspaces: WORKSPACES,
      ms: round(performance.now() - begun),
      memory: memoryOf(first),
    });
    await stop(first);

    const program = await startProgram(settings);
    await ready(program);
    const before = memoryOf(program);
    figures.push({ step: "started again", ms: round(program.startedAfter), memory: before });
    for (const step of ["first question in each", "second"]) {
      const times = await each(teams, (team) => askIn(slack, program.origin, team, "U1"));
      await pause(SETTLE_MS);
      const after = memoryOf(program);
      figures.push({
        step,
        ...summary(times),
        memory: after,
        kilobytesEach: Math.round(((after - before) * 1_024) / WORKSPACES),
      });
    }
    const beforeBusy = memoryOf(program);
    const questions = teams
      .slice(0, BUSY)
      .flatMap((team) => Array.from({ length: PEOPLE }, (_, number) => [team, `U${number}`] as const));
    const times = await each(questions, ([team, user]) => askIn(slack, program.origin, team, user));
    await pause(SETTLE_MS);
    const megabytesEach = Number(((memoryOf(program) - beforeBusy) / BUSY).toFixed(2));
    figures.push({ step: `${PEOPLE} people in each of ${BUSY}`, ...summary(times), memory: memoryOf(program), megabytesEach });
    const health = (await (await fetch(`${program.origin}/healthz`)).json()) as { adapters: { slack: { detail: string } } };
    figures.push({
      health: health.adapters.slack.detail,
      violations: slack.violations.length,
      late,
      answers: answersIn(slack, teams),
    });
    await stop(program);
    return figures;
  } finally {
    await slack.close();
    await rm(data, { recursive: true, force: true });
  }
}

/** Waits until questions are answered, and a while longer. */
async function ready({ origin }: Program): Promise<void> {
  while ((await fetch(`${origin}/readyz`)).status !== 200) await pause(200);
  await pause(SETTLE_MS);
}

async function installIn(slack: SlackServer, origin: string, team: string): Promise<void> {
  slack.distribution.addTeam(team).joined.add("C1");
  const { location, cookie } = await beginInstall(origin);
  const { status } = await endInstall(origin, slack.distribution.allow(location, { team }), cookie);
  if (status !== 200) throw new Error(`${team} could not install: ${status}`);
}

/** The number of deliveries that were not acknowledged within Slack's three seconds. */
let late = 0;

/** Asks with a command. The answer comes to a response address, before the command is acknowledged. */
async function askIn(slack: SlackServer, origin: string, team: string, user: string): Promise<void> {
  const people = createPeople(slack.distribution.team(team), slack.responseAddress);
  const delivery: Delivery = people.command(user, "C1", "/ask", "what is phishing?");
  const receiver = { url: `${origin}/slack/events`, secret: slack.signingSecret, now: Date.now };
  await deliverByHttp(receiver, delivery).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === "TimeoutError")) throw error;
    late += 1;
  });
}

/** Does something for each item, several at once. Returns how long each took, in milliseconds. */
async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<readonly number[]> {
  const left = items.values();
  const times: number[] = [];
  const worker = async () => {
    for (const item of left) {
      const begun = performance.now();
      await work(item);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return times;
}

const round = (value: number) => Math.round(value);
const summary = (times: readonly number[]) => ({ p50: round(percentile(times, 0.5)), p99: round(percentile(times, 0.99)) });
const memoryOf = ({ child }: Program) => Number(residentMegabytes(child.pid ?? 0));
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

function answersIn(slack: SlackServer, teams: readonly string[]): number {
  return teams.reduce((sum, team) => sum + slack.distribution.team(team).ephemerals.length, 0);
}

async function stop({ child }: Program): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await ended;
}
