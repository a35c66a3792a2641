import type { PersonKey } from "../ports.ts";
import { eraseAdminSessions } from "./admin-sessions.ts";
import { eraseContexts } from "./contexts.ts";
import type { Queries } from "./dialect.ts";
import { eraseFeedback } from "./feedback.ts";
import { eraseGaps } from "./gaps/gaps.ts";
import { eraseHandOffs } from "./hand-offs/forgetting.ts";
import { eraseAnswers } from "./nudges/answers.ts";
import { eraseSubscriptions } from "./nudges/subscriptions.ts";
import { erasePersonSettings } from "./settings.ts";

/** Every table that keeps something about a person has its part here, except the inbox, which keeps nothing for long. */
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

/** Forgets a person, inside a transaction. */
export async function erasePerson(transaction: Queries, person: PersonKey): Promise<void> {
  for (const erase of ERASERS) await erase(transaction, person);
}
