import { expect, it } from "vitest";
import type { HandOffStore } from "../../src/hand-offs/ports.ts";
import { createHandOffRunner } from "../../src/hand-offs/runner.ts";
import { MalinoisError } from "../../src/model.ts";
import type { OutgoingMessage } from "../../src/nudges/ports.ts";
import { BRUSSELS, holidayOn } from "../nudges/fixtures.ts";
import { handOff, NOW } from "./fixtures.ts";

it("tells askers of their entry at the next check if the store failed when the pack changed", async () => {
  let current = handOff({ state: "closed", entry: "plants" });
  let isAway = true;
  const sent: OutgoingMessage[] = [];
  let asked = 0;
  const store: HandOffStore = {
    add: async () => true,
    handOff: async () => current,
    inThread: async () => undefined,
    due: async () => [],
    async change(_id, _now, decide) {
      const change = decide(current);
      if (change === undefined) return;
      current = change.handOff;
      sent.push(...change.messages);
    },
    async awaitingEntries() {
      asked += 1;
      if (isAway) throw new MalinoisError("store", "The database is away", "start it");
      return current.entry === undefined ? [] : [{ id: current.id, entry: current.entry }];
    },
  };
  const errors: string[] = [];
  const runner = createHandOffRunner({
    ...{ store, settings: { of: async () => ({}) }, usualChannel: () => undefined, isOneConversation: () => false },
    ...{
      now: () => NOW,
      zone: BRUSSELS,
      holidayOn,
      contacts: async () => [],
      isUrgent: async () => false,
      wake: () => undefined,
    },
    ...{ platforms: ["test"], every: 1_000, after: () => () => undefined, titleOf: async () => "Watering the plants" },
    logger: { info: () => undefined, warn: () => undefined, error: (_, message) => void errors.push(message) },
  });
  await runner.onPack();
  expect(sent).toEqual([]);
  expect(errors).toHaveLength(1);
  isAway = false;
  await runner.tick();
  expect(sent.map(({ reply }) => reply.body)).toEqual([["You once asked a person about this. Now I know: Watering the plants"]]);
  // Where nothing is new, nothing is looked for.
  await runner.tick();
  expect(asked).toBe(2);
  expect(sent).toHaveLength(1);
});
