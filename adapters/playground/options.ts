import type { Preview } from "./render/previews.ts";

/** What the playground is made with. */
export interface PlaygroundOptions {
  /** The address that the HTTP server listens on; with a loopback address only local host names are served. */
  readonly address: string;
  /** The clock: it measures how long an answer takes, and is where the movable clock of nudges starts. */
  readonly now: () => number;
  /** The platforms in whose look the page can show an answer; absent: none. */
  readonly previews?: readonly Preview[];
}
