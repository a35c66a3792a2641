import { type DeliveryOptions, describe } from "../delivery/options.ts";
import type { Instant } from "../model.ts";
import type { Host, Logger } from "../ports.ts";
import type { PrivacyStore } from "./ports.ts";

/** Erases the data of workspaces that Malinois was removed from. */
export interface Leaving {
  readonly left: Host["left"];
  /** Erases data that an earlier process could not erase. May be called repeatedly. Never rejects. */
  resume(): Promise<void>;
  /** Ends the retries. What is being erased or recorded goes on, and if that fails, the rest is left to the next process. */
  stop(): void;
}

export interface LeavingOptions {
  readonly store: Pick<PrivacyStore, "leave" | "eraseLeft">;
  readonly now: () => Instant;
  readonly after: DeliveryOptions["after"];
  readonly logger: Logger;
}

/** The wait before a retry, in ms. Platforms report a removal only once, so a failure must be retried here. */
const RETRY_AFTER = 60_000;

/** Recording a removal in the store is retried until it succeeds or the process ends. */
export function createLeaving({ store, now, after, logger }: LeavingOptions): Leaving {
  const cancels = new Set<() => void>();
  let isStopped = false;

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
      if (records > 0) logger.info({ records }, "erased the data of workspaces that were left");
    } catch (error) {
      // The store is closed while an erasure may still be running; where it stopped is in the store.
      if (isStopped) return;
      logger.error({ error: describe(error) }, "could not erase the data of a workspace that was left; it will be retried");
      again(resume);
    }
  }

  async function left(workspace: Parameters<Host["left"]>[0], at = now()): Promise<void> {
    try {
      await store.leave(workspace, at);
    } catch (error) {
      logger.error(
        { ...workspace, error: describe(error) },
        "could not record in the store that a workspace was left; it will be retried",
      );
      return isStopped ? undefined : again(() => left(workspace, at));
    }
    logger.info({ ...workspace }, "a workspace was left; its data is being erased");
    await resume();
  }

  return {
    left: (workspace) => left(workspace),
    resume,
    stop() {
      isStopped = true;
      for (const cancel of cancels) cancel();
      cancels.clear();
    },
  };
}
