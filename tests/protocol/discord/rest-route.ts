import type { Ids } from "./ids.ts";
import type { State } from "./state.ts";

/** What the server answers: a status and a body. */
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
  /** Calls a channel takes within a window of milliseconds before it answers 429. */
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
  /** Whether it takes the bot's token; what an interaction's own token opens does not. */
  readonly needsToken: boolean;
  answer(parts: readonly string[], body: unknown, url: URL): Answer;
}

export function refusal(status: number, code: number, message: string): Answer {
  return { status, body: { code, message } };
}
