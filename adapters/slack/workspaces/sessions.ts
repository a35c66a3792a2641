import type { App, Receiver } from "@slack/bolt";
import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import { describeError } from "../../../src/common/describe-error.ts";
import type { Host } from "../../../src/ports.ts";
import { BOUNDS, type CommonOptions, type SlackTimings } from "../options.ts";
import { type Call, createTokenCall } from "../send/api.ts";
import { isRenewalRefusal, refusesToken } from "../send/errors.ts";
import { createOutbox, type Outbox } from "../send/outbox.ts";
import type { Identity } from "../send/sign-in.ts";
import { createSession } from "../session.ts";
import type { Exchange } from "./exchange.ts";
import { createTokenSource, type TokenSource } from "./tokens.ts";
import type { Installed, Kept, Vault } from "./vault.ts";

/** Malinois in one installation, isolated from all others. */
export interface Session {
  readonly id: string;
  readonly identity: Identity;
  readonly outbox: Outbox;
  /** Handles the payloads that Slack delivers for it. */
  readonly app: App;
}

export interface Sessions {
  /** Returns undefined if the app is not installed, or if its token was revoked. Rejects with a `MalinoisError` when the store fails. */
  byId(id: string): Promise<Session | undefined>;
  ofWorkspace(workspace: string): Promise<Session | undefined>;
  /** Makes the next request look the installation up again. */
  forget(id: string): void;
  /** How many installations have a token that Slack has refused and not accepted since. */
  refused(): number;
}

export interface SessionsOptions extends CommonOptions {
  readonly vault: Vault;
  readonly exchange: Exchange;
  readonly timings: SlackTimings;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly host: Host;
  /** How many sessions are held in memory at once. */
  readonly most: number;
}

interface Held extends Session {
  readonly tokens: TokenSource;
  /** The instant until which it is not looked up again. */
  goodUntil: number;
}

/** Bolt receives nothing itself: each payload is handed to the session that it is for. */
const NO_RECEIVER: Receiver = { init: () => undefined, start: async () => undefined, stop: async () => undefined };

/** Makes the sessions. The most recently used ones are held in memory, each with its own client, queues, people and rights. */
export function createSessions({ most, ...options }: SessionsOptions): Sessions {
  const { vault, timings, now, logger } = options;
  const held = createBoundedMap<string, Held>(most, now);
  const ids = createBoundedMap<string, string>(2 * most, now);
  const opening = new Map<string, Promise<Held | undefined>>();
  const refused = new Set<string>();

  async function open(installed: Installed): Promise<Held> {
    const { id } = installed;
    const tokens = createTokenSource(installed, options);
    const onAccepted = () => void refused.delete(id);
    const onRevoked = () => void refused.add(id);
    const call = callWith(tokens, options, { onAccepted, onRevoked });
    const bounds = BOUNDS.amongMany;
    const outbox = createOutbox(call, { ...options, bounds, historyIsLimited: true });
    const { identity } = installed.grant;
    const sessionOptions = { ...options, identity, outbox, receiver: NO_RECEIVER, people: bounds.people, onRevoked };
    return { id, identity, outbox, tokens, app: await createSession(sessionOptions, timings), goodUntil: 0 };
  }

  /** Returns the session of a stored installation: the one in memory if it is for the same bot, otherwise a new one. */
  async function settle(kept: Kept | undefined, before: Held | undefined): Promise<Held | undefined> {
    if (kept?.grant === undefined) return undefined;
    const installed = { ...kept, grant: kept.grant };
    const isSame = before !== undefined && JSON.stringify(before.identity) === JSON.stringify(installed.grant.identity);
    if (isSame) before.tokens.adopt(installed);
    return isSame ? before : open(installed);
  }

  /** Drops what is known of an installation. */
  function forget(id: string): void {
    held.delete(id);
    refused.delete(id);
  }

  async function look(id: string, before: Held | undefined): Promise<Held | undefined> {
    let session = before;
    try {
      session = await settle(await vault.byId(id), before ?? held.get(id));
    } catch (error) {
      // What was valid a moment ago most likely still is.
      if (before === undefined) throw error;
      logger.warn(
        { installation: before.id, ...describeError(error) },
        "an installation could not be looked up; what is known of it is used",
      );
    }
    if (session === undefined) {
      // Another process may have removed the installation or its token, so this one no longer counts it among those whose token Slack refuses.
      forget(id);
      return undefined;
    }
    session.goodUntil = now() + timings.installationLifetime;
    held.set(session.id, session);
    return session;
  }

  /** Concurrent lookups share one, so that each installation has only one session. */
  function lookOnce(id: string, before: Held | undefined): Promise<Held | undefined> {
    const running = opening.get(id);
    if (running !== undefined) return running;
    const looking = look(id, before).finally(() => opening.delete(id));
    opening.set(id, looking);
    return looking;
  }

  async function byId(id: string): Promise<Held | undefined> {
    const session = held.get(id);
    if (session === undefined || session.goodUntil <= now()) return lookOnce(id, session);
    // Marks it as just used, so that others are dropped first.
    held.set(id, session);
    return session;
  }

  return {
    byId,
    async ofWorkspace(workspace) {
      const known = ids.get(workspace);
      const id = known ?? (await vault.ofWorkspace(workspace))?.id;
      if (id === undefined) return undefined;
      if (known === undefined) ids.set(workspace, id, timings.installationLifetime);
      return byId(id);
    },
    forget,
    refused: () => refused.size,
  };
}

/** Makes calls with the current token. If Slack refuses it, the call is repeated once with a newer one, if there is one. */
function callWith(
  tokens: TokenSource,
  { timings, ...client }: Pick<SessionsOptions, "apiUrl" | "logger" | "timings">,
  news: { readonly onAccepted: () => void; readonly onRevoked: () => void },
): Call {
  let last: { readonly token: string; readonly call: Call } | undefined;
  const calling = (token: string): Call => {
    if (last?.token !== token) last = { token, call: createTokenCall(token, client, timings.callTimeout) };
    return last.call;
  };

  async function other(token: string): Promise<string | undefined> {
    return tokens.instead(token).catch((error: unknown) => {
      client.logger.warn(describeError(error), "Slack refused a token, and there is no other");
      return undefined;
    });
  }

  async function current(): Promise<string> {
    try {
      return await tokens.current();
    } catch (error) {
      if (isRenewalRefusal(error)) news.onRevoked();
      throw error;
    }
  }

  return async (method, parameters) => {
    const token = await current();
    try {
      const answer = await calling(token)(method, parameters);
      news.onAccepted();
      return answer;
    } catch (error) {
      if (!refusesToken(error)) throw error;
      const renewed = await other(token);
      if (renewed !== undefined) return calling(renewed)(method, parameters);
      news.onRevoked();
      throw error;
    }
  };
}
