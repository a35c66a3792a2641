import { randomBytes } from "node:crypto";
import { SCOPES } from "../../../../adapters/slack/commands/scopes.ts";
import { createDistributedSlack } from "../../../../adapters/slack/index.ts";
import type { SlackTimings } from "../../../../adapters/slack/options.ts";
import type { Adapter, Host, InstallationStore, Logger, ManagedAdapter } from "../../../../src/ports.ts";
import { type OpenStore, openStore } from "../../../../src/store/store.ts";
import type { Target } from "../../../protocol/slack/distribution.ts";
import { createPeople, type Delivery, type People } from "../../../protocol/slack/payloads.ts";
import { type SlackServer, startSlackServer } from "../../../protocol/slack/server.ts";
import { deliverByHttp } from "../../../protocol/slack/signed-http.ts";
import type { Acknowledged } from "../../../protocol/slack/sockets.ts";
import { createFakeHost, type FakeHost } from "../fake-host.ts";
import { createRecording, QUICK, type Recording, serveRoutes } from "../harness.ts";

export const makeKey = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;

/** A running app that serves every workspace that installs it. */
export interface Distributed {
  readonly slack: SlackServer;
  readonly adapter: ManagedAdapter;
  readonly host: FakeHost;
  readonly store: OpenStore;
  readonly logger: Recording;
  readonly origin: string;
  /** Makes a workspace that has not installed the app, and returns its people. */
  addTeam(team: string, enterprise?: string): People;
  /** Returns the people of a workspace whose organisation has installed the app. */
  membersOf(team: string): People;
  /** Installs the app as somebody does with a browser, and returns the last page. */
  install(target: Target): Promise<Response>;
  deliver(delivery: Delivery): Promise<Acknowledged>;
  stop(): Promise<void>;
}

export interface DistributedSetup {
  readonly slack?: SlackServer;
  readonly store?: OpenStore;
  readonly host?: FakeHost;
  readonly keys?: readonly string[];
  readonly now?: () => number;
  readonly timings?: Partial<SlackTimings>;
  readonly sessions?: number;
  readonly installations?: (store: InstallationStore) => InstallationStore;
  readonly makeHost?: (adapter: Adapter, logger: Logger, store: OpenStore) => Host | Promise<Host>;
}

const USUAL_KEY = makeKey("k1");

/** Starts the stand-in for Slack, a store and the adapter. Those that are given are used instead of new ones. */
export async function startDistributed(setup: DistributedSetup = {}): Promise<Distributed> {
  const { now = Date.now, host = createFakeHost(), keys = [USUAL_KEY], installations = (store) => store } = setup;
  const slack = setup.slack ?? (await startSlackServer({ scopes: Object.keys(SCOPES), now }));
  const store = setup.store ?? (await openStore({ dataDirectory: ":memory:" }));
  const logger = createRecording();
  const { clientId, clientSecret } = slack.distribution;
  const adapter = createDistributedSlack({
    ...{ clientId, clientSecret, signingSecret: slack.signingSecret, tokenKeys: keys, apiUrl: slack.apiUrl },
    ...{ installations: installations(store.installations("slack")), now, logger },
    ...(setup.sessions !== undefined && { sessions: setup.sessions }),
    timings: { ...QUICK, installationLifetime: 0, ...setup.timings },
  });
  host.connect(adapter);
  const web = await serveRoutes(adapter);
  const { origin } = web;
  await adapter.start((await setup.makeHost?.(adapter, logger, store)) ?? host);
  const address = (channel: string, user: string, within: Parameters<SlackServer["responseAddress"]>[2]) =>
    slack.responseAddress(channel, user, within);
  return {
    ...{ slack, adapter, host, store, logger, origin },
    addTeam: (team, enterprise) => createPeople(slack.distribution.addTeam(team, enterprise), address),
    membersOf: (team) => createPeople(slack.distribution.team(team), address, true),
    async install(target) {
      const { location, cookie } = await beginInstall(origin);
      return endInstall(origin, slack.distribution.allow(location, target), cookie);
    },
    deliver: (delivery) => deliverByHttp({ url: `${origin}/slack/events`, secret: slack.signingSecret, now }, delivery),
    async stop() {
      await adapter.stop();
      await web.close();
      if (setup.slack === undefined) await slack.close();
      if (setup.store === undefined) await store.close();
    },
  };
}

/** Opens the first page of the installation, as a browser does. */
export async function beginInstall(origin: string): Promise<{ readonly location: string; readonly cookie: string }> {
  const { headers } = await fetch(`${origin}/slack/install`, { redirect: "manual" });
  const [cookie = ""] = (headers.get("set-cookie") ?? "").split(";");
  return { location: headers.get("location") ?? "", cookie };
}

/** Returns from Slack with a query, as a browser does. */
export function endInstall(origin: string, query: string, cookie: string, language = "en"): Promise<Response> {
  return fetch(`${origin}/slack/oauth_redirect?${query}`, { headers: { cookie, "accept-language": language } });
}
