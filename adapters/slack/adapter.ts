import { DeliveryError, MalinoisError } from "../../src/errors.ts";
import type { Health, Host, HttpRoute, ManagedAdapter } from "../../src/ports.ts";
import { createInFlight, type InFlight } from "../kit/in-flight.ts";
import { createSleep } from "../kit/time.ts";
import { type CommonOptions, type SlackTimings, timingsOf } from "./options.ts";
import { PLATFORM } from "./receive/parse.ts";
import { askWhetherManager } from "./receive/rights.ts";
import { createDeliver, type Deliver } from "./receive/transport/delivery.ts";
import { channelName } from "./send/channel-name.ts";
import { listDirectory } from "./send/directory.ts";
import { isFinal } from "./send/errors.ts";
import type { Outbox } from "./send/outbox.ts";
import type { Identity } from "./send/sign-in.ts";

/** A connection to one workspace. */
export interface Connection {
  readonly outbox: Outbox;
  /** Undefined before the start. */
  readonly identity: Identity | undefined;
}

/** The workspaces that Malinois serves: the one its token belongs to, or all in which it is installed. */
export interface Tenancy {
  readonly routes: readonly HttpRoute[];
  /** Connects to Slack. Rejects with a `MalinoisError`; may then be called again. */
  start(host: Host): Promise<void>;
  /** Returns the connection to a workspace. Rejects with a `DeliveryError` if that workspace is not served. */
  connect(workspace: string): Promise<Connection>;
  health(): Health;
  /** Stops accepting new events; running work can still be acknowledged. */
  pause(): void;
  stop(): Promise<void>;
}

/** The dependencies of a tenancy. */
export interface TenancyTools {
  readonly timings: SlackTimings;
  readonly deliver: Deliver;
  readonly inFlight: InFlight;
  /** Waits; rejects if the adapter stops meanwhile. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Makes the adapter for a tenancy. It starts once, or again if a start failed. It stops when running work has ended or `drainDeadline` has passed. */
export function createAdapter(options: CommonOptions, createTenancy: (tools: TenancyTools) => Tenancy): ManagedAdapter {
  const { managers = [], logger } = options;
  const timings = timingsOf(options);
  const sleep = createSleep();
  const inFlight = createInFlight();
  const deliver = createDeliver(timings.acknowledgeWithin, inFlight, logger);
  const tenancy = createTenancy({ timings, deliver, inFlight, sleep: sleep.wait });
  let started: Promise<void> | undefined;
  let isStarting = false;
  let stopped: Promise<void> | undefined;
  /** Nothing can be sent any more. */
  let isOver = false;

  async function stop(): Promise<void> {
    // Makes a start that is waiting to retry give up: a transport that it opened after the stop would stay open.
    if (isStarting) sleep.end();
    await started?.catch(() => undefined);
    tenancy.pause();
    const left = await inFlight.drain(timings.drainDeadline);
    if (left > 0) logger.warn({ left }, "stopped before all work for Slack was done");
    isOver = true;
    sleep.end();
    await tenancy.stop();
  }

  function assertRunning(): void {
    if (started === undefined || isOver)
      throw new DeliveryError("later", "Slack is not connected", "start Malinois, or wait until it has started");
  }

  return {
    name: PLATFORM,
    routes: tenancy.routes,
    start: (host) => {
      if (started === undefined) {
        isStarting = true;
        started = tenancy
          .start(host)
          .catch((error: unknown) => {
            // Allows another start. A final refusal becomes a configuration error: Slack's answer stays the same until somebody fixes the cause.
            started = undefined;
            throw isFinal(error) ? new MalinoisError("configuration", error.message, error.fix, { cause: error }) : error;
          })
          .finally(() => {
            isStarting = false;
          });
      }
      return started;
    },
    async send(place, reply, key) {
      assertRunning();
      const { outbox } = await tenancy.connect(place.workspace);
      await inFlight.add(outbox.send(place, reply, key));
    },
    async nameOf({ workspace, channel }) {
      assertRunning();
      const { outbox, identity } = await tenancy.connect(workspace);
      return identity && inFlight.add(channelName(outbox.call, identity.team, channel));
    },
    async mayManage(workspace, person) {
      assertRunning();
      const { outbox, identity } = await tenancy.connect(workspace);
      if (identity === undefined) return undefined;
      return inFlight.add(askWhetherManager(outbox.call, { bot: identity, managers }, workspace, person));
    },
    async directory(workspace) {
      assertRunning();
      const { outbox, identity } = await tenancy.connect(workspace);
      // An organisation's token lists nothing unless the call names a workspace.
      const isOrganisations = identity !== undefined && identity.workspace === undefined;
      return inFlight.add(listDirectory(outbox.call, isOrganisations ? { team_id: workspace } : {}));
    },
    async find(place, key, since) {
      const { outbox } = await tenancy.connect(place.workspace);
      return inFlight.add(outbox.find(place, key, since));
    },
    health: () => (stopped === undefined ? tenancy.health() : { ok: false, detail: "stopped" }),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}
