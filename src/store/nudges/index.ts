import type { NudgeStore } from "../../nudges/ports.ts";
import type { Database } from "../database.ts";
import type { Queries } from "../dialect.ts";
import { createAnswers } from "./answers.ts";
import { createDue } from "./due.ts";
import { createLedger } from "./ledger.ts";
import { createParticipants } from "./participants.ts";
import { createQuizzes } from "./quizzes.ts";
import { createReviews } from "./reviews.ts";
import { createSubscriptions } from "./subscriptions.ts";

/** Creates the part of the store for nudges. */
export function createNudgeStore(database: Database): NudgeStore {
  return {
    ...createSubscriptions(database),
    ...createDue(database),
    ...createLedger(database),
    ...createQuizzes(database),
    ...createAnswers(database),
    ...createParticipants(database),
    ...createReviews(database),
    within: (transaction) => createNudgeStore({ ...database, queries: transaction as Queries }),
  };
}
