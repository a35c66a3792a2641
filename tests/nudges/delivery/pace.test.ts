import { expect, it } from "vitest";
import type { Reply } from "../../../src/model.ts";
import { at, channel } from "../fixtures.ts";
import { createHarness } from "./harness.ts";

const NOON = at("2026-11-23 12:00");
const reply: Reply = { kind: "nudge", language: "en", body: ["x"], choices: [], actions: [] };

it("the runner keeps the pace of a workspace and a channel, whichever process sent there last", async () => {
  const { nudges, runner, runnerFor, waits, clock, platform } = await createHarness(NOON);
  const add = (key: string, name: string) =>
    nudges.addMessage(
      { key, kind: "report", place: { ...channel, channel: name }, reply, dueAt: clock.now, sendAt: clock.now },
      clock.now,
    );
  const waitsOf = async (key: string, name: string, leaseOwner: string) => {
    await add(key, name);
    waits.length = 0;
    await runnerFor(leaseOwner).tick();
    return [...waits];
  };
  await add("first", "a");
  await runner.tick();
  clock.now += 100;
  expect(await waitsOf("second", "b", "second")).toEqual([150]);
  clock.now += 300;
  expect(await waitsOf("third", "a", "third")).toEqual([700]);
  clock.now += 60_000;
  expect(await waitsOf("fourth", "a", "fourth")).toEqual([]);
  expect(platform.posted.map(({ key }) => key)).toEqual(["first", "second", "third", "fourth"]);
});
