import type { DeliveryOptions } from "../delivery/options.ts";
import { describe } from "../delivery/options.ts";
import { MalinoisError } from "../errors.ts";
import type { Adapter, Health, Host, Logger } from "../ports.ts";

export interface ConnectingOptions {
  readonly adapters: readonly Adapter[];
  readonly host: Host;
  readonly logger: Logger;
  readonly after: DeliveryOptions["after"];
}

export interface Connecting {
  /**
   * Resolves when every platform has connected or failed once, or after ten seconds. Rejects when every one has refused for good, with the error of the first.
   */
  readonly settled: Promise<void>;
  /** Rejects once every platform has refused for good, even after `settled` has resolved. */
  readonly refused: Promise<never>;
  /** Returns the health of a platform, with the reason why it could not be reached last time. */
  health(adapter: Adapter): Health;
  /** Stops retrying. */
  stop(): void;
}

/** The times to wait before the second, third … attempt to reach a platform, in ms; the last one repeats. */
const RETRIES = [5_000, 10_000, 30_000, 60_000];
/** How long start-up waits for platforms to connect, in ms. */
const PATIENCE = 10_000;

/**
 * Starts all platforms in parallel, so that an unreachable one does not delay the others. An unreachable platform is retried until it answers. One that refuses
 * for good, for example because of a wrong token, is not retried.
 */
export function connectAll({ adapters, host, logger, after }: ConnectingOptions): Connecting {
  const reasons = new Map<Adapter, string>();
  const refusals = new Map<Adapter, unknown>();
  const cancels = new Set<() => void>();
  let isStopped = false;
  let refuse: (error: unknown) => void = () => undefined;
  const refused = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  // Callers need not await it: without this handler, the rejection would then end the process.
  refused.catch(() => undefined);

  async function tryOnce(adapter: Adapter, attempt: number): Promise<void> {
    try {
      await adapter.start(host);
      reasons.delete(adapter);
      if (attempt > 0) logger.info({ platform: adapter.name }, "connected at last");
    } catch (error) {
      if (isStopped) return;
      const reason = describe(error);
      reasons.set(adapter, error instanceof Error ? error.message : reason);
      const fix = error instanceof MalinoisError ? { fix: error.fix } : {};
      if (error instanceof MalinoisError && error.code === "configuration") {
        logger.error({ platform: adapter.name, error: reason, ...fix }, "a platform refuses; it stays off");
        refusals.set(adapter, error);
        if (refusals.size === adapters.length) refuse([...refusals.values()][0]);
        return;
      }
      const wait = RETRIES[Math.min(attempt, RETRIES.length - 1)] ?? 0;
      logger.warn({ platform: adapter.name, error: reason, ...fix, wait }, "a platform cannot be reached; it is tried again");
      const cancel = after(wait, () => {
        cancels.delete(cancel);
        void tryOnce(adapter, attempt + 1);
      });
      cancels.add(cancel);
    }
  }

  const tried = Promise.all(adapters.map((adapter) => tryOnce(adapter, 0)));
  let stopWaiting: () => void = () => undefined;
  const waited = new Promise<void>((resolve) => {
    stopWaiting = after(PATIENCE, resolve);
  });
  const settled = Promise.race([tried, waited, refused]).then(() => stopWaiting());
  return {
    settled,
    refused,
    health(adapter) {
      const health = adapter.health();
      const reason = reasons.get(adapter);
      return health.ok || reason === undefined ? health : { ok: false, detail: `${health.detail}: ${reason}` };
    },
    stop() {
      isStopped = true;
      stopWaiting();
      for (const cancel of cancels) cancel();
    },
  };
}
