import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createChannelQueue } from "../../../adapters/slack/send/channel-queue.ts";

describe("the queue of a channel", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => void vi.useRealTimers());

  const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  const make = () => createChannelQueue({ interval: 1_000, burst: 3 }, Date.now, sleep);

  /** Returns when each of `count` messages to a channel is sent. */
  function send(queue: ReturnType<typeof make>, channel: string, count: number): number[] {
    const times: number[] = [];
    for (let message = 0; message < count; message += 1)
      void queue.run(channel, async (turn) => {
        await turn();
        times.push(Date.now());
      });
    return times;
  }

  it("lets a burst through, then one a second", async () => {
    const times = send(make(), "C1", 6);
    await vi.runAllTimersAsync();
    expect(times).toEqual([0, 0, 0, 1_000, 2_000, 3_000]);
  });

  it("regains its burst over time", async () => {
    const queue = make();
    send(queue, "C1", 3);
    await vi.advanceTimersByTimeAsync(2_000);
    const times = send(queue, "C1", 3);
    await vi.runAllTimersAsync();
    expect(times).toEqual([2_000, 2_000, 3_000]);
  });

  it("does not delay other channels", async () => {
    const queue = make();
    void queue.run("C1", () => sleep(60_000));
    const [waiting, free] = [send(queue, "C1", 1), send(queue, "C2", 1)];
    await vi.advanceTimersByTimeAsync(10);
    expect([waiting, free]).toEqual([[], [0]]);
    await vi.runAllTimersAsync();
    expect(waiting).toEqual([60_000]);
  });

  it("keeps the order of a channel, and continues after a failure", async () => {
    const queue = make();
    const order: string[] = [];
    const failing = queue.run("C1", async () => {
      await sleep(100);
      throw new Error("refused");
    });
    const rejected = expect(failing).rejects.toThrow("refused");
    void queue.run("C1", async () => void order.push("second"));
    void queue.run("C1", async () => void order.push("third"));
    await vi.runAllTimersAsync();
    await rejected;
    expect(order).toEqual(["second", "third"]);
  });
});
