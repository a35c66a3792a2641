import { onTestFinished } from "vitest";
import { DeliveryError, type DeliveryFailure, MalinoisError } from "../../../src/errors.ts";
import type { Campaign, Instant, Place, Reply } from "../../../src/model.ts";
import { createLibrary } from "../../../src/nudges/content/library.ts";
import { createNudgeRunner } from "../../../src/nudges/delivery/runner.ts";
import { nextLookFrom } from "../../../src/nudges/schedule/next-look.ts";
import type { Subscription } from "../../../src/nudges/types.ts";
import type { Adapter, ManagedAdapter } from "../../../src/ports.ts";
import { openStore } from "../../../src/store/store.ts";
import { BRUSSELS, holidayOn } from "../fixtures.ts";
import { CONTENT } from "./content.ts";

export interface Posted {
  readonly place: Place;
  readonly reply: Reply;
  readonly key: string;
}

/** How the platform treats the next message. */
export type Behaviour = "takes" | "loses-the-answer" | "loses-the-message" | DeliveryFailure;

export const CAMPAIGN: Campaign = {
  ...{ id: "month", name: { en: "Month" }, description: { en: "x" }, audience: { en: "all" } },
  steps: [
    { id: "one", day: 1, entry: "phishing", tip: 0 },
    { id: "two", day: 2, entry: "passwords", quiz: 0 },
  ],
};

/** A platform that records messages, and fails as a test tells it to. */
export interface TestPlatform extends Pick<Adapter, "name" | "send" | "find"> {
  nameOf?: ManagedAdapter["nameOf"];
  readonly posted: Posted[];
  canTell: boolean | "unreachable";
  asked: number;
  /** The failures of channels that always refuse, by channel. */
  readonly refuses: Map<string, DeliveryFailure>;
  /** Sets how the next messages are treated, one after the other. All later ones are accepted. */
  will(...next: readonly Behaviour[]): void;
}

export function createPlatform(): TestPlatform {
  const posted: Posted[] = [];
  const behaviours: Behaviour[] = [];
  const platform: TestPlatform = {
    name: "test",
    posted,
    canTell: true,
    asked: 0,
    refuses: new Map(),
    will: (...next: readonly Behaviour[]) => void behaviours.push(...next),
    async send(place: Place, reply: Reply, key = "") {
      const behaviour = platform.refuses.get(place.channel) ?? behaviours.shift() ?? "takes";
      const lost = () => new MalinoisError("platform", "no answer", "wait");
      if (behaviour === "loses-the-message") throw lost();
      if (behaviour !== "takes" && behaviour !== "loses-the-answer") throw new DeliveryError(behaviour, behaviour, "fix");
      posted.push({ place, reply, key });
      if (behaviour === "loses-the-answer") throw lost();
    },
    async find(place: Place, key: string) {
      platform.asked += 1;
      if (platform.canTell === "unreachable") throw new MalinoisError("platform", "unreachable", "wait");
      if (!platform.canTell) return "unknown";
      const isThere = posted.some((one) => one.key === key && one.place.channel === place.channel);
      return isThere ? "sent" : "absent";
    },
  };
  return platform;
}

export const STALE = 120_000;

/** Makes a runner with a store in memory and a clock that the test moves. */
export async function createHarness(start: Instant) {
  const store = await openStore({ dataDirectory: ":memory:" });
  onTestFinished(() => store.close());
  const platform = createPlatform();
  const logged: string[] = [];
  const log = (_: object, message: string) => void logged.push(message);
  const waits: number[] = [];
  const clock = { now: start, monotonic: 0 };
  const library = createLibrary(CONTENT, [CAMPAIGN]);
  const runnerFor = (leaseOwner: string) =>
    createNudgeRunner({
      ...{ store: store.nudges, adapters: [platform], holidayOn, zone: BRUSSELS, leaseOwner },
      content: async () => ({ library, areas: CONTENT.areas }),
      now: () => clock.now,
      monotonic: () => clock.monotonic,
      after: (ms, run) => {
        waits.push(ms);
        queueMicrotask(run);
        return () => undefined;
      },
      logger: { info: log, warn: log, error: log },
      timings: { jitter: 0, staleAfter: STALE },
    });
  const runner = runnerFor("first");
  return {
    ...{ nudges: store.nudges, inbox: store.inbox, platform, logged, waits, clock, library, runner, runnerFor },
    add: (subscription: Subscription, from = clock.now) =>
      store.nudges.saveSubscription(subscription, nextLookFrom(subscription, from, holidayOn)),
    /** Moves both clocks, and looks once. */
    async tickAt(now: Instant) {
      clock.monotonic += Math.max(0, now - clock.now);
      clock.now = now;
      await runner.tick();
    },
    /** Lets the leases of messages in flight become stale, and looks until they are recovered. */
    async recover(with_ = runner) {
      await with_.tick();
      clock.monotonic += STALE;
      clock.now += STALE;
      await with_.tick();
      await with_.tick();
    },
    ledger: async (id = "team") =>
      (await store.nudges.ledger(id, 99))
        .map(({ key, state, reason }) => `${key} ${state}${reason ? ` ${reason}` : ""}`)
        .reverse(),
  };
}
