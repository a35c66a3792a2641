import type { NamedConnection, Preview } from "../../src/platform.ts";
import type { MovableClock } from "./send/clock.ts";

/** What the playground is made with. */
export interface PlaygroundOptions {
  /** The address that the HTTP server listens on; with a loopback address only local host names are served. */
  readonly address: string;
  /** Measures how long an answer takes. */
  readonly now: () => number;
  /** The clock that nudges follow; the page can move it. */
  readonly clock: MovableClock;
  /** The platforms in whose look the page can show an answer; absent: none. */
  readonly previews?: readonly Preview[];
  /** The platforms that the page can lead on to; absent: none. */
  readonly connections?: readonly NamedConnection[];
}
