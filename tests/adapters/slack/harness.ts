import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { SCOPES } from "../../../adapters/slack/commands/scopes.ts";
import { createSlack } from "../../../adapters/slack/index.ts";
import type { SlackOptions, SlackTimings } from "../../../adapters/slack/options.ts";
import type { Adapter, Host, Logger, ManagedAdapter } from "../../../src/ports.ts";
import { optionViolations, viewViolations } from "../../protocol/slack/block-kit.ts";
import { createPeople, type Delivery, type People } from "../../protocol/slack/payloads.ts";
import { type SlackServer, startSlackServer } from "../../protocol/slack/server.ts";
import { deliverByHttp } from "../../protocol/slack/signed-http.ts";
import type { Acknowledged, Retry } from "../../protocol/slack/sockets.ts";
import { createFakeHost, type FakeHost } from "./fake-host.ts";

export const TRANSPORTS = ["socket", "http"] as const;
export type TransportName = (typeof TRANSPORTS)[number];

/**
 * Waits that tests go through are short. Limits that nothing should reach are long, so that a busy machine does not reach them. A test in
 * which Slack never answers sets a shorter one.
 */
export const QUICK: Partial<SlackTimings> = {
  callTimeout: 5_000,
  responseTimeout: 5_000,
  acknowledgeWithin: 2_000,
  retryDelays: [5, 10, 20],
  startDelays: [5, 10, 20],
  reconnectDelays: [0, 10, 20],
  channelInterval: 5,
  channelBurst: 100,
  helloTimeout: 5_000,
  courtesyTimeout: 5_000,
  drainDeadline: 5_000,
};

interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly details: object;
  readonly message: string;
}

export interface Recording extends Logger {
  readonly lines: LogLine[];
}

export function createRecording(): Recording {
  const lines: LogLine[] = [];
  const write = (level: LogLine["level"]) => (details: object, message: string) => void lines.push({ level, details, message });
  return { lines, info: write("info"), warn: write("warn"), error: write("error") };
}

export function optionsFor(slack: SlackServer, transport: TransportName, logger: Logger, timings = {}): SlackOptions {
  return {
    botToken: slack.botToken,
    ...(transport === "socket" ? { appToken: slack.appToken } : { signingSecret: slack.signingSecret }),
    apiUrl: slack.apiUrl,
    now: Date.now,
    logger,
    timings: { ...QUICK, ...timings },
  };
}

export interface Running {
  readonly slack: SlackServer;
  readonly adapter: ManagedAdapter;
  readonly host: FakeHost;
  readonly people: People;
  readonly logger: Recording;
  /** The address to which HTTP deliveries are posted. */
  readonly url: string;
  deliver(delivery: Delivery, retry?: Retry): Promise<Acknowledged>;
  stop(): Promise<void>;
}

export interface Setup {
  /** Who manages the whole workspace, in addition to its administrators. */
  readonly managers?: readonly string[];
  /** The clock of both Slack and the adapter. */
  readonly now?: () => number;
  readonly transport?: TransportName;
  readonly timings?: Partial<SlackTimings>;
  readonly scopes?: readonly string[];
  /** The stand-in of another run, for a second adapter: after a restart, or next to the first. */
  readonly slack?: SlackServer;
  readonly host?: FakeHost;
  /** Makes a bot that replaces the fake one. */
  readonly makeHost?: (adapter: Adapter, logger: Logger) => Host | Promise<Host>;
}

/** Starts the stand-in for Slack and the adapter, connected to a fake bot. */
export async function startSlack(setup: Setup = {}): Promise<Running> {
  const { transport = "socket", timings = {}, scopes = Object.keys(SCOPES), now = Date.now } = setup;
  const slack = setup.slack ?? (await startSlackServer({ scopes, now }));
  const host = setup.host ?? createFakeHost();
  const logger = createRecording();
  const options = { ...optionsFor(slack, transport, logger, timings), managers: setup.managers ?? [], now };
  const adapter = createSlack(options);
  host.connect(adapter);
  await adapter.start((await setup.makeHost?.(adapter, logger)) ?? host);
  const web = await serveRoutes(adapter);
  const url = `${web.origin}/slack/events`;
  const people = createPeople(slack.workspace, slack.responseAddress);
  return {
    slack,
    adapter,
    host,
    people,
    logger,
    url,
    async deliver(delivery, retry) {
      const acknowledged = await (transport === "http"
        ? deliverByHttp({ url, secret: slack.signingSecret, now }, delivery, retry)
        : slack.sockets.deliver(delivery.kind, delivery.payload, retry));
      slack.violations.push(...acknowledgementViolations(acknowledged.payload));
      return acknowledged;
    },
    async stop() {
      await adapter.stop();
      await web.close();
      if (setup.slack === undefined) await slack.close();
    },
  };
}

/** Returns what Slack would refuse in an acknowledgement. */
function acknowledgementViolations(payload: unknown): readonly string[] {
  const { options, view } = (payload ?? {}) as { options?: unknown; view?: Record<string, unknown> };
  return [...(options === undefined ? [] : optionViolations(options)), ...(view === undefined ? [] : viewViolations(view))];
}

/** Serves the routes of an adapter over real HTTP, as the program does. */
export async function serveRoutes({ routes }: Adapter): Promise<{ origin: string; close(): Promise<void> }> {
  const app = new Hono();
  for (const route of routes) app.on(route.method, route.path, (context) => route.handle(context.req.raw));
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(started));
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        if ("closeAllConnections" in server) server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A host that does nothing, for tests in which nobody asks. */
export const nobody: Host = {
  receive: async () => undefined,
  suggest: async () => [],
  withdraw: async () => [],
  recentPlaces: async () => [],
  takesPart: async () => false,
  form: async () => undefined,
  left: async () => undefined,
};
