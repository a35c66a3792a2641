import type { AdminSessionStore } from "../admin-page/ports.ts";
import type { AdministrationStore } from "../administration/ports.ts";
import type { Inbox } from "../answers/ports.ts";
import type { GapStore } from "../gaps/ports.ts";
import type { HandOffStore } from "../hand-offs/ports.ts";
import type { Instant } from "../model.ts";
import type { NudgeStore } from "../nudges/ports.ts";
import type { InstallationStore, Store } from "../ports.ts";
import type { PrivacyStore } from "../privacy/ports.ts";
import type { StatsStore } from "../stats/ports.ts";
import { createAdminSessions, sweepAdminSessions } from "./admin-sessions.ts";
import { createAdministrationStore } from "./administration.ts";
import { claim, sweepClaims } from "./claims.ts";
import { createContexts, sweepContexts } from "./contexts.ts";
import { type Database, openDatabase, type StoreOptions } from "./database.ts";
import { createFeedback } from "./feedback.ts";
import { createGapStore, sweepGaps } from "./gaps.ts";
import { sweepHandOffs } from "./hand-offs/forgetting.ts";
import { createHandOffStore } from "./hand-offs/index.ts";
import { createInbox, sweepInbox } from "./inbox.ts";
import { createInstallations } from "./installations/index.ts";
import { createNudgeStore } from "./nudges/index.ts";
import { erasePerson } from "./privacy/erasing.ts";
import { createLeaving } from "./privacy/leaving.ts";
import { createPersonalData } from "./privacy/personal-data.ts";
import { sweepRetained } from "./privacy/retention.ts";
import { createSettings } from "./settings.ts";
import { createStatsStore } from "./stats/index.ts";

/** The functions that delete expired data: one for each part of the store that has some. */
const SWEEPERS: readonly ((database: Database, now: number) => Promise<number>)[] = [
  sweepClaims,
  sweepContexts,
  sweepInbox,
  sweepAdminSessions,
  sweepHandOffs,
  sweepGaps,
  sweepRetained,
];

/** The store with its parts for answers, nudges, administration and learning. */
export interface OpenStore extends Store {
  readonly inbox: Inbox;
  readonly nudges: NudgeStore;
  readonly administration: AdministrationStore;
  readonly stats: StatsStore;
  readonly adminSessions: AdminSessionStore;
  readonly handOffs: HandOffStore;
  readonly gaps: GapStore;
  readonly privacy: PrivacyStore;
  /** Claims a key until it expires. Returns true for the first caller only, across all processes. */
  claim(key: string, now: Instant, expires: Instant): Promise<boolean>;
  /** Where a platform's app is installed. */
  installations(platform: string): InstallationStore;
}

/**
 * Opens the store: PostgreSQL at `databaseUrl`, else SQLite in `dataDirectory`, with its schema brought up to date.
 * What a method has acknowledged survives a killed process and, if the disk really writes what it confirms, a power cut.
 * Throws a `MalinoisError`: "configuration" for an address that is not valid, else "store".
 */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  return createStore(await openDatabase(options));
}

function createStore(database: Database): OpenStore {
  return {
    inbox: createInbox(database),
    nudges: createNudgeStore(database),
    administration: createAdministrationStore(database),
    stats: createStatsStore(database),
    adminSessions: createAdminSessions(database),
    handOffs: createHandOffStore(database),
    gaps: createGapStore(database),
    privacy: { ...createPersonalData(database), ...createLeaving(database) },
    claim: (key, now, expires) => claim(database.queries, key, now, expires),
    installations: (platform) => createInstallations(database, platform),
    ...createContexts(database),
    ...createSettings(database),
    ...createFeedback(database),
    erasePerson: async (person) => {
      await database.queries.transaction().execute((queries) => erasePerson({ ...database, queries }, person));
      await database.dialect.forget();
    },
    sweep: async (now) => {
      let total = 0;
      for (const sweep of SWEEPERS) total += await sweep(database, now);
      await database.dialect.forget();
      return total;
    },
    close: () => database.close(),
  };
}
