import { createLibrary } from "../../src/nudges/content/library.ts";
import { createNudgeRunner } from "../../src/nudges/delivery/runner.ts";
import { nextLookFrom } from "../../src/nudges/schedule/next-look.ts";
import { occurrencesBetween } from "../../src/nudges/schedule/occurrences.ts";
import type { Subscription } from "../../src/nudges/types.ts";
import { openDatabase, type StoreOptions } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";
import { at, BRUSSELS, channel, DAY, entry, HOUR, holidayOn, pack, subscription } from "../nudges/fixtures.ts";
import { DATABASE_FORMS } from "../store/database-forms.ts";

const CONTENT = pack(Array.from({ length: 100 }, (_, index) => entry(`entry-${index}`, index % 2 === 0 ? "law" : "practical")));
const library = createLibrary(CONTENT, []);
const MONDAY = at("2026-11-23 09:00");
const DUE = 100;

interface Bench {
  readonly clock: { now: number };
  readonly counts: Map<string, number>;
  tick(): Promise<void>;
  add(subscriptions: readonly Subscription[]): Promise<void>;
  rows(): Promise<readonly { readonly state: string; readonly count: number }[]>;
  close(): Promise<void>;
}

async function openBench(options: StoreOptions, start: number): Promise<Bench> {
  const store = await openStore(options);
  const database = await openDatabase(options);
  const clock = { now: start };
  const counts = new Map<string, number>();
  const silent = () => undefined;
  const runner = createNudgeRunner({
    ...{ store: store.nudges, holidayOn, zone: BRUSSELS, random: Math.random, leaseOwner: "bench" },
    adapters: [
      {
        name: "test",
        send: async (_, __, key = "") => void counts.set(key, (counts.get(key) ?? 0) + 1),
        find: async () => "unknown",
      },
    ],
    content: async () => ({ library, areas: CONTENT.areas }),
    now: () => clock.now,
    monotonic: () => performance.now(),
    after: (_, run) => {
      setImmediate(run);
      return () => undefined;
    },
    logger: { info: silent, warn: silent, error: (details, message) => console.error(message, details) },
    timings: { jitter: 0, pace: { channelMs: 0, workspaceMs: 0 } },
  });
  return {
    ...{ clock, counts, tick: () => runner.tick() },
    async add(subscriptions) {
      const rows = subscriptions.map((one) => {
        const { lookedUntil, nextDueAt = null } = nextLookFrom(one, clock.now, holidayOn);
        const { platform, workspace, channel: name } = one.place;
        return {
          ...{ id: one.id, platform, workspace, channel: name, recipient: null, owner: one.owner.person },
          ...{ record: JSON.stringify(one), looked_until: lookedUntil, next_due_at: nextDueAt },
        };
      });
      for (let from = 0; from < rows.length; from += 1_000) {
        await database.queries
          .insertInto("subscriptions")
          .values(rows.slice(from, from + 1_000))
          .execute();
      }
    },
    rows: async () =>
      (
        await database.queries
          .selectFrom("deliveries")
          .select((row) => ["state", row.fn.countAll<number>().as("count")])
          .where("kind", "=", "nudge")
          .groupBy("state")
          .execute()
      ).map(({ state, count }) => ({ state, count: Number(count) })),
    async close() {
      await store.close();
      await database.close();
    },
  };
}

const inChannel = (id: string, changes: Partial<Subscription> = {}) =>
  subscription({ id, place: { ...channel, channel: `c-${id}` }, ...changes });

export interface DueFigures {
  readonly database: string;
  readonly subscriptions: number;
  readonly due: number;
  /** Milliseconds for a look when nothing is due, the median of 50. */
  readonly idleLook: number;
  /** Milliseconds to decide, send and record what is due. */
  readonly dueLook: number;
}

/** Measures a look at 1, 1,000 and 100,000 subscriptions, of which at most 100 are due. */
export async function measureDue(): Promise<readonly DueFigures[]> {
  const figures: DueFigures[] = [];
  for (const form of DATABASE_FORMS) {
    const running = await form.start();
    for (const subscriptions of [1, 1_000, 100_000]) {
      const bench = await openBench(await running.empty(), MONDAY - HOUR);
      const due = Math.min(DUE, subscriptions);
      const noon = { schedule: { kind: "weekdays", days: [1, 4], time: "12:00" } } as const;
      await bench.add(Array.from({ length: subscriptions }, (_, index) => inChannel(`s${index}`, index < due ? {} : noon)));
      const looks: number[] = [];
      for (let look = 0; look < 50; look += 1) looks.push(await timed(bench.tick));
      bench.clock.now = MONDAY;
      const dueLook = await timed(bench.tick);
      if (bench.counts.size !== due) throw new Error(`${bench.counts.size} of ${due} were sent`);
      const idleLook = looks.sort((one, other) => one - other)[25] ?? 0;
      figures.push({ database: form.name, subscriptions, due, idleLook: round(idleLook), dueLook: round(dueLook) });
      await bench.close();
    }
    await running.stop();
  }
  return figures;
}

export interface YearFigures {
  readonly subscriptions: number;
  readonly occurrences: number;
  readonly sent: number;
  readonly skipped: number;
  readonly doubles: number;
  /** Occurrences of the schedules that are not in the ledger. */
  readonly losses: number;
  readonly seconds: number;
}

/** Simulates a year of 1,000 subscriptions in SQLite. The clock moves from one due moment to the next. */
export async function simulateYear(count = 1_000): Promise<YearFigures> {
  const start = at("2026-01-01 00:00");
  const end = start + 365 * DAY;
  const begun = performance.now();
  const running = await DATABASE_FORMS[0]?.start();
  if (running === undefined) throw new Error("there is no database");
  const year = await openBench(await running.empty(), start);
  const times = ["09:00", "10:30", "14:00", "16:45"];
  const subscriptions = Array.from({ length: count }, (_, index) =>
    inChannel(`s${index}`, {
      schedule: {
        kind: "weekdays",
        days: [[1, 4] as const, [2] as const, [1, 3, 5] as const][index % 3] ?? [1],
        time: times[index % 4] ?? "09:00",
      },
      zone: index % 5 === 0 ? "America/New_York" : BRUSSELS,
    }),
  );
  await year.add(subscriptions);
  const expected = subscriptions.flatMap((one) => occurrencesBetween(one, start, end));
  for (const moment of [...new Set(expected.map((one) => one.at))].sort((one, other) => one - other)) {
    year.clock.now = moment;
    await year.tick();
  }
  const rows = await year.rows();
  const inState = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  const nudges = [...year.counts].filter(([key]) => !key.endsWith("/result"));
  await year.close();
  await running.stop();
  return {
    subscriptions: count,
    occurrences: expected.length,
    sent: nudges.length,
    skipped: inState("skipped"),
    doubles: nudges.filter(([, times]) => times > 1).length,
    losses: expected.length - inState("sent") - inState("skipped"),
    seconds: Math.round((performance.now() - begun) / 1_000),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const round = (ms: number) => Math.round(ms * 100) / 100;
