import type { PersonKey } from "../../ports.ts";
import { eraseAdminSessions } from "../admin-sessions.ts";
import { eraseContexts } from "../contexts.ts";
import type { Database } from "../database.ts";
import type { DatabaseDialect, Queries } from "../dialect.ts";
import { eraseFeedback } from "../feedback.ts";
import { eraseGaps } from "../gaps.ts";
import { eraseHandOffs } from "../hand-offs/forgetting.ts";
import { eraseAnswers } from "../nudges/answers.ts";
import { eraseSubscriptions } from "../nudges/subscriptions.ts";
import { erasePersonSettings } from "../settings.ts";
import { waitingMessages } from "./personal-data.ts";

/**
 * The functions that erase a person, for every table that holds personal data. Two things stay: what the person did as a manager, which is in the audit trail
 * until its retention ends, and the message that asks for the erasure, until it is answered.
 */
const ERASERS: readonly ((queries: Queries, person: PersonKey, dialect: DatabaseDialect) => Promise<void>)[] = [
  eraseContexts,
  erasePersonSettings,
  eraseFeedback,
  eraseHandOffs,
  eraseGaps,
  eraseSubscriptions,
  eraseAnswers,
  eraseAdminSessions,
];

/**
 * Erases a person.
 * @param database with the queries of a transaction
 * @param asking the message that asks for the erasure; it is kept, since it must still be answered
 */
export async function erasePerson({ queries, dialect }: Database, person: PersonKey, asking?: string): Promise<void> {
  for (const erase of ERASERS) await erase(queries, person, dialect);
  await eraseMessages(queries, person, asking);
}

/** Deletes the person's other messages that are still to be answered. */
async function eraseMessages(queries: Queries, person: PersonKey, asking: string | undefined): Promise<void> {
  const ids = (await waitingMessages(queries, person)).map(({ id }) => id).filter((id) => id !== asking);
  if (ids.length > 0) await queries.deleteFrom("inbox").where("id", "in", ids).execute();
}
