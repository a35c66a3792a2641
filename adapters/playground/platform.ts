import { z } from "zod";
import { definePlatform } from "../../src/platform.ts";
import { text } from "../../src/settings.ts";
import { createPlayground } from "./index.ts";
import { createMovableClock } from "./send/clock.ts";
import { TEAM_CHANNEL } from "./team.ts";

/** The local page for trying Malinois. It has no login, so if other machines can reach the server, it must be turned on explicitly. */
export const playground = definePlatform({
  name: "playground",
  label: "Playground",
  secrets: [],
  variables: { PLAYGROUND: text.pipe(z.enum(["on", "off"]).optional()) },
  whyOff({ PLAYGROUND: wanted }, { isPublic }) {
    if (wanted === "off") return "PLAYGROUND is off";
    return wanted === undefined && isPublic
      ? "others can reach this server, and it has no login; PLAYGROUND=on turns it on"
      : undefined;
  },
  async create(_, { server, pack, learned, nextNudge, previews, connections, now }) {
    const clock = createMovableClock(now);
    return {
      adapter: createPlayground({ address: server.host, pack, learned, nextNudge, now, clock, previews, connections }),
      ...{ clock: clock.now, hearsNewcomers: false, handOffChannel: TEAM_CHANNEL, isOneConversation: true },
    };
  },
  diagnose: async (_, { server }) => [{ level: "ok", message: `playground: on, at http://${server.host}:${server.port}` }],
  commands: [],
});
