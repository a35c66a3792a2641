import type { App, Receiver } from "@slack/bolt";
import type { Host } from "../../src/ports.ts";
import type { CommonOptions, SlackTimings } from "./options.ts";
import { listen } from "./receive/listeners.ts";
import { createPeople } from "./receive/people.ts";
import { createRights } from "./receive/rights.ts";
import { boltLogger } from "./receive/transport/bolt-logger.ts";
import { clientOptions } from "./send/api.ts";
import type { Outbox } from "./send/outbox.ts";
import type { Identity } from "./send/sign-in.ts";

export interface SessionOptions extends CommonOptions {
  readonly identity: Identity;
  readonly outbox: Outbox;
  readonly host: Host;
  readonly receiver: Receiver;
  /** How many people's profiles are remembered. */
  readonly people: number;
  /** Called when Slack says that the token is no longer valid. */
  readonly onRevoked: () => void;
}

/** Makes the Bolt app for one token. Each app has its own listeners, which know only their workspace, its people and their rights. */
export async function createSession(options: SessionOptions, timings: SlackTimings): Promise<App> {
  const { identity: bot, outbox, host, receiver, managers = [], apiUrl, now, logger, onRevoked } = options;
  const { courtesyTimeout } = timings;
  const { send, takeBack, hasAnswered, forget, submissions, call } = outbox;
  const people = createPeople(call, bot, { most: options.people, timeout: courtesyTimeout, now, logger });
  const rights = createRights({ call, people, managers, timeout: courtesyTimeout, now, logger });
  const { App } = await import("@slack/bolt");
  const app = new App({
    receiver,
    // We make all calls ourselves. Bolt needs the bot's identity only to ignore the bot's own messages.
    authorize: async () => ({ botId: bot.botId, botUserId: bot.userId }),
    tokenVerificationEnabled: false,
    deferInitialization: true,
    convoStore: false,
    logger: boltLogger(logger),
    clientOptions: clientOptions(apiUrl, timings.callTimeout),
  });
  const sending = { send, takeBack, hasAnswered, forget, submissions, call, courtesyTimeout };
  listen(app, { host, bot, people, rights, ...sending, logger, onRevoked });
  await app.init();
  return app;
}
