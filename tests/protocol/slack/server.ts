import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { createDistribution, type Distribution } from "./distribution.ts";
import { createFaults, type Fault, type Faults } from "./faults.ts";
import { checkMessage, checkVisible, METHOD_SCOPES, METHODS } from "./methods.ts";
import { createSockets, type Sockets } from "./sockets.ts";
import { createWorkspace, type Json, type Workspace } from "./workspace.ts";

interface RecordedCall {
  readonly method: string;
  readonly parameters: Json;
  readonly token: string;
}

export interface SlackServer {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** The workspace that the bot token belongs to. */
  readonly workspace: Workspace;
  /** The other workspaces, which install the app by OAuth. */
  readonly distribution: Distribution;
  readonly sockets: Sockets;
  readonly faults: Faults;
  readonly calls: readonly RecordedCall[];
  /** What Malinois did although Slack forbids it, or although it must not. */
  readonly violations: string[];
  /** Methods that were refused because of a rate limit. */
  readonly refusals: readonly string[];
  /** Makes a response address for messages to a person in a channel, in another workspace if one is named. */
  responseAddress(channel: string, user: string, within?: Workspace): string;
  /** Resolves when the check returns true; rejects after {@link LONGEST_WAIT} ms. */
  until(check: () => boolean, what?: string): Promise<void>;
  close(): Promise<void>;
}

export interface SlackServerOptions {
  /** Scopes of the bot token. */
  readonly scopes: readonly string[];
  readonly botToken?: string;
  readonly appToken?: string;
  /** The clock for the time stamps of messages. */
  readonly now?: () => number;
  /** The rate limit of a channel: how many messages it accepts at once, and how many milliseconds later it accepts one more. No limit if absent. */
  readonly channelLimit?: { readonly burst: number; readonly interval: number };
}

const RESPONSE_USES = 5;
const LONGEST_WAIT = 15_000;
/** How often a check is repeated, in milliseconds, for conditions that the server does not notice. */
const GLANCE = 10;

