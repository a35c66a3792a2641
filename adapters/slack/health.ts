import type { Health } from "../../src/ports.ts";
import { formatTime } from "../kit/time.ts";

/** How the transport is: in words where all is well, with the reason where not. */
export interface TransportState {
  readonly ok: boolean;
  readonly detail: string;
}

/** What is known of how Malinois fares in Slack. */
export interface Status {
  started(missingScopes: readonly string[]): void;
  /** Slack said that the token is no longer good: by an event, or in answer to a call. */
  revoked(): void;
  /** A call succeeded: the token is good, again where it was not. */
  accepted(): void;
  /** Slack said that it holds back events. */
  rateLimited(): void;
  health(transport: TransportState): Health;
}

/** News of held back events stays in the health for an hour. */
const HOUR = 60 * 60_000;

/** Makes the record of it. */
export function createStatus(now: () => number): Status {
  let running = false;
  let revokedAt: number | undefined;
  let rateLimitedAt: number | undefined;
  let missing: readonly string[] = [];

  return {
    started(missingScopes) {
      running = true;
      missing = missingScopes;
    },
    revoked() {
      revokedAt ??= now();
    },
    accepted() {
      revokedAt = undefined;
    },
    rateLimited() {
      rateLimitedAt = now();
    },
    health({ ok, detail }) {
      if (!running) return { ok: false, detail: "not started" };
      if (revokedAt !== undefined)
        return { ok: false, detail: `the app was removed or its token revoked at ${formatTime(revokedAt)}` };
      const notes = [
        ...(missing.length > 0 ? [`lacks the scopes ${missing.join(", ")}`] : []),
        ...(rateLimitedAt !== undefined && now() - rateLimitedAt < HOUR
          ? [`Slack held back events at ${formatTime(rateLimitedAt)}`]
          : []),
      ];
      return { ok, detail: [detail, ...notes].join("; ") };
    },
  };
}
