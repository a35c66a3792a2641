import type { Ids } from "./ids.ts";
import type { State } from "./state.ts";

/** A response of the server: a status and a body. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RestContext {
  readonly state: State;
  readonly ids: Ids;
  readonly botId: string;
  readonly applicationId: string;
  readonly now: () => number;
  /** How many calls a channel accepts within a window of milliseconds. After that, the response is 429. */
  readonly channelLimit: { readonly calls: number; readonly window: number };
  gatewayUrl(): string;
  readonly shards: number;
  /** How many shards may identify at once. */
  readonly maxConcurrency: number;
  readonly sessionsLeft: number;
}

export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** Whether it requires the bot's token. Routes with an interaction's own token do not. */
  readonly needsToken: boolean;
  answer(parts: readonly string[], body: unknown, url: URL): Answer;
}

export function refusal(status: number, code: number, message: string): Answer {
  return { status, body: { code, message } };
}
