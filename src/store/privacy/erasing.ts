import type { PersonKey } from "../../ports.ts";
import { eraseAdminSessions } from "../admin-sessions.ts";
import { eraseContexts } from "../contexts.ts";
import type { Queries } from "../dialect.ts";
import { eraseFeedback } from "../feedback.ts";
import { eraseGaps } from "../gaps.ts";
import { eraseHandOffs } from "../hand-offs/forgetting.ts";
import { eraseAnswers } from "../nudges/answers.ts";
import { eraseSubscriptions } from "../nudges/subscriptions.ts";
import { erasePersonSettings } from "../settings.ts";
import { waitingMessages } from "./personal-data.ts";

/**
 * Every table that keeps something about a person has its part here. Two things stay: what the person did as a manager, in the audit trail until its time is over; and
 * the message that asks for this, until it is answered.
 */
const ERASERS: readonly ((queries: Queries, person: PersonKey) => Promise<void>)[] = [
  eraseContexts,
  erasePersonSettings,
  eraseFeedback,
  eraseHandOffs,
  eraseGaps,
  eraseSubscriptions,
  eraseAnswers,
  eraseAdminSessions,
];

/** Forgets a person, inside a transaction. `asking` is the message that asks for it: it must still be answered. */
export async function erasePerson(transaction: Queries, person: PersonKey, asking?: string): Promise<void> {
  for (const erase of ERASERS) await erase(transaction, person);
  await eraseMessages(transaction, person, asking);
}

/** What else the person wrote and nobody has answered yet. */
async function eraseMessages(queries: Queries, person: PersonKey, asking: string | undefined): Promise<void> {
  const ids = (await waitingMessages(queries, person)).map(({ id }) => id).filter((id) => id !== asking);
  if (ids.length > 0) await queries.deleteFrom("inbox").where("id", "in", ids).execute();
}
