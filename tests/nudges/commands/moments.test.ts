import { expect, test } from "vitest";
import { listReply } from "../../../src/nudges/commands/replies.ts";
import { momentAt } from "../../../src/nudges/replies/describe.ts";
import type { Subscription } from "../../../src/nudges/types.ts";
import { at, subscription } from "../fixtures.ts";

const NOW = at("2026-11-27 12:00");
const SOURCES = { areas: [], library: { material: [], isMaterial: () => false, campaigns: [] } };
const NONE = { campaign: () => undefined, nudge: () => undefined, step: () => undefined };

function momentsOfList(...listed: readonly (readonly [Partial<Subscription>, number | undefined])[]) {
  const shown = listed.map(([changes, next]) => ({ subscription: subscription(changes), next }));
  return listReply(shown, [], { ...SOURCES, library: { ...SOURCES.library, ...NONE } }, NOW, "en").moments;
}

test("the same time of day in two zones is shown as it was typed, since one text cannot stand for two moments", () => {
  const [brussels, york] = [at("2026-11-30 09:00"), at("2026-11-30 09:00", "-05:00")];
  const moments = momentsOfList([{}, brussels], [{ zone: "America/New_York" }, york], [{}, brussels + 60_000]);
  expect(moments).toEqual([momentAt(brussels + 60_000, "Europe/Brussels", "en")]);
});

test("two nudges at the same moment both show it", () => {
  const next = at("2026-11-30 09:00");
  expect(momentsOfList([{}, next], [{}, next])).toContainEqual(momentAt(next, "Europe/Brussels", "en"));
});

test("a time comes before the day that its text begins with, which would be found in it", () => {
  const paused = { pause: { until: at("2026-11-30 00:00"), reason: "asked" } } as const;
  const texts = momentsOfList([paused, undefined], [{}, at("2026-11-30 09:00")])?.map(({ text }) => text);
  expect(texts).toEqual([expect.stringMatching(/30 November 2026 at 09:00$/), expect.stringMatching(/30 November 2026$/)]);
});

test("a day is not shown as a moment inside a time that is not shown as one", () => {
  const paused = { pause: { until: at("2026-11-30 00:00"), reason: "asked" } } as const;
  const york = [{ zone: "America/New_York" }, at("2026-11-30 09:00", "-05:00")] as const;
  expect(momentsOfList([paused, undefined], [{}, at("2026-11-30 09:00")], york)).toBeUndefined();
});
