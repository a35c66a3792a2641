import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { openDatabase, type StoreOptions } from "../../../src/store/database.ts";
import { seededRandom } from "../../../src/text/random.ts";
import { type AnswererOptions, POINTS, type Point } from "./program-options.ts";
import { counting, type MakeTarget } from "./targets.ts";

export interface KillRunOptions {
  readonly program: string;
  readonly store: StoreOptions;
  /** The number of processes that are killed or stopped. */
  readonly kills: number;
  readonly seed: number;
  readonly staleAfter: number;
  /** The platform on which questions are asked; one that only counts if absent. */
  readonly target?: MakeTarget;
}

export interface KillReport {
  /** The number of questions that were acknowledged to the platform. */
  readonly asked: number;
  readonly answered: number;
  /** The number of questions whose asker was told that there is no answer. */
  readonly told: number;
  /** The questions, by number, that were answered more than once, and those that got neither an answer nor a message about it. */
  readonly doubled: readonly number[];
  readonly lost: readonly number[];
  /** How many processes died at each point, or "anywhere" if they did not reach their point in time. */
  readonly kills: Readonly<Record<Point | "anywhere", number>>;
  readonly lostAnswers: number;
  readonly lostRequests: number;
  /** How often the platform was asked whether it has an answer. */
  readonly questions: number;
  /** The number of questions that are still in the store. */
  readonly left: number;
}

const REPLICAS = 2;
/** The number of questions that are asked at once before a process must stop: more than it can answer before its end. */
const BURST = 15;
const BETWEEN_QUESTIONS_MS = 25;
/** A process that has not reached its point after this time is killed anyway. */
const LIFETIME_MS = 4_000;
const LONGEST_MS = 60_000;

/**
 * Asks questions one after the other while two processes at a time answer them. Each is killed at its own point, or told to stop with a full queue.
 * Then two healthy processes finish. A question that was not acknowledged is delivered again, as platforms do.
 */
export async function runKills(options: KillRunOptions): Promise<KillReport> {
  const { program, store, kills, seed, staleAfter, target: makeTarget = counting } = options;
  const random = seededRandom(seed);
  const target = await makeTarget(random);
  const living = new Map<ChildProcessWithoutNullStreams, number>();
  const taken: number[] = [];
  const asking = new Set<Promise<void>>();
  let next = 0;
  let isKilling = true;

  async function ask(): Promise<void> {
    const number = next;
    next += 1;
    // While processes are killed, the same question may be lost again and again, so the time limit only counts afterwards.
    for (let since = Date.now(); Date.now() - since < LONGEST_MS; await wait(50)) {
      if (isKilling) since = Date.now();
      const isTaken = await target.ask(number, [...living.values()]);
      if (isTaken) taken.push(number);
      if (isTaken !== false) return;
    }
    throw new Error(`question ${number} was never taken`);
  }

  function askOne(): void {
    const one = ask().finally(() => asking.delete(one));
    asking.add(one);
  }

  async function startProcess(death?: AnswererOptions["death"]): Promise<ChildProcessWithoutNullStreams> {
    const given: AnswererOptions = { store, platform: target.platform, staleAfter, ...(death === undefined ? {} : { death }) };
    const child = spawn(process.execPath, [program, JSON.stringify(given)]);
    child.stderr.pipe(process.stderr);
    child.once("exit", () => living.delete(child));
    const [port] = (await once(createInterface(child.stdout), "line")) as [string];
    if (child.exitCode === null && child.signalCode === null) living.set(child, Number(port));
    return child;
  }

  const counted = Object.fromEntries([...POINTS, "anywhere"].map((point) => [point, 0])) as Record<Point | "anywhere", number>;
  const deaths = Array.from({ length: kills }, (_, index) => ({
    point: POINTS[index % POINTS.length] ?? "kept",
    after: 1 + Math.floor(random() * 4),
  }));

  async function live(death: NonNullable<AnswererOptions["death"]>): Promise<void> {
    const child = await startProcess(death);
    const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : Promise.resolve();
    if (death.point === "stopped") {
      for (let count = 0; count < BURST; count += 1) askOne();
      await wait(100);
      child.kill("SIGTERM");
    }
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      child.kill("SIGKILL");
    }, LIFETIME_MS);
    await ended;
    clearTimeout(timer);
    counted[isOver ? "anywhere" : death.point] += 1;
  }

  let isAsking = true;
  const stream = (async () => {
    for (; isAsking; await wait(BETWEEN_QUESTIONS_MS)) if (asking.size < BURST) askOne();
  })();
  const lane = async () => {
    for (let death = deaths.pop(); death !== undefined; death = deaths.pop()) await live(death);
  };
  await Promise.all(Array.from({ length: REPLICAS }, lane));
  isKilling = false;
  const healthy = await Promise.all(Array.from({ length: REPLICAS }, () => startProcess()));
  isAsking = false;
  await stream;
  while (asking.size > 0) await Promise.all(asking);

  const database = await openDatabase(store);
  const left = async () => (await database.queries.selectFrom("inbox").select("id").execute()).length;
  // Wait as long as there is progress, however slow the machine is.
  let fewest = Number.POSITIVE_INFINITY;
  for (let since = Date.now(); Date.now() - since < LONGEST_MS; await wait(100)) {
    const now = await left();
    if (now === 0) break;
    if (now < fewest) since = Date.now();
    fewest = Math.min(fewest, now);
  }
  const report = {
    ...{ asked: taken.length, kills: counted, ...target.seen, left: await left() },
    answered: taken.filter((number) => target.answers(number) > 0).length,
    told: taken.filter((number) => target.told(number) > 0).length,
    doubled: taken.filter((number) => target.answers(number) > 1),
    lost: taken.filter((number) => target.answers(number) + target.told(number) === 0),
  };
  await database.close();
  for (const child of healthy) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await target.stop();
  return report;
}
