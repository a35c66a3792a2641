import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JITTER_MS, jitter, pace } from "../../../src/nudges/schedule/pacing.ts";
import { channel } from "../fixtures.ts";

describe("jitter", () => {
  it("is always the same for a key", () => {
    expect(jitter("team/2026-11-16/0900", JITTER_MS)).toBe(jitter("team/2026-11-16/0900", JITTER_MS));
    // FNV-1a of "a" is 0xe40c292c.
    expect(jitter("a", 2 ** 32)).toBe(0xe40c292c);
  });

  it("spreads a thousand subscriptions over one minute", () => {
    const waits = Array.from({ length: 1000 }, (_, number) => jitter(`s${number}/2026-11-16/0900`, JITTER_MS));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...waits)).toBeLessThan(JITTER_MS);
    const perTenSeconds = [0, 1, 2, 3, 4, 5].map((ten) => waits.filter((wait) => Math.floor(wait / 10_000) === ten).length);
    for (const count of perTenSeconds) expect(count).toBeGreaterThan(100);
  });
});

describe("pacing", () => {
  const rates = { channelMs: 1000, workspaceMs: 50 };

  it("keeps the minimum intervals of each channel and workspace, loses nothing and sends nothing early", () => {
    const item = fc.record({
      workspace: fc.constantFrom("w1", "w2"),
      channel: fc.constantFrom("c1", "c2", "c3"),
      at: fc.integer({ min: 0, max: 3000 }),
    });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const requests = items.map((one) => ({ item: one, place: { ...channel, ...one }, at: one.at }));
        const departures = pace(requests, () => rates);
        expect(departures.map((one) => one.item).sort(byAt)).toEqual([...items].sort(byAt));
        for (const [position, one] of departures.entries()) {
          expect(one.at).toBeGreaterThanOrEqual(one.item.at);
          for (const earlier of departures.slice(0, position)) {
            if (earlier.item.workspace !== one.item.workspace) continue;
            const distance = earlier.item.channel === one.item.channel ? rates.channelMs : rates.workspaceMs;
            expect(one.at - earlier.at).toBeGreaterThanOrEqual(distance);
          }
        }
      }),
    );
  });

  it("does not let workspaces wait for each other", () => {
    const request = (workspace: string) => ({ item: workspace, place: { ...channel, workspace }, at: 5 });
    expect(pace([request("a"), request("a"), request("b")], () => rates)).toEqual([
      { item: "a", at: 5 },
      { item: "a", at: 1005 },
      { item: "b", at: 5 },
    ]);
  });
});

function byAt(one: { at: number; workspace: string; channel: string }, other: typeof one): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
