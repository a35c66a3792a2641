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
  /** Names of the platforms whose hand-offs it looks after. */
  readonly platforms: readonly string[];
  /** Milliseconds between two looks at what time has brought. */
  readonly every: number;
  /** The title of an entry of the pack in use, in a language or else in another; undefined: there is no such entry. */
  readonly titleOf: (entry: string, language: Language, workspace: WorkspaceKey) => Promise<string | undefined>;
}

/** What happens to hand-offs when nobody does anything: any number of processes may run it at once. */
export interface HandOffRunner {
  /** Looks once. Rejects when the store does. */
  tick(): Promise<void>;
  /** Looks from now on, and tells askers whose question has become an entry. */
  start(): void;
  /** Looks no more; resolves when the look under way has ended. */
  stop(): Promise<void>;
  /** Whether it looks, and the last look succeeded. */
  health(): Health;
  /** The pack in use is another: askers whose question has become an entry of it are told, once. */
  onPack(): Promise<void>;
  /** Whoever waits because of a message that cannot be delivered is told. Rejects when the store does. */
  onRefused(message: OutgoingMessage, now: Instant): Promise<void>;
}

/** Decided one after the other, each in a transaction of its own. */
const AT_ONCE = 50;

export function createHandOffRunner(options: HandOffRunnerOptions): HandOffRunner {
  const { store, drafts, now, zone, holidayOn, contacts, wake, platforms, titleOf, logger } = options;
  const mayDraft = drafts !== undefined;

  async function passTime(id: string, at: Instant): Promise<void> {
    const seen = await store.handOff(id);
    if (seen === undefined) return;
    // Looked up before: what is decided must not ask anybody anything.
    const lines = await contacts(seen, seen.language, false);
    const { "hand-off.hours": span } = await options.settings.of(seen);
    const nextAt = afterWorkingHours(at, seen.reminderHours, zone, holidayOn, span);
    await store.change(id, at, (handOff) => timePassed(handOff, at, { nextAt, contacts: lines, mayDraft }));
  }

  async function look(): Promise<void> {
    let count = 0;
    for (const platform of platforms) {
      const at = now(platform);
      const ids = await store.due(platform, at, AT_ONCE);
      for (const id of ids) await passTime(id, at);
      count += ids.length;
    }
    if (count > 0) wake();
  }

  async function announce(): Promise<void> {
    for (const { id, entry } of await store.awaitingEntries()) {
      const handOff = await store.handOff(id);
      const title = handOff && (await titleOf(entry, handOff.language, handOff));
      if (handOff === undefined || title === undefined) continue;
      const at = now(handOff.platform);
      await store.change(id, at, (found) => published(found, entry, title, at));
      wake();
    }
  }

  function report(error: unknown): void {
    logger.error({ error: describe(error) }, "hand-offs could not be looked at");
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
