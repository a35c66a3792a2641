/**
 * The inventory of all stored data, by table. The privacy page, docs/privacy.md and the tests of erasing are checked against it. If a table or a column of the
 * schema is missing here, this does not compile.
 */
import { LINK_LIFETIME, SESSION_LIFETIME } from "../admin-page/sessions.ts";
import { CLAIM_HOURS, INBOX_HOURS } from "../answers/retention.ts";
import { CONTEXT_HOURS } from "../conversation/retention.ts";
import type { Schema } from "../store/schema.ts";
import type { PersonalData } from "./ports.ts";
import { HAND_OFF_DAYS, RETENTION_DAYS } from "./retention.ts";
import type { Topic } from "./topics.ts";

/**
 * What a column says about people.
 * - names: it names a person
 * - about: it says something about somebody who is identified by name or by a code
 * - words: it contains what people wrote
 * - none: it says nothing about anybody
 */
type ColumnKind = "names" | "about" | "words" | "none";

export interface TableRecord<Columns extends string = string> {
  readonly columns: Readonly<Record<Columns, ColumnKind>>;
  /** The data that it contains. */
  readonly holds: string;
  readonly purpose: string;
  /** Who is named in it. */
  readonly named: string;
  /** For how long. */
  readonly kept: string;
  /** What happens to it when a person's data is erased. When its workspace is left, all of it is erased, unless this text says otherwise. */
  readonly erased: string;
  /** The line of the privacy page that covers it; absent if it says nothing about anybody. */
  readonly topic?: Topic;
  /** The parts of "show my data" that contain it. */
  readonly shown: readonly (keyof PersonalData)[];
}

const NOBODY = "nobody";

