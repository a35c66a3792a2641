import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import type { Instant, Place } from "../../../src/model.ts";
import { nextLookFrom } from "../../../src/nudges/schedule/next-look.ts";
import { localDateTime } from "../../../src/nudges/schedule/zoned-time.ts";
import { openDatabase, type StoreOptions } from "../../../src/store/database.ts";
import { openStore } from "../../../src/store/store.ts";
import { seededRandom } from "../../../src/text/random.ts";
import { at, BRUSSELS, HOUR, subscription } from "../fixtures.ts";
import { counting, type FaultTarget, type MakeTarget } from "./fault-targets.ts";
import { POINTS, type Point, type ReplicaOptions } from "./runner-program-options.ts";

export interface FaultRunOptions {
  readonly program: string;
  readonly store: StoreOptions;
  /** The number of processes that are killed. */
  readonly kills: number;
  readonly seed: number;
  readonly staleAfter: number;
  /** The platform that the processes send to; a counter if absent. */
  readonly target?: MakeTarget;
  readonly duePerMinute?: number;
  /** How many times faster the replicas' clocks run than this machine's. */
  readonly speed?: number;
}

export interface FaultReport {
  readonly occurrences: number;
  /** How many processes died at each point, or "anywhere" if they did not reach their point in time. */
  readonly kills: Readonly<Record<Point | "anywhere", number>>;
  readonly lostAnswers: number;
  readonly lostRequests: number;
  readonly questions: number;
  /** Keys of messages that were accepted more than once. */
  readonly doubles: readonly string[];
  /** Occurrences that were not sent and for which the ledger gives no reason, with their state there. */
  readonly losses: readonly string[];
  /** Occurrences that are "sent" in the ledger but that the platform does not have. */
  readonly lies: readonly string[];
  /** How many deliveries in the ledger have each state. */
  readonly states: Readonly<Record<string, number>>;
}

const NINE = at("2026-11-23 09:00");
const MINUTE = 60_000;
/** The default speed: a minute of the replicas' clocks takes half a second. */
const SPEED = 120;
const DUE_PER_MINUTE = 30;
/** Deliveries that are due are spread over this many minutes. */
const SPREAD_MINUTES = 1;
/** How long it takes until the replicas' clocks show nine. */
const LEAD_MS = 1_000;
const REPLICAS = 2;
const LONGEST_MS = 60_000;
/** A replica that has not reached its point after this time is killed anyway. */
const LIFETIME_MS = 4_000;

/**
 * Runs two replicas at a time that send what falls due from nine on. Each is killed at its own point, while clocks jump and responses are lost.
 * Then two healthy replicas finish. Compares what the platform accepted with what the ledger says.
 */
