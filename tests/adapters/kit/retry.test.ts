import { describe, expect, it } from "vitest";
import { doublingDelays, type Failure, isUnsent, retry } from "../../../adapters/kit/retry.ts";

/** Runs a sequence of failures followed by a success, and returns what happened. */
async function run(failures: readonly Failure[], { retryIfUnsent = false, delays = [10, 20, 40] } = {}) {
  const slept: number[] = [];
  const maybeSent: boolean[] = [];
  const sleep = async (milliseconds: number) => void slept.push(milliseconds);
  const rest = [...failures];
  const result = await retry(
    { delays, longestWait: 100, sleep },
    {
      attempt: async (maybe) => {
        maybeSent.push(maybe);
        const failure = rest.shift();
        if (failure !== undefined) throw failure;
        return "done";
      },
      failureOf: (error) => error as Failure,
      retryIfUnsent,
      explain: (_, { kind }, maybe) => new Error(`${kind}${maybe ? ", maybe sent" : ""}`),
    },
  ).catch((error: Error) => error.message);
  return { result, slept, maybeSent };
}
const unsent: Failure = { kind: "unsent" };
const unknown: Failure = { kind: "unknown" };
const limited = (wait: number): Failure => ({ kind: "rateLimited", wait });

describe("retrying a call", () => {
  it("waits longer each time, as the policy says", async () => {
    expect(await run([unsent, unsent, unsent])).toMatchObject({ result: "done", slept: [10, 20, 40] });
  });

  it("ends after the last wait, or if the platform refuses", async () => {
    expect(await run([unsent, unsent, unsent, unsent])).toMatchObject({ result: "unsent", slept: [10, 20, 40] });
    expect(await run([{ kind: "refused" }])).toMatchObject({ result: "refused", slept: [] });
    expect(await run([unsent], { delays: [] })).toMatchObject({ result: "unsent", slept: [] });
  });

  it("waits as long as a rate limit requires, unless that is longer than the policy allows", async () => {
    expect(await run([limited(70), limited(5)])).toMatchObject({ result: "done", slept: [70, 20] });
    expect(await run([limited(101)])).toMatchObject({ result: "rateLimited", slept: [] });
  });

  it("tells later attempts that an earlier one may have succeeded", async () => {
    expect(await run([unsent, unknown, unsent])).toMatchObject({ result: "done", maybeSent: [false, false, true, true] });
    expect(await run([unknown, { kind: "refused" }])).toMatchObject({ result: "refused, maybe sent" });
  });

  it("does not repeat a call that must not happen twice and may have succeeded", async () => {
    expect(await run([unsent, unknown], { retryIfUnsent: true })).toMatchObject({ result: "unknown, maybe sent", slept: [10] });
    expect(await run([unsent, limited(5)], { retryIfUnsent: true })).toMatchObject({ result: "done", slept: [10, 20] });
  });

  it("does not change an error that is not the platform's", async () => {
    const broken = new TypeError("broken");
    const policy = { delays: [1], longestWait: 1, sleep: async () => undefined };
    const attempt = async () => Promise.reject(broken);
    await expect(retry(policy, { attempt, failureOf: () => undefined, explain: () => new Error("else") })).rejects.toBe(broken);
  });

  it("doubles its waits", () => {
    expect(doublingDelays(250, 4)).toEqual([250, 500, 1_000, 2_000]);
  });
});

describe("a network error", () => {
  it("means that nothing was sent if no connection was made", () => {
    const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    expect(isUnsent(refused)).toBe(true);
    expect(isUnsent(new TypeError("fetch failed", { cause: refused }))).toBe(true);
    expect(isUnsent(Object.assign(new Error("reset"), { code: "ECONNRESET" }))).toBe(false);
    expect(isUnsent(undefined)).toBe(false);
  });
});
