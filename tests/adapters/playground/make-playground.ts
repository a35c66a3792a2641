import { createPlayground } from "../../../adapters/playground/index.ts";
import { createMovableClock } from "../../../adapters/playground/send/clock.ts";
import { TEAM_CHANNEL } from "../../../adapters/playground/team.ts";
import type { NamedConnection, PlatformInstance, Preview } from "../../../src/platform.ts";

interface Options {
  readonly address?: string;
  readonly now?: () => number;
  readonly previews?: readonly Preview[];
  readonly connections?: readonly NamedConnection[];
}

/** A playground with its movable clock, on loopback at the beginning of time unless said otherwise. */
export function makePlayground({
  address = "127.0.0.1",
  now = () => 0,
  previews = [],
  connections = [],
}: Options = {}): PlatformInstance {
  const clock = createMovableClock(now);
  return {
    adapter: createPlayground({ address, now, clock, previews, connections }),
    ...{ clock: clock.now, hearsNewcomers: false, handOffChannel: TEAM_CHANNEL },
  };
}
