import type { Health } from "../../src/ports.ts";
import { formatTime } from "../kit/time.ts";

/** The state of the transport, in words; if it is not ok, with the reason. */
export interface TransportState {
  readonly ok: boolean;
  readonly detail: string;
}

/** The health of Malinois in Slack, as its calls and events show it. */
export interface Status {
  started(missingScopes: readonly string[]): void;
  /** Records that Slack no longer accepts the token, as an event or the response to a call said. */
  revoked(): void;
  /** Records that a call succeeded: the token is valid, even if it was refused before. */
  accepted(): void;
  /** Records that Slack is rate limiting events. */
  rateLimited(): void;
  health(transport: TransportState): Health;
}

/** How long the health mentions that events were rate limited, in milliseconds. */
const HOUR = 60 * 60_000;

/** Makes the status of an adapter that has not started yet. */
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
