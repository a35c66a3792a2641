import type { DiscordServer } from "./discord/server.ts";
import type { SlackServer } from "./slack/server.ts";

/** How often a stand-in for a platform failed, and was asked. */
export interface FaultCounts {
  /** The number of messages that it accepted but did not acknowledge. */
  lostAnswers: number;
  /** The number of messages that never reached it. */
  lostRequests: number;
  /** How often it was asked whether a message had arrived. */
  questions: number;
}

/** The share of calls that each fault affects. */
export const SHARE = 0.1;

/** Returns which part of a call is lost, if any, for a random number (0–1), and counts it. */
function fateOf(number: number, seen: FaultCounts): "answer" | "request" | undefined {
  if (number < SHARE) {
    seen.lostAnswers += 1;
    return "answer";
  }
  if (number >= 2 * SHARE) return undefined;
  seen.lostRequests += 1;
  return "request";
}

/** Makes the protocol server for Slack lose messages or the responses to them, and fail lookups by the method `find`. */
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

/** Returns the key in the metadata of a message on Slack, or undefined if it has none. */
export function slackKeyOf(metadata: unknown): string | undefined {
  return (metadata as SlackMetadata | undefined)?.event_payload?.key;
}

/** Returns the id of the question that a message on Slack answers, or undefined if it answers none. */
export function slackQuestionOf(metadata: unknown): string | undefined {
  return (metadata as SlackMetadata | undefined)?.event_payload?.question;
}

/** Does the same for the protocol server for Discord, on the addresses that `messages` matches. */
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