/** Starts a stand-in for Slack on loopback: Web API, Socket Mode and response addresses, with Slack's checks. */
export async function startSlackServer(options: SlackServerOptions): Promise<SlackServer> {
  const { scopes, botToken = "xoxb-test-token", appToken = "xapp-test-token" } = options;
  const workspace = createWorkspace(options.now);
  const distribution = createDistribution(options.now ?? Date.now, scopes);
  /** The response addresses of all workspaces. */
  const addresses = new Map<string, Workspace>();
  const faults = createFaults();
  const calls: RecordedCall[] = [];
  const violations: string[] = [];
  const refusals: string[] = [];
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of watchers) watcher();
  };
  const sockets = createSockets(changed);
  let origin = "";

  /** The moment from which each channel accepts a full burst again. */
  const free = new Map<string, number>();
  function isTooFast(channel: string): boolean {
    const { channelLimit } = options;
    if (channelLimit === undefined) return false;
    const { burst, interval } = channelLimit;
    const from = Math.max(free.get(channel) ?? 0, Date.now());
    if (from + interval - Date.now() > burst * interval) return true;
    free.set(channel, from + interval);
    return false;
  }

  function carryOut(method: string, parameters: Json, token: string): Json {
    const app = method === "apps.connections.open";
    if (method === "oauth.v2.access") return distribution.access(parameters);
    const known = token === (app ? appToken : botToken) ? workspace : distribution.resolve(token, parameters);
    if (known === undefined) return { ok: false, error: "invalid_auth" };
    if ("error" in known) return { ok: false, error: known.error };
    if (app) return { ok: true, url: `${origin.replace("http", "ws")}/link?ticket=${sockets.ticket()}` };
    const needed = METHOD_SCOPES[method] ?? [];
    if (needed.length > 0 && !needed.some((scope) => scopes.includes(scope)))
      return { ok: false, error: "missing_scope", needed: needed.join(","), provided: scopes.join(",") };
    const report = (fault: string): void => void violations.push(`${method}: ${fault}`);
    const result = METHODS[method]?.(parameters, known, report) ?? { ok: false, error: "unknown_method" };
    return method === "auth.test" ? { ...result, ...distribution.organisation(token) } : result;
  }

  function respondTo(address: string, message: Json): number {
    const within = addresses.get(address) ?? workspace;
    const response = within.responses.get(address);
    if (response === undefined || response.uses >= RESPONSE_USES) return 404;
    const report = (fault: string): void => void violations.push(`response address: ${fault}`);
    if (checkMessage(message, within, response.channel, report) !== undefined) return 400;
    response.uses += 1;
    const { channel, user } = response;
    if (message.response_type === "in_channel")
      within.add(channel, {
        ts: within.nextTs(),
        user: within.identity.botUser,
        text: String(message.text),
        blocks: message.blocks as Json[],
      });
    else {
      checkVisible(message.thread_ts, within, channel, report);
      within.ephemerals.push({ ...message, channel, user });
    }
    return 200;
  }

  /** Accepts the bytes of a file that was announced. */
  function takeFile(id: string, content: string): number {
    const file = workspace.files.get(id);
    if (file === undefined || file.length !== Buffer.byteLength(content)) return 400;
    file.text = content;
    return 200;
  }

  async function onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const path = (request.url ?? "/").slice(1);
    const api = path.startsWith("api/");
    const upload = /^upload\/v1\/(\w+)$/.exec(path)?.[1];
    const method = api ? path.slice(4) : upload === undefined ? "respond" : "upload";
    const parameters = api ? readForm(body) : upload === undefined ? (JSON.parse(body) as Json) : {};
    const token = String(request.headers.authorization ?? "").replace("Bearer ", "");
    calls.push({ method, parameters, token });
    const tooFast: Fault | undefined =
      method === "chat.postMessage" && isTooFast(String(parameters.channel))
        ? { kind: "status", status: 429, retryAfter: 1 }
        : undefined;
    if (tooFast !== undefined) refusals.push(method);
    const fault = tooFast ?? faults.take(method, parameters, token);
    if (fault?.kind === "slow") await wait(fault.delay);
    const processed = fault === undefined || fault.processed === true || fault.kind === "slow";
    const carried = () => (upload === undefined ? respondTo(`${origin}/${path}`, parameters) : takeFile(upload, body));
    const result = !processed ? {} : api ? carryOut(method, parameters, token) : carried();
    changed();
    if (fault !== undefined && fault.kind !== "slow") return fail(fault, request, response);
    if (typeof result === "number") return void response.writeHead(result).end();
    response.writeHead(200, { "content-type": "application/json", "x-oauth-scopes": scopes.join(",") });
    response.end(JSON.stringify(result));
  }

  const server = createServer((request, response) => {
    onRequest(request, response).catch((error: unknown) => {
      violations.push(`the protocol server failed: ${String(error)}`);
      response.destroy();
    });
  });
  server.on("upgrade", sockets.upgrade);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: `${origin}/api/`,
    botToken,
    appToken,
    signingSecret: "8f742231b10e8888abcd99yyyzzz85a5",
    workspace,
    distribution,
    sockets,
    faults,
    calls,
    violations,
    refusals,
    responseAddress(channel, user, within = workspace) {
      const address = `${origin}/${within.identity.team}/${within.nextId("commands")}`;
      within.responses.set(address, { channel, user, uses: 0 });
      addresses.set(address, within);
      return address;
    },
    until(check, what = "the expected state") {
      return new Promise((resolve, reject) => {
        const glance = setInterval(() => watcher(), GLANCE);
        const timer = setTimeout(() => {
          clearInterval(glance);
          watchers.delete(watcher);
          reject(new Error(`${what} did not come`));
        }, LONGEST_WAIT);
        const watcher = (): void => {
          if (!check()) return;
          clearTimeout(timer);
          clearInterval(glance);
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
        watcher();
      });
    },
    async close() {
      await sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function fail(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === "hang") return;
  if (fault.kind === "drop") return void request.socket.destroy();
  response.writeHead(fault.status ?? 500, fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) });
  response.end(fault.body === undefined ? "failed on command" : JSON.stringify(fault.body));
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Reads a form whose structured values are JSON, as Slack's own client sends it. */
function readForm(body: string): Json {
  const entries = [...new URLSearchParams(body)].map(([key, value]) => {
    const structured = /^[[{]/.test(value) && key !== "text" && key !== "status";
    return [key, structured ? (JSON.parse(value) as unknown) : value] as const;
  });
  return Object.fromEntries(entries);
}
