import { definePlatform } from "../../src/platform.ts";
import { createPlayground } from "./index.ts";
import { createMovableClock } from "./send/clock.ts";

/** The local page for trying Malinois: always on. */
export const playground = definePlatform({
  name: "playground",
  label: "Playground",
  variables: {},
  whyOff: () => undefined,
  async create(_, { server, previews, now }) {
    const clock = createMovableClock(now);
    return { adapter: createPlayground({ address: server.host, now, clock, previews }), clock: clock.now, hearsNewcomers: false };
  },
  diagnose: async (_, { server }) => [{ level: "ok", message: `playground: on, at http://${server.host}:${server.port}` }],
  commands: [],
});
