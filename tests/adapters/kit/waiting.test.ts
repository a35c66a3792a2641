import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createInFlight, createTaskRunner } from "../../../adapters/kit/in-flight.ts";
import { createSleep, formatTime, within } from "../../../adapters/kit/time.ts";
import { createBoundedMap } from "../../../src/common/bounded-map.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("work in progress", () => {
  it("is waited for, together with work that it starts", async () => {
    const inFlight = createInFlight();
    const order: string[] = [];
    const later = async (name: string, milliseconds: number) => {
      await vi.advanceTimersByTimeAsync(milliseconds);
      order.push(name);
    };
    void inFlight.add(later("first", 5).then(() => inFlight.add(later("second", 5))));
    expect(await inFlight.drain(1_000)).toBe(0);
    expect(order).toEqual(["first", "second"]);
  });

  it("is given up at the deadline, and counted", async () => {
    const inFlight = createInFlight();
    void inFlight.add(new Promise(() => undefined));
    const drained = inFlight.drain(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await drained).toBe(1);
  });

  it("that fails is logged with its id but without its message, and does not affect other work", async () => {
    const lines: unknown[] = [];
    const inFlight = createInFlight();
    const run = createTaskRunner(inFlight, { error: (details, message) => void lines.push({ ...details, message }) });
    let done = false;
    run("q1", async () => {
      throw new TypeError("what somebody wrote");
    });
    run("q2", async () => {
      done = true;
    });
    expect(await inFlight.drain(1_000)).toBe(0);
    expect(done).toBe(true);
    expect(lines).toEqual([expect.objectContaining({ id: "q1", error: "TypeError", message: "An event could not be handled." })]);
    expect(JSON.stringify(lines)).not.toContain("somebody");
  });
});

describe("waiting", () => {
  it("ends after its time, or when all waiting is ended", async () => {
    vi.useRealTimers();
    const sleep = createSleep();
    await sleep.wait(1);
    const long = sleep.wait(60_000);
    sleep.end();
    await expect(long).rejects.toThrow("Malinois is stopping");
    await expect(sleep.wait(1)).rejects.toThrow("Malinois is stopping");
  });

  it("for work ends at a time limit, which is reported", async () => {
    let late = 0;
    expect(await within(Promise.resolve("done"), 10, () => (late += 1))).toBe("done");
    const slow = within(new Promise(() => undefined), 10, () => (late += 1));
    await vi.advanceTimersByTimeAsync(10);
    expect(await slow).toBeUndefined();
    expect(late).toBe(1);
  });

  it("is logged with the time of day", () => {
    expect(formatTime(Date.UTC(2026, 10, 26, 12, 3, 4, 999))).toBe("12:03:04Z");
  });
});

describe("a bounded map", () => {
  it("forgets the value that was set the longest time ago", () => {
    const map = createBoundedMap<string, number>(2, () => 0);
    map.set("a", 1);
    map.set("b", 2);
    map.set("a", 3);
    map.set("c", 4);
    expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([3, undefined, 4]);
    map.delete("c");
    expect(map.get("c")).toBeUndefined();
  });

  it("forgets a value when it expires", () => {
    let now = 0;
    const map = createBoundedMap<string, number>(2, () => now);
    map.set("a", 1, 10);
    map.set("b", 2);
    now = 9;
    expect(map.get("a")).toBe(1);
    now = 10;
    expect([map.get("a"), map.get("b")]).toEqual([undefined, 2]);
  });
});
