import { describe, expect, it, vi } from "vitest";
import { connectAll } from "../../src/app/connecting.ts";
import { MalinoisError } from "../../src/errors.ts";
import type { Adapter } from "../../src/ports.ts";
import { nobody } from "../adapters/slack/harness.ts";

const refusal = new MalinoisError("configuration", "the token is wrong", "set another");
const outage = new MalinoisError("platform", "no answer", "wait");

function adapter(name: string, start: () => Promise<void>): Adapter {
  let isOn = false;
  return {
    name,
    routes: [],
    start: async () => {
      await start();
      isOn = true;
    },
    send: async () => {},
    find: async () => "unknown",
    health: () => ({ ok: isOn, detail: isOn ? "connected" : "not started" }),
    stop: async () => {},
  };
}

/** Connects with timers that the test runs. */
function connect(...adapters: readonly Adapter[]) {
  const timers: { readonly ms: number; readonly run: () => void }[] = [];
  const log = () => undefined;
  const connecting = connectAll({
    ...{ adapters, host: nobody, logger: { info: log, warn: log, error: log } },
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
  });
  return { ...connecting, timers };
}

describe("starting the platforms", () => {
  it("connects the others if one is away, reports why, and tries that one again until it answers", async () => {
    const start = vi.fn().mockRejectedValueOnce(outage).mockRejectedValueOnce(outage).mockResolvedValue(undefined);
    const [well, away] = [adapter("well", async () => {}), adapter("away", start)];
    const { settled, health, timers } = connect(well, away);
    await settled;
    expect(health(well)).toEqual({ ok: true, detail: "connected" });
    expect(health(away)).toEqual({ ok: false, detail: "not started: no answer" });
    expect(timers.map(({ ms }) => ms)).toEqual([5_000]);
    timers.shift()?.run();
    await vi.waitFor(() => expect(timers.map(({ ms }) => ms)).toEqual([10_000]));
    timers.shift()?.run();
    await vi.waitFor(() => expect(health(away)).toEqual({ ok: true, detail: "connected" }));
    expect(timers).toEqual([]);
  });

  it("does not wait for one that never responds", async () => {
    const { settled, timers } = connect(adapter("silent", () => new Promise(() => undefined)));
    timers[0]?.run();
    await settled;
  });

  it("continues if one platform refuses permanently, and does not try that one again", async () => {
    const refuses = adapter("refuses", () => Promise.reject(refusal));
    const { settled, health, timers } = connect(
      refuses,
      adapter("well", async () => {}),
    );
    await settled;
    expect(health(refuses).detail).toContain("the token is wrong");
    expect(timers).toEqual([]);
  });

  it("fails if every platform refuses permanently, at once or later", async () => {
    await expect(connect(adapter("one", () => Promise.reject(refusal))).settled).rejects.toBe(refusal);
    const start = vi.fn().mockRejectedValueOnce(outage).mockRejectedValue(refusal);
    const { settled, refused, timers } = connect(adapter("one", start));
    await settled;
    timers.shift()?.run();
    await expect(refused).rejects.toBe(refusal);
  });

  it("makes no further attempt once it is stopped", async () => {
    const { settled, stop, timers } = connect(adapter("away", () => Promise.reject(outage)));
    await settled;
    stop();
    expect(timers).toEqual([]);
  });
});
