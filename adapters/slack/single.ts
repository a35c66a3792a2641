import type { Tenancy, TenancyTools } from "./adapter.ts";
import { isNeeded } from "./commands/scopes.ts";
import { createStatus } from "./health.ts";
import { BOUNDS, type SlackOptions } from "./options.ts";
import { createTransport } from "./receive/transport/transport.ts";
import { createTokenCall, telling } from "./send/api.ts";
import { createOutbox } from "./send/outbox.ts";
import { type Identity, missingScope, signIn } from "./send/sign-in.ts";
import { createSession } from "./session.ts";

/** Makes the tenancy of the one workspace or organisation that the token belongs to. Throws a `MalinoisError` if Slack has no way to reach Malinois. */
export function createSingle(options: SlackOptions, { timings, deliver, sleep }: TenancyTools): Tenancy {
  const { botToken, managers = [], now, logger } = options;
  const status = createStatus(now);
  const transport = createTransport(options, timings, { deliver, sleep, onRateLimited: status.rateLimited });
  const call = telling(createTokenCall(botToken, options, timings.callTimeout), status);
  const bounds = BOUNDS.alone;
  const outbox = createOutbox(call, { ...options, timings, sleep, bounds, historyIsLimited: false });
  let identity: Identity | undefined;

  return {
    routes: transport.routes,
    async start(host) {
      const waiting = (wait: number) => {
        logger.warn({ wait }, "Slack cannot be reached yet; it is tried again");
        return sleep(wait);
      };
      const bot = await signIn(call, { delays: timings.startDelays, longestWait: timings.longestWait, sleep: waiting });
      identity = bot;
      const missing = bot.missing.filter((scope) => isNeeded(scope, managers));
      for (const scope of missing) {
        const { message, fix } = missingScope(scope);
        logger.warn({ fix }, message);
      }
      if (missing.includes("chat:write")) throw missingScope("chat:write");
      const { receiver } = transport;
      const session = { ...options, identity: bot, outbox, host, receiver, people: bounds.people, onRevoked: status.revoked };
      const app = await createSession(session, timings);
      await app.start();
      status.started(missing);
      logger.info({ workspace: bot.workspace, transport: transport.name }, `connected to Slack as ${bot.userId}`);
    },
    connect: async () => ({ outbox, identity }),
    health: () => status.health(transport.state()),
    pause: transport.pause,
    stop: async () => {
      await transport.receiver.stop();
    },
  };
}
