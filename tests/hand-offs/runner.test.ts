import { expect, it } from "vitest";
import { MalinoisError } from "../../src/errors.ts";
import type { HandOffStore } from "../../src/hand-offs/ports.ts";
import { createHandOffRunner, type HandOffRunnerOptions } from "../../src/hand-offs/runner.ts";
import type { OutgoingMessage } from "../../src/nudges/ports.ts";
import { handOff, handOffOptions, SILENT } from "./fixtures.ts";

/** The options of a runner on a store of which a test needs a few methods. */
const options = (methods: Partial<HandOffStore>): HandOffRunnerOptions => ({
  ...handOffOptions(methods),
  ...{ platforms: ["test"], every: 1_000, after: () => () => undefined, titleOf: async () => "Watering the plants" },
});

it("tells askers of their entry at the next check if the store failed when the pack changed", async () => {
  let current = handOff({ state: "closed", entry: "plants" });
  let isAway = true;
  const sent: OutgoingMessage[] = [];
  let asked = 0;
  const errors: string[] = [];
  const runner = createHandOffRunner({
    ...options({
      handOff: async () => current,
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
    }),
    logger: { ...SILENT, error: (_, message) => void errors.push(message) },
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

it("reminds of the others where one hand-off fails again and again", async () => {
  const changed: string[] = [];
  let wakes = 0;
  const runner = createHandOffRunner({
    ...options({
      due: async () => ["broken", "sound"],
      handOff: async (id) => handOff({ id }),
      async change(id) {
        if (id === "broken") throw new MalinoisError("store", "This hand-off cannot be read", "restore it");
        changed.push(id);
      },
    }),
    wake() {
      wakes += 1;
    },
  });
  await expect(runner.tick()).rejects.toThrow("cannot be read");
  expect(changed).toEqual(["sound"]);
  expect(wakes).toBe(1);
});
