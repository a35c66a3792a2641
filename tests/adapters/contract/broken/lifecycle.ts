import { DeliveryError } from "../../../../src/errors.ts";
import type { Host } from "../../../../src/ports.ts";
import type { Broken } from "./ways.ts";

const well = { ok: true, detail: "connected" };

/** Adapters with a mistake in starting, stopping or health. */
export const LIFECYCLE: readonly Broken[] = [
  { what: "it is healthy before it starts", noticed: "has a plain name", breakIt: () => ({ health: () => well }) },
  {
    what: "it stays healthy after its stop",
    noticed: "has a plain name",
    breakIt: ({ health }) => {
      let was = health();
      return {
        health: () => {
          if (health().ok) was = well;
          return was;
        },
      };
    },
  },
  {
    what: "it is healthy after a start that failed",
    noticed: "says why it cannot start",
    breakIt: ({ start, health }) => {
      let isStarted = false;
      return {
        async start(host) {
          isStarted = true;
          await start(host);
        },
        health: () => (isStarted ? well : health()),
      };
    },
  },
  {
    what: "a start that fails throws nothing",
    noticed: "says why it cannot start",
    breakIt: ({ start }) => ({ start: (host) => start(host).catch(() => undefined) }),
  },
  {
    what: "a start that fails throws a plain error",
    noticed: "says why it cannot start",
    breakIt: ({ start }) => ({
      start: (host) =>
        start(host).catch(() => {
          throw new Error("no");
        }),
    }),
  },
  {
    what: "start runs twice",
    noticed: "starts once",
    breakIt: ({ start }) => {
      let times = 0;
      return {
        start(host: Host) {
          times += 1;
          return times === 1 ? start({ ...host, receive: repeated(host, () => times) }) : Promise.resolve();
        },
      };
    },
  },
  {
    what: "stop does not wait for running work",
    noticed: "finishes running work",
    breakIt: ({ stop }) => ({
      async stop() {
        void stop();
      },
    }),
  },
  {
    what: "a second stop throws",
    noticed: "stops as often as it is told to",
    breakIt: ({ stop }) => {
      let times = 0;
      return {
        async stop() {
          times += 1;
          if (times === 2) throw new Error("stopped already");
          await stop();
        },
      };
    },
  },
  {
    what: "a stop before the start throws",
    noticed: "can be stopped before",
    breakIt: ({ health, stop }) => {
      let wasStarted = false;
      return {
        async stop() {
          wasStarted ||= health().ok;
          if (!wasStarted) throw new Error("not started");
          await stop();
        },
      };
    },
  },
  {
    what: "stop stops nothing",
    noticed: "receives nothing after it is stopped",
    breakIt: () => ({ stop: async () => undefined }),
  },
  {
    what: "messages that cannot be sent now are silently dropped",
    noticed: "sends nothing before it is started",
    breakIt: ({ health, send }) => ({
      async send(...sent) {
        if (health().ok) await send(...sent);
      },
    }),
  },
  {
    what: "after its stop, failures are of the kind “gone”",
    noticed: "sends nothing after it is stopped",
    breakIt: ({ health, send }) => ({
      async send(...sent) {
        if (!health().ok) throw new DeliveryError("gone", "stopped", "start it");
        await send(...sent);
      },
    }),
  },
];

/** Makes a `receive` that passes each message on `times()` times. */
function repeated(host: Host, times: () => number): Host["receive"] {
  return async (inbound, onTaken) => {
    for (let count = 1; count < times(); count += 1) await host.receive(inbound);
    return host.receive(inbound, onTaken);
  };
}
