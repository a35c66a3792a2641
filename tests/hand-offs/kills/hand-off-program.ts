/** A process in Slack that passes questions on: `node hand-off-program.js OPTIONS`. It prints a line once connected, and may kill itself at a given point. */
import { writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { createSlack } from "../../../adapters/slack/index.ts";
import { isHandOffKey } from "../../../src/hand-offs/keys.ts";
import type { Adapter } from "../../../src/ports.ts";
import { type OpenStore, openStore } from "../../../src/store/store.ts";
import { createHandOffStage } from "../../adapters/hand-off-stage.ts";
import type { Point, ProgramOptions } from "./program-options.ts";

const options: ProgramOptions = JSON.parse(process.argv[2] ?? "{}");
const silent = () => undefined;
const logger = { info: silent, warn: silent, error: silent };

function pass(point: Point): void {
  if (options.death === point) process.kill(process.pid, "SIGKILL");
}

function fallible({ inbox, handOffs, nudges, ...store }: OpenStore): OpenStore {
  return {
    ...store,
    handOffs: {
      ...handOffs,
      async add(...given) {
        const isAdded = await handOffs.add(...given);
        pass("kept");
        return isAdded;
      },
      async change(...given) {
        await handOffs.change(...given);
        pass("kept");
      },
      within: (transaction) => ({
        async change(...given) {
          await handOffs.within(transaction).change(...given);
          pass("kept");
        },
      }),
    },
    inbox: {
      ...inbox,
      async decide(...given) {
        const isOurs = await inbox.decide(...given);
        pass("decided");
        return isOurs;
      },
    },
    nudges: {
      ...nudges,
      async leaseMessages(...given) {
        const leased = await nudges.leaseMessages(...given);
        if (leased.length > 0) pass("taken");
        return leased;
      },
      async settle(...given) {
        const isSettled = await nudges.settle(...given);
        pass("recorded");
        return isSettled;
      },
    },
  };
}

function mortal(adapter: Adapter): Adapter {
  return {
    ...adapter,
    async send(place, reply, key) {
      await adapter.send(place, reply, key);
      if (key !== undefined && isHandOffKey(key)) pass("sent");
    },
  };
}

const timings = { callTimeout: 2_000, retryDelays: [5, 10, 20], channelInterval: 5, channelBurst: 10, drainDeadline: 100 };
const adapter = mortal(createSlack({ ...options.slack, now: Date.now, logger, timings }));
const clock = {
  get now() {
    return Date.now();
  },
  set now(_) {
    throw new Error("time is real here");
  },
};
const stage = await createHandOffStage({
  store: fallible(await openStore(options.store)),
  ...{ adapter, clock, logger, usualChannel: options.helpChannel, staleAfter: options.staleAfter },
});
await adapter.start(stage.host);
stage.bot.start();
writeSync(1, "connected\n");
for (;;) {
  await stage.tick();
  await wait(50);
}
