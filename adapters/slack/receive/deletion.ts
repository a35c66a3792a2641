import { type Payload, record, text } from "../../kit/payload.ts";
import type { Bot } from "./bot.ts";
import { editedQuestion, isDirect, PLATFORM, workspaceOf } from "./parse.ts";

/** A deleted message in a channel. */
export interface Deletion {
  /** The ids that it may have had as a question. */
  readonly questions: readonly string[];
  readonly channel: string;
  readonly thread: string;
  /** When it was written, in milliseconds since 1970. */
  readonly since: number;
}

/**
 * Reads a message event that reports the deletion of a person's message. If the message began a thread, Slack reports a change instead: a "tombstone" takes its
 * place. Returns null for all other events, and in direct messages, where nobody else sees the answer.
 * https://docs.slack.dev/reference/events/message/message_deleted
 */
export function parseDeletion(body: Payload, bot: Bot): Deletion | null {
  const event = record(body, "event");
  const [after, before] = [record(event, "message"), record(event, "previous_message")];
  const isGone = text(event, "subtype") === "message_deleted";
  const isTombstone = text(event, "subtype") === "message_changed" && text(after, "subtype") === "tombstone";
  const channel = text(event, "channel");
  const ts = isGone ? text(event, "deleted_ts") : isTombstone ? text(after, "ts") : undefined;
  if (ts === undefined || channel === undefined || isDirect(channel) || text(before, "user") === bot.userId) return null;
  const question = [PLATFORM, workspaceOf(body, bot), channel, ts].join(":");
  return {
    questions: [question, editedQuestion(question)],
    channel,
    thread: text(before, "thread_ts") ?? ts,
    since: Math.floor(Number(ts)) * 1_000,
  };
}