export async function runFaults({
  program,
  store: storeOptions,
  kills,
  seed,
  staleAfter,
  target: makeTarget = counting,
  duePerMinute = DUE_PER_MINUTE,
  speed = SPEED,
}: FaultRunOptions): Promise<FaultReport> {
  const random = seededRandom(seed);
  let startedAt = Number.POSITIVE_INFINITY;
  const target = await makeTarget(random, () => (startedAt < Number.POSITIVE_INFINITY ? clockAt(startedAt, speed) : NINE));
  const minutes = Math.ceil(kills / 2);
  const placeOf = await subscribe(storeOptions, target, minutes, duePerMinute);
  const keys = [...placeOf.keys()];
  startedAt = Date.now() + LEAD_MS;
  const start = (death?: ReplicaOptions["death"]): Replica =>
    startReplica(program, {
      ...{ store: storeOptions, platform: target.platform, staleAfter, nine: NINE, startedAt, speed },
      clockSteps: [0, 0, 0, 2 * MINUTE, -2 * MINUTE],
      ...(death === undefined ? {} : { death }),
    });

  const deaths = Array.from({ length: kills }, (_, index) => ({
    point: POINTS[index % POINTS.length] ?? "taken",
    after: 1 + Math.floor(random() * 2),
  }));
  // Started before they are needed, so that they work as soon as the last of the others has died.
  const healthy = Array.from({ length: REPLICAS }, () => start());
  const counted = { pending: 0, taken: 0, writing: 0, answered: 0, recorded: 0, anywhere: 0 };
  const mortal = async () => {
    let next = deaths.pop();
    let spare = next && start(next);
    while (next !== undefined && spare !== undefined) {
      const [death, replica] = [next, spare];
      next = deaths.pop();
      // Started in advance, so that one is always working.
      spare = next && start(next);
      counted[(await replica.life(LIFETIME_MS)) ? death.point : "anywhere"] += 1;
    }
  };
  await Promise.all(Array.from({ length: REPLICAS }, mortal));

  // Wait until the last occurrence has fallen due by the replicas' clocks, and some time after that.
  const untilDue = startedAt + ((minutes + SPREAD_MINUTES) * MINUTE) / speed - Date.now();
  const longestWait = Math.max(0, untilDue) + LONGEST_MS;
  const lives = healthy.map((replica) => replica.life(longestWait));
  const database = await openDatabase(storeOptions);
  const rows = () =>
    database.queries.selectFrom("deliveries").select(["key", "state", "reason"]).where("kind", "=", "nudge").execute();
  const settled = async () => {
    const known = new Map((await rows()).map((row) => [row.key, row.state]));
    return keys.every((key) => !["pending", "sending", undefined].includes(known.get(key)));
  };
  for (let waited = 0; waited < longestWait && !(await settled()); waited += 100) await wait(100);
  for (const { child } of healthy) child.kill("SIGKILL");
  await Promise.all(lives);

  const ledger = new Map((await rows()).map((row) => [row.key, row]));
  await database.close();
  const counts = new Map([...placeOf].map(([key, place]) => [key, target.count(key, place)]));
  await target.stop();
  const wasTaken = (key: string) => (counts.get(key) ?? 0) > 0;
  const explains = (key: string) => {
    const row = ledger.get(key);
    return row?.state === "unknown" || (row?.state === "skipped" && row.reason !== null);
  };
  const states: Record<string, number> = {};
  for (const { state } of ledger.values()) states[state] = (states[state] ?? 0) + 1;
  return {
    ...{ occurrences: keys.length, kills: counted, ...target.seen, states },
    doubles: [...counts].filter(([, count]) => count > 1).map(([key]) => key),
    losses: keys.filter((key) => !wasTaken(key) && !explains(key)).map((key) => `${key} ${ledger.get(key)?.state}`),
    lies: keys.filter((key) => ledger.get(key)?.state === "sent" && !wasTaken(key)),
  };
}

/** Returns the time on the replicas' clocks, without their jumps. */
function clockAt(startedAt: number, speed: number): Instant {
  return Math.round(NINE + (Date.now() - startedAt) * speed);
}

/** Sets up `duePerMinute` subscriptions for each of the minutes from nine on. Returns the keys of the occurrences, with their places. */
async function subscribe(
  options: StoreOptions,
  target: FaultTarget,
  minutes: number,
  duePerMinute: number,
): Promise<ReadonlyMap<string, Place>> {
  const store = await openStore(options);
  const places = new Map<string, Place>();
  for (let index = 0; index < minutes * duePerMinute; index += 1) {
    const id = `s${index}`;
    const { time } = localDateTime(NINE + (index % minutes) * MINUTE, BRUSSELS);
    const place = target.place(index);
    const schedule = { kind: "weekdays", days: [1], time } as const;
    const one = subscription({ id, schedule, place }, { dayOff: "send" });
    await store.nudges.saveSubscription(
      one,
      nextLookFrom(one, NINE - HOUR, () => undefined),
    );
    places.set(`${id}/2026-11-23/${time.replace(":", "")}`, place);
  }
  await store.close();
  return places;
}

interface Replica {
  readonly child: ChildProcessWithoutNullStreams;
  /** Lets it work for at most `longest` ms, then kills it. Returns whether it died by itself. */
  life(longest: number): Promise<boolean>;
}

function startReplica(program: string, options: ReplicaOptions): Replica {
  const child = spawn(process.execPath, [program, JSON.stringify(options)]);
  child.stderr.pipe(process.stderr);
  const ready = once(createInterface(child.stdout), "line");
  const ended = once(child, "exit");
  return {
    child,
    async life(longest) {
      await Promise.race([ready, ended]);
      child.stdin.on("error", () => undefined);
      child.stdin.write("go\n");
      let isOver = false;
      const timer = setTimeout(() => {
        isOver = true;
        child.kill("SIGKILL");
      }, longest);
      await ended;
      clearTimeout(timer);
      return !isOver;
    },
  };
}
