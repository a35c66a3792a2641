import type { DiscordServer } from "./discord/server.ts";
import type { SlackServer } from "./slack/server.ts";

/** What a platform did to those that sent to it. */
export interface FaultCounts {
  /** Messages that it took and did not acknowledge. */
  lostAnswers: number;
  /** Messages that never reached it. */
  lostRequests: number;
  /** How often it was asked whether a message had arrived. */
  questions: number;
}

/** The share of calls that meet each fault. */
export const SHARE = 0.1;

/** What becomes of a call, by a random number (0–1). */
function fateOf(number: number, seen: FaultCounts): "answer" | "request" | undefined {
  if (number < SHARE) {
    seen.lostAnswers += 1;
    return "answer";
  }
  if (number >= 2 * SHARE) return undefined;
  seen.lostRequests += 1;
  return "request";
}

/** Lets Slack's protocol server lose messages, or their answers, and fail when it is asked for them by the method `find`. */
export function faultsOfSlack(server: SlackServer, find: string, random: () => number): FaultCounts {
  const seen = { lostAnswers: 0, lostRequests: 0, questions: 0 };
  server.faults.take = (method) => {
    if (method === find) {
      seen.questions += 1;
      return random() < SHARE ? { kind: "status", status: 500 } : undefined;
    }
    const fate = method === "chat.postMessage" ? fateOf(random(), seen) : undefined;
    return fate === undefined ? undefined : { kind: "drop", processed: fate === "answer" };
  };
  return seen;
}

interface SlackMetadata {
  readonly event_payload?: { readonly key?: string; readonly question?: string };
}

/** The key in the metadata of a message on Slack; undefined for a message without one. */
export function slackKeyOf(metadata: unknown): string | undefined {
  return (metadata as SlackMetadata | undefined)?.event_payload?.key;
}

/** The id of the question that a message on Slack answers; undefined for one that answers none. */
export function slackQuestionOf(metadata: unknown): string | undefined {
  return (metadata as SlackMetadata | undefined)?.event_payload?.question;
}

/** The same for Discord's protocol server, on the addresses that `messages` matches. */
export function faultsOfDiscord(server: DiscordServer, messages: RegExp, random: () => number): FaultCounts {
  const seen = { lostAnswers: 0, lostRequests: 0, questions: 0 };
  server.faults.take = (method, path) => {
    if (!messages.test(path)) return undefined;
    if (method === "GET") {
      seen.questions += 1;
      return random() < SHARE ? { kind: "status", status: 500 } : undefined;
    }
    const fate = fateOf(random(), seen);
    return fate === undefined ? undefined : { kind: fate === "answer" ? "lose-response" : "lose-request" };
  };
  return seen;
}
