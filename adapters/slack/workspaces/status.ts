import { describeError } from "../../../src/common/describe-error.ts";
import type { Instant } from "../../../src/model.ts";
import type { Health, Logger } from "../../../src/ports.ts";
import { createStatus } from "../health.ts";
import type { Vault } from "./vault.ts";

/** Slack's health across all installations. */
export interface InstallationStatus {
  /** Counts the installations. Never rejects. */
  refresh(): Promise<void>;
  /** Records that Slack is rate limiting events. */
  rateLimited(): void;
  started(): void;
  health(): Health;
}

/** How long a count of the installations is used, in milliseconds: other processes add and remove them too. */
const COUNT_EVERY = 60_000;

/** @param refused how many tokens Slack has refused, and not accepted since */
export function createInstallationStatus(
  vault: Pick<Vault, "count">,
  now: () => Instant,
  logger: Logger,
  refused: () => number,
): InstallationStatus {
  const common = createStatus(now);
  let counted: Awaited<ReturnType<Vault["count"]>> = { all: 0, usable: 0 };
  let countedAt = Number.NEGATIVE_INFINITY;

  async function refresh(): Promise<void> {
    countedAt = now();
    try {
      counted = await vault.count();
    } catch (error) {
      logger.warn(describeError(error), "the installations could not be counted");
    }
  }

  function detail(): string {
    const lost = counted.all - counted.usable + refused();
    const places = counted.all === 1 ? "1 installation" : `${counted.all} installations`;
    const lostOnes = lost === 0 ? [] : [`${lost} of them with a token that Slack refuses`];
    return ["listening at POST /slack/events", places, ...lostOnes].join("; ");
  }

  return {
    refresh,
    rateLimited: common.rateLimited,
    started: () => common.started([]),
    health() {
      if (now() - countedAt > COUNT_EVERY) void refresh();
      return common.health({ ok: true, detail: detail() });
    },
  };
}
