import type { Instant, Pack } from "../../src/model.ts";
import type { NamedConnection, NudgePlace, Preview } from "../../src/platform.ts";
import type { MovableClock } from "./send/clock.ts";

/** What the playground is made with. */
export interface PlaygroundOptions {
  /** The address that the HTTP server listens on; with a loopback address only local host names are served. */
  readonly address: string;
  /** The pack in use now. */
  readonly pack: () => Pick<Pack, "name" | "languages">;
  /** The share of the pack that is learned, 0–1, while it is learned for the first time; absent, or undefined: that has ended. */
  readonly learned?: () => number | undefined;
  /** When the next nudge comes to a place, by the page's clock; absent: there are no nudges. */
  readonly nextNudge?: (place: NudgePlace) => Promise<Instant | undefined>;
  /** Measures how long an answer takes. */
  readonly now: () => number;
  /** The clock that nudges follow; the page can move it. */
  readonly clock: MovableClock;
  /** The platforms in whose look the page can show an answer; absent: none. */
  readonly previews?: readonly Preview[];
  /** The platforms that the page can lead on to; absent: none. */
  readonly connections?: readonly NamedConnection[];
}
