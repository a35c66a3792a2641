import type { Instant, Pack } from "../../src/model.ts";
import type { NamedConnection, NudgePlace, Preview } from "../../src/platform.ts";
import type { MovableClock } from "./send/clock.ts";

/** The options of the playground. */
export interface PlaygroundOptions {
  /** The address that the HTTP server listens on; on a loopback address, only requests for local host names are accepted. */
  readonly address: string;
  /** Returns the pack that is in use. */
  readonly pack: () => Pick<Pack, "name" | "languages">;
  /** Returns the share of the pack that is learned, 0–1, while it is learned for the first time; absent, or undefined: learning has ended. */
  readonly learned?: () => number | undefined;
  /** Returns when a place gets its next nudge, by the page's clock; absent: there are no nudges. */
  readonly nextNudge?: (place: NudgePlace) => Promise<Instant | undefined>;
  /** The clock, in ms, that measures how long an answer takes. */
  readonly now: () => number;
  /** The clock that nudges follow; the page can move it. */
  readonly clock: MovableClock;
  /** The platforms that the page can preview answers for; absent: none. */
  readonly previews?: readonly Preview[];
  /** The platforms that the page can help to connect; absent: none. */
  readonly connections?: readonly NamedConnection[];
}
