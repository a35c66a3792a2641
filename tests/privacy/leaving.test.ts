import { expect, test } from "vitest";
import { createLeaving } from "../../src/privacy/leaving.ts";

const WORKSPACE = { platform: "test", workspace: "W" };

test("recording a removal and erasing its data are both retried until they succeed", async () => {
  const timers: (() => void)[] = [];
  const done: string[] = [];
  const logged: string[] = [];
  let failures = 2;
  const failing = (what: string) => async () => {
    failures -= 1;
    if (failures >= 0) throw new Error("the database is away");
    done.push(what);
    failures = what === "leave" ? 1 : 0;
    return 3;
  };
  const log = (details: object, message: string) => void logged.push(`${message} ${JSON.stringify(details)}`);
  const leaving = createLeaving({
    store: { leave: async () => void (await failing("leave")()), eraseLeft: failing("erase") },
    now: () => 0,
    after: (_, run) => {
      timers.push(run);
      return () => timers.splice(timers.indexOf(run), 1);
    },
    logger: { info: log, warn: log, error: log },
  });
  const next = async () => {
    timers.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  await leaving.left(WORKSPACE);
  expect(done).toEqual([]);
  await next();
  await next();
  expect(done).toEqual(["leave"]);
  await next();
  expect(done).toEqual(["leave", "erase"]);
  expect(timers).toEqual([]);
  expect(logged.at(-1)).toContain('"records":3');
});

test("retries end when Malinois stops", async () => {
  const timers = new Set<() => void>();
  const leaving = createLeaving({
    store: { leave: () => Promise.reject(new Error("away")), eraseLeft: async () => 0 },
    now: () => 0,
    after: (_, run) => {
      timers.add(run);
      return () => timers.delete(run);
    },
    logger: { info: () => {}, warn: () => {}, error: () => {} },
  });
  await leaving.left(WORKSPACE);
  expect(timers.size).toBe(1);
  leaving.stop();
  expect(timers.size).toBe(0);
});

test("an erasure that is cut short by a stop is left to the next process, which is nothing to report", async () => {
  let fail: (error: Error) => void = () => undefined;
  const timers = new Set<() => void>();
  const logged: string[] = [];
  const log = (_: object, message: string) => void logged.push(message);
  const leaving = createLeaving({
    store: { leave: async () => undefined, eraseLeft: () => new Promise((_, reject) => (fail = reject)) },
    now: () => 0,
    after: (_, run) => {
      timers.add(run);
      return () => timers.delete(run);
    },
    logger: { info: log, warn: log, error: log },
  });
  const resuming = leaving.resume();
  leaving.stop();
  fail(new Error("The store has been closed."));
  await resuming;
  expect(timers.size).toBe(0);
  expect(logged).toEqual([]);
});
