import { sql } from "kysely";
import type { Place } from "../../src/model.ts";
import { createLibrary } from "../../src/nudges/content/library.ts";
import { createNudgeRunner } from "../../src/nudges/delivery/runner.ts";
import { openDatabase, type StoreOptions } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";
import { BRUSSELS, entry, HOUR, holidayOn, pack } from "../nudges/fixtures.ts";
import { DATABASE_FORMS } from "../store/database-forms.ts";
import { percentile } from "./figures.ts";

export interface FairnessFigures {
  readonly database: string;
  /** The number of messages that were settled long ago, and of those that wait in the busy workspace. */
  readonly settled: number;
  readonly backlog: number;
  readonly others: number;
  /** How late two replicas sent the other workspaces' messages, in seconds. */
  readonly late: { readonly p50: number; readonly most: number };
  /** The most messages that the busy workspace got in any second; its limit is 4. */
  readonly busiestSecond: number;
  /** Milliseconds for one lease, the median. */
  readonly lease: number;
}

const SETTLED = 1_000_000;
const BACKLOG = 100_000;
const OTHERS = 200;
const RUN_MS = 40_000;
const CONTENT = pack([entry("entry", "law")]);

/**
 * Measures how late 200 workspaces get what falls due while 100,000 messages of another one wait, with a million settled ones in the ledger. Two replicas
 * run, each with its own store, at the real pace and with the real clock.
 */
export async function measureFairness(): Promise<readonly FairnessFigures[]> {
  const figures: FairnessFigures[] = [];
  for (const form of DATABASE_FORMS) {
    const running = await form.start();
    const options = await running.empty();
    const start = Date.now();
    await fill(options, start);
    figures.push({ database: form.name, settled: SETTLED, backlog: BACKLOG, others: OTHERS, ...(await run(options)) });
    await running.stop();
  }
  return figures;
}

async function run(options: StoreOptions): Promise<Pick<FairnessFigures, "late" | "busiestSecond" | "lease">> {
  const arrivals: { readonly place: Place; readonly at: number }[] = [];
  const leases: number[] = [];
  const replicas = await Promise.all([1, 2].map((number) => startReplica(options, `replica ${number}`, arrivals, leases)));
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const dueAt = Date.now();
  const { queries, close } = await openDatabase(options);
  await insert(queries, OTHERS, sql`'other' || i`, sql`'W' || i`, sql`'pending'`, dueAt);
  await close();
  await new Promise((resolve) => setTimeout(resolve, RUN_MS));
  await Promise.all(replicas.map((stop) => stop()));
  const late = arrivals.filter(({ place }) => place.workspace !== "busy").map(({ at }) => (at - dueAt) / 1_000);
  if (late.length !== OTHERS) throw new Error(`${late.length} of ${OTHERS} arrived`);
  const busy = arrivals.filter(({ place }) => place.workspace === "busy").map(({ at }) => at);
  const within = (from: number) => busy.filter((at) => at >= from && at < from + 1_000).length;
  return {
    late: { p50: percentile(late, 0.5), most: Math.max(...late) },
    busiestSecond: Math.max(...busy.map(within)),
    lease: Math.round(percentile(leases, 0.5) * 100) / 100,
  };
}

async function startReplica(
  options: StoreOptions,
  leaseOwner: string,
  arrivals: { readonly place: Place; readonly at: number }[],
  leases: number[],
): Promise<() => Promise<void>> {
  const store = await openStore(options);
  const silent = () => undefined;
  const runner = createNudgeRunner({
    store: {
      ...store.nudges,
      leaseMessages: async (...given) => {
        const begun = performance.now();
        const taken = await store.nudges.leaseMessages(...given);
        if (taken.length > 0) leases.push(performance.now() - begun);
        return taken;
      },
    },
    ...{ holidayOn, zone: BRUSSELS, random: Math.random, leaseOwner },
    adapters: [
      { name: "test", send: async (place) => void arrivals.push({ place, at: Date.now() }), find: async () => "unknown" },
    ],
    content: async () => ({ library: createLibrary(CONTENT, []), areas: CONTENT.areas }),
    now: Date.now,
    monotonic: () => performance.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    logger: { info: silent, warn: silent, error: (details, message) => console.error(message, details) },
  });
  runner.start();
  return async () => {
    await runner.stop();
    await store.close();
  };
}

async function fill(options: StoreOptions, now: number): Promise<void> {
  const store = await openStore(options);
  await store.close();
  const { queries, close } = await openDatabase(options);
  await insert(queries, SETTLED, sql`'old' || i`, sql`'W' || (i % 1000)`, sql`'sent'`, now - 24 * HOUR);
  await insert(queries, BACKLOG, sql`'busy' || i`, sql`'busy'`, sql`'pending'`, now);
  await close();
}

type Queries = Awaited<ReturnType<typeof openDatabase>>["queries"];
type Column = ReturnType<typeof sql>;

/** How many rows are inserted at once, so that no statement reaches the database's time limit. */
const AT_ONCE = 20_000;

async function insert(queries: Queries, count: number, key: Column, workspace: Column, state: Column, at: number): Promise<void> {
  const channel = sql`'c' || (i % 5000)`;
  for (let from = 0; from < count; from += AT_ONCE) {
    await sql`insert into deliveries (key, kind, platform, workspace, channel, place, state, reply, due_at, send_at, recorded_at, heartbeat)
      with recursive n(i) as (select ${sql.lit(from)} union all select i + 1 from n where i < ${sql.lit(Math.min(count, from + AT_ONCE) - 1)})
      select ${key}, 'report', 'test', ${workspace}, ${channel},
        '{"platform":"test","workspace":"' || ${workspace} || '","channel":"' || ${channel} || '","private":false}', ${state},
        case when ${state} = 'sent' then null else '{"kind":"nudge","language":"en","body":[],"choices":[],"actions":[]}' end,
        ${sql.lit(at)}, ${sql.lit(at)}, ${sql.lit(at)}, 0 from n`.execute(queries);
  }
}