export const INVENTORY: { readonly [Table in keyof Schema]: TableRecord<keyof Schema[Table] & string> } = {
  claims: {
    columns: { key: "none", expires_at: "none" },
    holds: "SHA-256 fingerprints of the ids of accepted messages",
    purpose: "answer each message once, however often the platform delivers it",
    named: NOBODY,
    kept: `${CLAIM_HOURS} hours`,
    erased: "stays until it expires, also if the workspace is left: it identifies nobody",
    topic: "messages",
    shown: [],
  },
  inbox: {
    columns: {
      ...{ id: "about", platform: "none", record: "words", received_at: "about", send_at: "none", attempts: "none" },
      ...{ lease_owner: "none", heartbeat: "none" },
    },
    holds: "a message or form as it came in, with its sender and place; once decided, the answer that is being sent instead",
    purpose: "lose no question to a crash or a restart",
    named: "the asker: platform id, language, time zone, display name",
    kept: `until it is answered, ${INBOX_HOURS} hours at most`,
    erased: "deleted; the message that asks for the erasure, as soon as it is answered",
    topic: "messages",
    shown: ["messages"],
  },
  contexts: {
    columns: {
      ...{ thread: "names", context: "about", platform: "none", workspace: "about", person: "names", expires_at: "none" },
    },
    holds: "ids of the entries that were shown last, which of their words the question contained, the language",
    purpose: "understand follow-up questions",
    named: "the asker, by platform id; in a thread that everybody reads, who asked last",
    kept: `${CONTEXT_HOURS} hours in a thread, and for an answer in a channel, to which anybody may reply; half an hour otherwise`,
    erased: "deleted",
    topic: "conversations",
    shown: ["conversations"],
  },
  person_settings: {
    columns: { platform: "none", workspace: "about", person: "names", name: "about", value: "about" },
    holds: "the language that a person chose",
    purpose: "answer in that language",
    named: "the person, by platform id",
    kept: "until it is changed or erased",
    erased: "deleted",
    topic: "settings",
    shown: ["settings"],
  },
  workspace_settings: {
    columns: { platform: "none", workspace: "about", name: "none", value: "about" },
    holds:
      "what the organisation has chosen: its contacts, channels, managers, times; and the key for the hashes that stand for people in quizzes",
    purpose: "work as the organisation wants",
    named: "people whom the organisation names as contacts or managers",
    kept: "until it is changed; the key as long as the installation exists",
    erased: "stays: it belongs to the organisation; if it names a person, its managers can change it",
    topic: "administration",
    shown: ["administration"],
  },
  feedback: {
    columns: {
      ...{ platform: "none", workspace: "about", person: "names", entry: "about", language: "about", helpful: "about" },
      ...{ reason: "words", given_at: "about" },
    },
    holds: "whether an answer helped, with the reason if one was given",
    purpose: "improve the answers",
    named: "the person, by platform id, until the reason is deleted",
    kept: `person and reason ${RETENTION_DAYS.reasons} days; the opinion, then without the person, as long as the workspace`,
    erased: "person and reason deleted",
    topic: "feedback",
    shown: ["feedback"],
  },
  gaps: {
    columns: {
      ...{ id: "none", platform: "none", workspace: "about", reason: "about", language: "about", keeping: "none" },
      ...{ text: "words", entry: "about", confidence: "none", asker: "names", month: "none", noted_at: "about" },
      ...{ accepted: "none" },
    },
    holds:
      "questions that found no answer or did not help: by the organisation's choice nothing, the words that Malinois knows, or the text without names, addresses and numbers",
    purpose: "see what is missing in the content",
    named: "nobody by name: askers are told apart by a code whose key is thrown away each month",
    kept: `${RETENTION_DAYS.gaps} days`,
    erased: "those of the current month are deleted; for older ones nobody can tell whose they are",
    topic: "gaps",
    shown: ["gaps"],
  },
  subscriptions: {
    columns: {
      ...{ id: "none", platform: "none", workspace: "about", channel: "about", recipient: "names", owner: "names" },
      ...{ record: "about", looked_until: "none", next_due_at: "none" },
    },
    holds: "nudges that were set up: for whom or for which channel, their schedule, language, time zone and pauses",
    purpose: "send the nudges",
    named: "the recipient, and who set it up: platform id and display name",
    kept: "until it is removed",
    erased: "the person's own nudges are deleted; those that the person set up for a channel continue without the name",
    topic: "nudges",
    shown: ["nudges"],
  },
  deliveries: {
    columns: {
      ...{ key: "none", kind: "none", subscription: "about", platform: "none", workspace: "about", channel: "about" },
      ...{ place: "names", recipient: "names", state: "about", reason: "about", item: "about", step: "about" },
      ...{ reply: "about", due_at: "about", send_at: "none", recorded_at: "about", started_at: "none" },
      ...{ lease_owner: "none", heartbeat: "none", campaign: "about", cause: "none" },
    },
    holds: "messages that Malinois sent unasked, where and when, and with what result; the text only until it is sent",
    purpose: "send nothing twice, and repeat nothing too soon",
    named: "the recipient of a direct message, by platform id",
    kept: `${RETENTION_DAYS.deliveries} days after it is settled; the steps of a campaign, until it ends`,
    erased: "messages to the person are deleted",
    topic: "nudges",
    shown: ["deliveries"],
  },
  quizzes: {
    columns: {
      ...{ id: "none", subscription: "none", platform: "none", workspace: "none", channel: "none", item: "none" },
      ...{ right_option: "none", record: "none", result_due_at: "none", closes_at: "none" },
    },
    holds: "quiz questions that were asked, in which channel, and until when they are open",
    purpose: "take answers and show the result",
    named: NOBODY,
    kept: `${RETENTION_DAYS.quizzes} days after it closes`,
    erased: "stays: it says nothing about anybody; a quiz that somebody took alone stays also if the workspace is left",
    topic: "quizzes",
    shown: ["quizAnswers"],
  },
  quiz_answers: {
    columns: {
      ...{ quiz: "about", participant: "names", person: "names", first_option: "about", last_option: "about" },
      ...{ point: "about", answered_at: "about", platform: "none", workspace: "about" },
    },
    holds: "the option that a participant chose first and last",
    purpose: "progress, results of the channel, and questions that come back until they are known",
    named: "the participant by a keyed hash; where the workspace has turned on points, by platform id and display name too",
    kept: `${RETENTION_DAYS.quizzes} days`,
    erased: "made anonymous: hash and name are replaced by a random value, a different one for each answer",
    topic: "quizzes",
    shown: ["quizAnswers"],
  },
  reviews: {
    columns: { learner: "names", item: "about", rung: "about", due_on: "about", platform: "none", workspace: "about" },
    holds: "which questions are asked again, and when",
    purpose: "repeat what was not known",
    named: "the participant by a keyed hash, or a channel",
    kept: `${RETENTION_DAYS.quizzes} days after the day they were due`,
    erased: "deleted",
    topic: "quizzes",
    shown: ["reviews"],
  },
  audit: {
    columns: {
      ...{ id: "none", at: "about", platform: "none", workspace: "about", actor: "names", what: "about", detail: "about" },
    },
    holds: "what managers changed, with the values before and after",
    purpose: "trace administrative changes",
    named: "the manager, by platform id; people named in a changed setting",
    kept: `${RETENTION_DAYS.audit} days`,
    erased: "stays until it expires: managers must not be able to remove the traces of their changes",
    topic: "administration",
    shown: ["administration"],
  },
  question_counts: {
    columns: {
      ...{ platform: "none", workspace: "none", day: "none", language: "none", area: "none", outcome: "none", count: "none" },
    },
    holds: "the number of questions by day, area, language and outcome",
    purpose: "figures for managers",
    named: NOBODY,
    kept: "for as long as the workspace",
    erased: "stays: it says nothing about anybody",
    shown: [],
  },
  admin_links: {
    columns: { hash: "none", platform: "none", workspace: "about", actor: "names", expires_at: "about" },
    holds: "hashes of links to the admin page, with the manager who got each",
    purpose: "let managers in, once",
    named: "the manager, by platform id",
    kept: `until it is used, ${LINK_LIFETIME / 60_000} minutes at most`,
    erased: "deleted",
    topic: "administration",
    shown: ["administration"],
  },
  admin_sessions: {
    columns: { hash: "none", platform: "none", workspace: "about", actor: "names", expires_at: "about" },
    holds: "hashes of the cookies of the admin page, with the manager of each",
    purpose: "know a manager from page to page",
    named: "the manager, by platform id",
    kept: `until it ends, ${SESSION_LIFETIME / 3_600_000} hours at most`,
    erased: "deleted",
    topic: "administration",
    shown: ["administration"],
  },
  hand_offs: {
    columns: {
      ...{ id: "none", platform: "none", workspace: "about", channel: "about", message: "about", asker: "names" },
      ...{ address: "names", claimed_by: "names", texts: "words", record: "about", state: "about", created_at: "about" },
      ...{ next_at: "none", closed_at: "about", entry: "about" },
    },
    holds: "a question that its asker passed to a person, with what was answered",
    purpose: "send the answer to the asker, and tell the asker when it has become an entry",
    named:
      "the asker, and who took it: platform id and display name; an anonymous asker only by the address for the answer, until it is closed",
    kept: `${HAND_OFF_DAYS} days after it is closed; who waits for the entry, until it is published, ${RETENTION_DAYS.waiting} days at most`,
    erased: "the person's questions are deleted, and the person's name in questions that the person answered",
    topic: "hand-offs",
    shown: ["handOffs"],
  },
  installations: {
    columns: { platform: "none", id: "none", sealed: "none", version: "none", installed_at: "none", leased_until: "none" },
    holds: "where the app was installed by OAuth, with the platform's encrypted token",
    purpose: "answer in that workspace",
    named: NOBODY,
    kept: "until the app is uninstalled; the token is deleted as soon as the platform says that it was revoked",
    erased: "stays: it says nothing about anybody",
    shown: [],
  },
  installed_workspaces: {
    columns: { platform: "none", workspace: "none", installation: "none" },
    holds: "which workspaces an installation serves",
    purpose: "find the token for a workspace",
    named: NOBODY,
    kept: "until the app is uninstalled",
    erased: "stays: it says nothing about anybody",
    shown: [],
  },
};

/** Returns the inventory as the Markdown table in docs/privacy.md. */
export function inventoryTable(): string {
  const heads = ["table", "what is kept", "purpose", "who is named", "kept for", "when a person's data is erased", "shown as"];
  const rows = Object.entries(INVENTORY).map(([table, { holds, purpose, named, kept, erased, shown }]) => [
    `\`${table}\``,
    ...[holds, purpose, named, kept, erased],
    shown.map((part) => `\`${part}\``).join(", ") || "–",
  ]);
  return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
