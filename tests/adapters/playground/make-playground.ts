import { createPlayground } from "../../../adapters/playground/index.ts";
import { createMovableClock } from "../../../adapters/playground/send/clock.ts";
import { TEAM_CHANNEL } from "../../../adapters/playground/team.ts";
import type { Pack } from "../../../src/model.ts";
import type { NamedConnection, NudgePlace, PlatformInstance, Preview } from "../../../src/platform.ts";

interface Options {
  readonly address?: string;
  readonly pack?: Pick<Pack, "name" | "languages">;
  readonly learned?: () => number | undefined;
  readonly nextNudge?: (place: NudgePlace) => Promise<number | undefined>;
  readonly now?: () => number;
  readonly previews?: readonly Preview[];
  readonly connections?: readonly NamedConnection[];
}

/** A pack in the languages that the page itself has. */
export const SHOWN_PACK = { name: { en: "Guard dogs", nl: "Waakhonden" }, languages: ["en", "nl", "fr", "de"] };

/** Makes a playground with a movable clock. By default it listens on the loopback address, and the clock begins at 0. */
export function makePlayground({
  address = "127.0.0.1",
  pack = SHOWN_PACK,
  learned = () => undefined,
  nextNudge = async () => undefined,
  now = () => 0,
  previews = [],
  connections = [],
}: Options = {}): PlatformInstance {
  const clock = createMovableClock(now);
  return {
    adapter: createPlayground({ address, pack: () => pack, learned, nextNudge, now, clock, previews, connections }),
    ...{ clock: clock.now, hearsNewcomers: false, handOffChannel: TEAM_CHANNEL, isOneConversation: true },
  };
}
