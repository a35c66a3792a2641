import type { App } from "@slack/bolt";
import { DeliveryError, MalinoisError } from "../../src/errors.ts";
import type { Host, ManagedAdapter } from "../../src/ports.ts";
import { createInFlight } from "../kit/in-flight.ts";
import { createSleep } from "../kit/time.ts";
import { isNeeded } from "./commands/scopes.ts";
import { createStatus } from "./health.ts";
import { createOpenSubmissions } from "./open-submissions.ts";
import { type SlackOptions, timingsOf } from "./options.ts";
import type { ListenerContext } from "./receive/context.ts";
import { listen } from "./receive/listeners.ts";
import { PLATFORM } from "./receive/parse.ts";
import { createPeople } from "./receive/people.ts";
import { askWhetherManager, createRights } from "./receive/rights.ts";
import { boltLogger } from "./receive/transport/bolt-logger.ts";
import { createDeliver } from "./receive/transport/delivery.ts";
import { createTransport, type Transport } from "./receive/transport/transport.ts";
import { clientOptions } from "./send/api.ts";
import { channelName } from "./send/channel-name.ts";
import { listDirectory } from "./send/directory.ts";
import { isFinal } from "./send/errors.ts";
import { createOutbox } from "./send/outbox.ts";
import { type Identity, missingScope, signIn } from "./send/sign-in.ts";

/**
 * Makes Malinois in Slack: by Socket Mode with an app token, by signed HTTP at POST /slack/events with a signing secret
 * alone. Nothing of Slack's packages is loaded before it starts. Throws a `MalinoisError` where tokens are missing.
 */
export function createSlack(options: SlackOptions): ManagedAdapter {
  const { botToken, apiUrl, managers = [], now, logger } = options;
  if (botToken === "") throw new MalinoisError("configuration", "the Slack bot token is empty", "set SLACK_BOT_TOKEN (xoxb-…)");
  const timings = timingsOf(options);
  const sleep = createSleep();
  const inFlight = createInFlight();
  const deliver = createDeliver(timings.acknowledgeWithin, inFlight, logger);
  const status = createStatus(now);
  const transport = createTransport(options, timings, { deliver, sleep: sleep.wait, onRateLimited: status.rateLimited });
  const submissions = createOpenSubmissions();
  const outbox = createOutbox(options, timings, sleep.wait, status, submissions);
  let started: Promise<void> | undefined;
  let identity: Identity | undefined;
  let isStarting = false;
  let stopped: Promise<void> | undefined;
  /** Nothing can be sent any more. */
  let isOver = false;

  async function start(host: Host): Promise<void> {
    const retryPolicy = { delays: timings.startDelays, longestWait: timings.longestWait, sleep: sleep.wait };
    const bot = await signIn(outbox.call, retryPolicy);
    identity = bot;
    const missing = bot.missing.filter((scope) => isNeeded(scope, managers));
    for (const scope of missing) {
      const { message, fix } = missingScope(scope);
      logger.warn({ fix }, message);
    }
    if (missing.includes("chat:write")) throw missingScope("chat:write");
    const { send, call, takeBack, forget } = outbox;
    const { courtesyTimeout } = timings;
    const people = createPeople(call, bot, courtesyTimeout, now, logger);
    const rights = createRights({ call, people, managers, timeout: courtesyTimeout, now, logger });
    const context: ListenerContext = {
      host,
      bot,
      people,
      rights,
      send,
      takeBack,
      forget,
      submissions,
      call,
      courtesyTimeout,
      logger,
      onRevoked: status.revoked,
    };
    const app = await createApp(bot, transport);
    listen(app, context);
    await app.init();
    await app.start();
    status.started(missing);
    logger.info({ workspace: bot.workspace, transport: transport.name }, `connected to Slack as ${bot.userId}`);
  }

  async function stop(): Promise<void> {
    // A start that waits to try again gives up: what opens its transport after the stop would stay open.
    if (isStarting) sleep.end();
    await started?.catch(() => undefined);
    transport.pause();
    const left = await inFlight.drain(timings.drainDeadline);
    if (left > 0) logger.warn({ left }, "stopped before all work for Slack was done");
    isOver = true;
    sleep.end();
    await transport.receiver.stop();
  }

  function assertRunning(): void {
    if (started === undefined || isOver)
      throw new DeliveryError("later", "Slack is not connected", "start Malinois, or wait until it has started");
  }

  return {
    name: PLATFORM,
    routes: transport.routes,
    start: (host) => {
      if (started === undefined) {
        isStarting = true;
        started = start(host)
          .catch((error: unknown) => {
            // May be tried again, unless Slack's answer stays the same until somebody fixes it.
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
      await inFlight.add(outbox.send(place, reply, key));
    },
    async nameOf({ channel }) {
      assertRunning();
      return identity && inFlight.add(channelName(outbox.call, identity.team, channel));
    },
    async mayManage(workspace, person) {
      assertRunning();
      if (identity === undefined) return undefined;
      return inFlight.add(askWhetherManager(outbox.call, { bot: identity, managers }, workspace, person));
    },
    async directory() {
      assertRunning();
      return inFlight.add(listDirectory(outbox.call));
    },
    find: (place, key, since) => inFlight.add(outbox.find(place, key, since)),
    health: () => (stopped === undefined ? status.health(transport.state()) : { ok: false, detail: "stopped" }),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };

  async function createApp(bot: Identity, { receiver }: Transport): Promise<App> {
    const { App } = await import("@slack/bolt");
    return new App({
      receiver,
      token: botToken,
      // Signed in already: without these Bolt asks once itself and keeps a failure for ever.
      botId: bot.botId,
      botUserId: bot.userId,
      tokenVerificationEnabled: false,
      deferInitialization: true,
      convoStore: false,
      logger: boltLogger(logger),
      clientOptions: clientOptions(apiUrl, timings.callTimeout),
    });
  }
}
