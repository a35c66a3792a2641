import type { Instant } from "../../src/model.ts";
import type { NudgeCommandsOptions } from "../../src/nudges/commands/command-context.ts";
import { createNudgeCommands, type NudgeCommands } from "../../src/nudges/commands/nudge-commands.ts";
import { createLibrary } from "../../src/nudges/content/library.ts";
import { createNudgeRunner, type NudgeRunner } from "../../src/nudges/delivery/runner.ts";
import type { Adapter, Logger } from "../../src/ports.ts";
import type { OpenStore } from "../../src/store/store.ts";
import { seededRandom } from "../../src/text/random.ts";
import { CONTENT } from "../nudges/delivery/content.ts";
import { CAMPAIGN } from "../nudges/delivery/harness.ts";
import { BRUSSELS, holidayOn } from "../nudges/fixtures.ts";

/** A clock that the test moves. */
export interface Clock {
  now: Instant;
}

export interface NudgeStage {
  readonly commands: NudgeCommands;
  readonly runner: NudgeRunner;
  /** Moves the clock, looks once and waits until everything that was due has been sent. */
  tickAt(now: Instant): Promise<void>;
}

/** Starts the real commands and the real runner behind an adapter, with a small pack and a clock that the test moves. */
export function createNudgeStage(
  store: OpenStore,
  adapter: Adapter,
  clock: Clock,
  logger: Logger,
  more: Pick<NudgeCommandsOptions, "quietHours"> = {},
): NudgeStage {
  const content = { library: createLibrary(CONTENT, [CAMPAIGN]), areas: CONTENT.areas };
  const shared = { store: store.nudges, content: async () => content, holidayOn, zone: BRUSSELS, random: seededRandom(7) };
  let monotonic = 0;
  const runner = createNudgeRunner({
    ...shared,
    adapters: [adapter],
    now: () => clock.now,
    monotonic: () => monotonic,
    after: (ms, run) => {
      monotonic += ms;
      queueMicrotask(run);
      return () => undefined;
    },
    leaseOwner: `test ${Math.trunc(clock.now)}`,
    logger,
    timings: { jitter: 0 },
  });
  const commands = createNudgeCommands({
    ...shared,
    ...more,
    settings: store,
    now: () => clock.now,
    wake: () => undefined,
    hearsNewcomers: () => true,
  });
  return {
    commands,
    runner,
    async tickAt(now) {
      monotonic += Math.max(0, now - clock.now);
      clock.now = now;
      await runner.tick();
    },
  };
}
