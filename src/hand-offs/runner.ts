import { doAll } from "../common/do-all.ts";
import { createLoop } from "../delivery/loop.ts";
import { type DeliveryOptions, describe } from "../delivery/options.ts";
import type { Instant, Language } from "../model.ts";
import type { OutgoingMessage } from "../nudges/ports.ts";
import type { Health, WorkspaceKey } from "../ports.ts";
import { published, timePassed, undelivered } from "./decide/transitions.ts";
import { afterWorkingHours } from "./decide/working-hours.ts";
import { readMessageKey } from "./keys.ts";
import type { HandOffOptions } from "./options.ts";

export interface HandOffRunnerOptions extends HandOffOptions, Pick<DeliveryOptions, "after"> {
  /** The names of the platforms whose hand-offs it handles. */
  readonly platforms: readonly string[];
  /** The time between two checks for passed deadlines, in milliseconds. */
  readonly every: number;
  /** Returns the title of an entry of the pack in use, in a language or else in another; undefined if there is no such entry. */
  readonly titleOf: (entry: string, language: Language, workspace: WorkspaceKey) => Promise<string | undefined>;
}

/** Handles what happens to hand-offs without anybody acting, such as reminders. Any number of processes may run it at once. */
export interface HandOffRunner {
  /** Checks once. Rejects if the store does. */
  tick(): Promise<void>;
  /** Starts to check again and again, and tells askers whose question has become an entry. */
  start(): void;
  /** Stops checking. Resolves when a running check has ended. */
  stop(): Promise<void>;
  /** Returns whether it is running and the last check succeeded. */
  health(): Health;
  /** To be called when the pack in use has changed. Tells askers once if their question has become an entry of it. */
  onPack(): Promise<void>;
  /** Handles a message that cannot be delivered: tells the people who wait because of it. Rejects if the store does. */
  onRefused(message: OutgoingMessage, now: Instant): Promise<void>;
}

/** The most hand-offs of a platform in one check. They are decided one after another, each in its own transaction. */
const AT_ONCE = 50;

export function createHandOffRunner(options: HandOffRunnerOptions): HandOffRunner {
  const { store, drafts, now, zone, holidayOn, contacts, wake, platforms, titleOf, logger } = options;
  const mayDraft = drafts !== undefined;
  /** Whether the pack in use may have entries whose askers have not been told: since it changed, until all of them have been. */
  let isPackNew = false;

  async function passTime(id: string, at: Instant): Promise<void> {
    const seen = await store.handOff(id);
    if (seen === undefined) return;
    // Looked up beforehand, since the decision runs in a transaction and must not wait for anything.
    const lines = await contacts(seen, seen.language, false);
    const { "hand-off.hours": span } = await options.settings.of(seen);
    const nextAt = afterWorkingHours(at, seen.reminderHours, zone, holidayOn, span);
    await store.change(id, at, (handOff) => timePassed(handOff, at, { nextAt, contacts: lines, mayDraft }));
  }

  async function look(): Promise<void> {
    const duties = [...platforms.map((platform) => () => passTimes(platform)), announceIfNew];
    await doAll(duties, (duty) => duty(), report);
  }

  async function passTimes(platform: string): Promise<void> {
    const at = now(platform);
    const ids = await store.due(platform, at, AT_ONCE);
    try {
      await doAll(ids, (id) => passTime(id, at), report);
    } finally {
      if (ids.length > 0) wake();
    }
  }

  /** Looks again for entries that askers wait for, if the store failed when the pack changed. */
  async function announceIfNew(): Promise<void> {
    if (isPackNew) await announce();
  }

  async function announce(): Promise<void> {
    isPackNew = false;
    try {
      await doAll(await store.awaitingEntries(), tellAsker, report);
    } catch (error) {
      isPackNew = true;
      throw error;
    }
  }

  async function tellAsker({ id, entry }: { readonly id: string; readonly entry: string }): Promise<void> {
    const handOff = await store.handOff(id);
    const title = handOff && (await titleOf(entry, handOff.language, handOff));
    if (handOff === undefined || title === undefined) return;
    const at = now(handOff.platform);
    await store.change(id, at, (found) => published(found, entry, title, at));
    wake();
  }

  function report(error: unknown): void {
    logger.error({ error: describe(error) }, "hand-offs could not be checked");
  }

  const loop = createLoop({ look, onError: report, every: options.every, after: options.after });
  const onPack = () => announce().catch(report);
  return {
    tick: look,
    onPack,
    start() {
      loop.start();
      void onPack();
    },
    stop: loop.stop,
    health: loop.health,
    async onRefused({ key }, at) {
      const { id, step, cause } = readMessageKey(key) ?? {};
      const handOff = id === undefined ? undefined : await store.handOff(id);
      if (handOff === undefined || step === undefined) return;
      const lines = await contacts(handOff, handOff.language, false);
      await store.change(handOff.id, at, (found) => undelivered(found, { step, cause: cause ?? "", now: at, contacts: lines }));
      wake();
    },
  };
}
