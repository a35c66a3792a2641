/** What people are told about the data that is kept: one line for each topic, with the times that the code uses. */
import { CLAIM_HOURS, INBOX_HOURS } from "../answers/retention.ts";
import { CONTEXT_HOURS } from "../conversation/retention.ts";
import type { MessageValues } from "../languages/catalogue.ts";
import { sayPrivacy } from "../languages/index.ts";
import type { Language } from "../model.ts";
import { HAND_OFF_DAYS, RETENTION_DAYS } from "./retention.ts";

/** In the order in which people read them. `inventory.ts` lists the tables of each topic. */
export const TOPICS = [
  "messages",
  "conversations",
  "settings",
  "feedback",
  "nudges",
  "quizzes",
  "hand-offs",
  "gaps",
  "administration",
] as const;

export type Topic = (typeof TOPICS)[number];

const TIMES: Readonly<Record<Topic, MessageValues>> = {
  messages: { hours: INBOX_HOURS, claimHours: CLAIM_HOURS },
  conversations: { hours: CONTEXT_HOURS },
  settings: {},
  feedback: { days: RETENTION_DAYS.reasons },
  nudges: { days: RETENTION_DAYS.deliveries },
  quizzes: { days: RETENTION_DAYS.quizzes },
  "hand-offs": { days: HAND_OFF_DAYS, waitingDays: RETENTION_DAYS.waiting },
  gaps: { days: RETENTION_DAYS.gaps },
  administration: { days: RETENTION_DAYS.audit },
};

/** Returns one or two sentences about what is kept, why and for how long. */
export function topicLine(topic: Topic, language: Language): string {
  return sayPrivacy(language, `kept.${topic}`, TIMES[topic]);
}
