import type { NudgeStore } from "../nudges/ports.ts";
import type { PersonKey, Store } from "../ports.ts";
import { createClaims, sweepClaims } from "./claims.ts";
import { createContexts, eraseContexts, sweepContexts } from "./contexts.ts";
import { type Database, openDatabase, type StoreOptions } from "./database.ts";
import type { Queries } from "./dialect.ts";
import { createFeedback, eraseFeedback } from "./feedback.ts";
import { eraseAnswers } from "./nudges/answers.ts";
import { createNudgeStore } from "./nudges/index.ts";
import { eraseSubscriptions } from "./nudges/subscriptions.ts";
import { createSettings, erasePersonSettings } from "./settings.ts";

/** Whatever keeps something about a person has its part here; they run in one transaction. */
const ERASERS: readonly ((queries: Queries, person: PersonKey) => Promise<void>)[] = [
  eraseContexts,
  erasePersonSettings,
  eraseFeedback,
  eraseSubscriptions,
  eraseAnswers,
];

/** Whatever expires has its part here. */
const SWEEPERS: readonly ((database: Database, now: number) => Promise<number>)[] = [sweepClaims, sweepContexts];

/** The store with its part for nudges. */
export interface OpenStore extends Store {
  readonly nudges: NudgeStore;
}

/**
 * Opens the store: PostgreSQL at `databaseUrl`, else SQLite in `dataDirectory`, with its schema brought up to date.
 * What a method has acknowledged outlives a killed process and, if the disk keeps its word, a power cut.
 * Throws a `MalinoisError`: "configuration" for an address that cannot be one, else "store".
 */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  return createStore(await openDatabase(options));
}

function createStore(database: Database): OpenStore {
  return {
    nudges: createNudgeStore(database),
    ...createClaims(database),
    ...createContexts(database),
    ...createSettings(database),
    ...createFeedback(database),
    erasePerson: (person) =>
      database.queries.transaction().execute(async (transaction) => {
        for (const erase of ERASERS) await erase(transaction, person);
      }),
    sweep: async (now) => {
      let total = 0;
      for (const sweep of SWEEPERS) total += await sweep(database, now);
      return total;
    },
    close: () => database.close(),
  };
}
