import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import { describeError } from "../../../src/common/describe-error.ts";
import { createSealer } from "../../../src/common/sealing.ts";
import { DeliveryError, MalinoisError } from "../../../src/errors.ts";
import type { Host } from "../../../src/ports.ts";
import type { Payload } from "../../kit/payload.ts";
import { within } from "../../kit/time.ts";
import type { Tenancy, TenancyTools } from "../adapter.ts";
import { createInstallRoutes } from "../install/routes.ts";
import type { DistributedOptions } from "../options.ts";
import { workspaceOf } from "../receive/parse.ts";
import type { Acknowledgement, Delivery } from "../receive/transport/delivery.ts";
import { createSignedRoute } from "../receive/transport/signed-route.ts";
import { createExchange } from "./exchange.ts";
import { installationsNamed } from "./naming.ts";
import { createRemoval, isRemoval } from "./removal.ts";
import { createSessions, type Session, type Sessions } from "./sessions.ts";
import { createInstallationStatus } from "./status.ts";
import { createVault } from "./vault.ts";

/** How many installations are held in memory by default. */
const SESSIONS = 1_000;
/** How many ids of installations unknown here are remembered, so that each is logged only once. */
const STRANGERS = 1_000;

/** The parts that can be made only once the host is known. */
interface Running {
  readonly sessions: Sessions;
  readonly remove: (body: Payload) => Promise<void>;
}

/** Makes the tenancy of all workspaces and organisations that install the app by OAuth. Throws a `MalinoisError` if the keys are not valid. */
export function createDistributed(options: DistributedOptions, tools: TenancyTools): Tenancy {
  const { signingSecret, now, logger } = options;
  const { timings, deliver, inFlight, sleep } = tools;
  const client = { ...options, timeout: timings.callTimeout };
  const vault = createVault(options.installations, createSealer(options.tokenKeys));
  // Somebody waits in a browser, so no single wait may be longer than a call.
  const retryPolicy = { delays: timings.retryDelays, longestWait: timings.callTimeout, sleep };
  const exchange = createExchange({ ...client, retryPolicy });
  const strangers = createBoundedMap<string, true>(STRANGERS, now);
  const served = createBoundedMap<string, string>(2 * SESSIONS, now);
  let running: Running | undefined;
  let isPaused = false;

  const status = createInstallationStatus(vault, now, logger, () => running?.sessions.refused() ?? 0);
  const install = createInstallRoutes({
    ...options,
    exchange,
    isRunning: () => running !== undefined && !isPaused,
    async onInstalled({ id, grant }) {
      await vault.install(id, grant, now());
      running?.sessions.forget(id);
      await status.refresh();
    },
  });

  async function sessionFor(body: Payload, { sessions }: Running): Promise<Session | undefined> {
    for (const id of installationsNamed(body)) {
      const session = await sessions.byId(id);
      if (session !== undefined) return session;
    }
    return undefined;
  }

  /** Records an organisation's workspaces as events arrive from them, so that nudges can be sent there later. */
  async function noteWorkspace(body: Payload, { id, identity }: Session): Promise<void> {
    const workspace = workspaceOf(body, identity);
    if (identity.workspace !== undefined || workspace === "" || served.get(workspace) === id) return;
    await vault.serve(workspace, id);
    served.set(workspace, id, timings.installationLifetime);
  }

  function refuse(body: Payload): Acknowledgement | "refused" {
    for (const id of installationsNamed(body)) {
      if (strangers.get(id) === undefined)
        logger.warn({ installation: id }, "refused a request from a workspace where the app is not installed");
      strangers.set(id, true);
    }
    // Events must not be refused: Slack would deliver them again, and after many refusals turn all events off.
    return body.event === undefined ? "refused" : { payload: undefined };
  }

  async function receive(delivery: Delivery): Promise<Acknowledgement | "not now" | "refused"> {
    if (running === undefined || isPaused) return "not now";
    const { body } = delivery;
    try {
      if (isRemoval(body)) {
        const removing = inFlight.add(
          running
            .remove(body)
            .then(status.refresh)
            .then(() => true),
        );
        // A removal that takes longer carries on, and a second delivery of its event does no harm.
        return (await within(removing, timings.acknowledgeWithin)) === undefined ? "not now" : { payload: undefined };
      }
      const session = await sessionFor(body, running);
      if (session === undefined) return refuse(body);
      await noteWorkspace(body, session);
      return await deliver(session.app, delivery);
    } catch (error) {
      logger.error(
        describeError(error),
        "an event from Slack could not be matched to an installation; Slack is asked to deliver it again",
      );
      return "not now";
    }
  }

  async function connect(workspace: string): Promise<Session> {
    if (workspace === "") {
      const fix = "with many workspaces this never works: see the weekly digest for entries that are due for review";
      throw new DeliveryError("gone", "a person without a workspace cannot be written to", fix);
    }
    let session: Session | undefined;
    try {
      session = await running?.sessions.ofWorkspace(workspace);
    } catch (cause) {
      const fix = cause instanceof MalinoisError ? cause.fix : "see the log";
      throw new DeliveryError("later", "the token of a workspace could not be read", fix, { cause });
    }
    if (session !== undefined) return session;
    const message = `the app is not installed in the workspace ${workspace}, or its token was revoked`;
    throw new DeliveryError("later", message, "install it again at /slack/install");
  }

  return {
    routes: [createSignedRoute({ signingSecret, now, logger, receive, onRateLimited: status.rateLimited }), ...install],
    async start(host: Host) {
      await vault.changeKeys((id, error) => {
        if (error instanceof MalinoisError && error.code === "configuration") throw error;
        logger.error(
          { installation: id, ...describeError(error) },
          "a token could not be opened; the app must be installed there again",
        );
      });
      await status.refresh();
      const most = options.sessions ?? SESSIONS;
      const sessions = createSessions({ ...options, managers: [], vault, exchange, timings, sleep, host, most });
      running = { sessions, remove: createRemoval({ ...client, vault, sessions, host }) };
      status.started();
      logger.info({ transport: "http" }, "ready for every workspace that the app is installed in");
    },
    connect,
    health: status.health,
    pause() {
      isPaused = true;
    },
    stop: async () => undefined,
  };
}
