import { type DeliveryOptions, describe } from "../delivery/options.ts";
import type { Instant } from "../model.ts";
import type { Host, Logger } from "../ports.ts";
import type { PrivacyStore } from "./ports.ts";

/** Forgets the workspaces that Malinois was removed from. */
export interface Leaving {
  readonly left: Host["left"];
  /** Erases what an earlier process could not; harmless when repeated. Never rejects. */
  resume(): Promise<void>;
  stop(): void;
}

export interface LeavingOptions {
  readonly store: Pick<PrivacyStore, "leave" | "eraseLeft">;
  readonly now: () => Instant;
  readonly after: DeliveryOptions["after"];
  readonly logger: Logger;
}

/** In ms: the platform says only once that Malinois was removed. */
const RETRY_AFTER = 60_000;

/** Makes it. A removal that the store does not take note of is tried again until it does, or the process ends. */
export function createLeaving({ store, now, after, logger }: LeavingOptions): Leaving {
  const cancels = new Set<() => void>();

  function again(what: () => Promise<void>): void {
    const cancel = after(RETRY_AFTER, () => {
      cancels.delete(cancel);
      void what();
    });
    cancels.add(cancel);
  }

  async function resume(): Promise<void> {
    try {
      const records = await store.eraseLeft();
      if (records > 0) logger.info({ records }, "what was kept of a workspace that was left has been erased");
    } catch (error) {
      logger.error(
        { error: describe(error) },
        "what is kept of a workspace that was left could not be erased; it is tried again",
      );
      again(resume);
    }
  }

  async function left(workspace: Parameters<Host["left"]>[0], at = now()): Promise<void> {
    try {
      await store.leave(workspace, at);
    } catch (error) {
      logger.error(
        { ...workspace, error: describe(error) },
        "the store does not note that a workspace was left; it is tried again",
      );
      return again(() => left(workspace, at));
    }
    logger.info({ ...workspace }, "a workspace was left; what is kept of it is erased");
    await resume();
  }

  return {
    left: (workspace) => left(workspace),
    resume,
    stop() {
      for (const cancel of cancels) cancel();
      cancels.clear();
    },
  };
}
