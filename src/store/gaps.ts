import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Selectable } from "kysely";
import { readSettingValues } from "../administration/settings.ts";
import { breathe } from "../common/breathe.ts";
import { type GapStore, MOST_GAPS } from "../gaps/ports.ts";
import type { EntryFeedback, Gap, KeptGap } from "../gaps/types.ts";
import type { Instant } from "../model.ts";
import type { PersonKey, WorkspaceKey } from "../ports.ts";
import { retentionDays } from "../privacy/retention.ts";
import { settingsOf } from "./administration.ts";
import type { Database } from "./database.ts";
import type { Queries } from "./dialect.ts";
import { deleteInBatches } from "./expiry.ts";
import type { GapsTable } from "./schema.ts";
import { LANGUAGE, readWorkspaceSetting } from "./settings.ts";

const DAY = 24 * 3_600_000;
/** The most reasons returned for one entry. */
const MOST_REASONS = 50;

export function createGapStore({ queries }: Database): GapStore {
  const gaps = () => queries.selectFrom("gaps").selectAll().orderBy("noted_at", "desc").orderBy("id").limit(MOST_GAPS);
  return {
    open: async (workspace) => {
      const found: KeptGap[] = [];
      for (let last: KeptGap | undefined; ; last = found.at(-1)) {
        const { at = Number.MAX_SAFE_INTEGER, id = "" } = last ?? {};
        const rows = await gaps()
          .where("accepted", "is", null)
          .where("reason", "!=", "helpful")
          .$if(workspace !== undefined, (query) =>
            query.where("platform", "=", workspace?.platform ?? "").where("workspace", "=", workspace?.workspace ?? ""),
          )
          // Implied by the next condition, but it lets the database use the index.
          .where("noted_at", "<=", at)
          .where((row) => row.or([row("noted_at", "<", at), row("id", ">", id)]))
          .limit(MOST_IN_A_PAGE)
          .execute();
        for (const row of rows) found.push(readGap(row));
        if (rows.length < MOST_IN_A_PAGE || found.length >= MOST_GAPS) return found.slice(0, MOST_GAPS);
        // An embedded database answers synchronously, so the loop would never yield by itself.
        await breathe();
      }
    },

    confirmed: async () => {
      const rows = await gaps()
        .where((row) => row.or([row("accepted", "is not", null), row("reason", "=", "helpful")]))
        .execute();
      return rows.map(readGap);
    },

    accept: async (ids, entry) => {
      await queries.transaction().execute(async (transaction) => {
        for (let at = 0; at < ids.length; at += MOST_IN_A_QUERY) {
          const some = ids.slice(at, at + MOST_IN_A_QUERY);
          await transaction.updateTable("gaps").set({ accepted: entry }).where("id", "in", some).execute();
        }
      });
    },

    feedback: (since, workspace) => readFeedback(queries, since, workspace),

    chosenLanguage: async (platform, person) => {
      const row = await queries
        .selectFrom("person_settings")
        .select("value")
        .where("platform", "=", platform)
        .where("person", "=", person)
        .where("name", "=", LANGUAGE)
        .orderBy("workspace")
        .executeTakeFirst();
      return row?.value;
    },

    workspacesWith: (setting) =>
      queries.selectFrom("workspace_settings").select(["platform", "workspace", "value"]).where("name", "=", setting).execute(),
  };
}

/** Few enough that a page is read in a few milliseconds. */
const MOST_IN_A_PAGE = 500;
/** The most ids in one statement: below the parameter limits of both databases. */
const MOST_IN_A_QUERY = 500;

/** Saves a gap, inside the transaction that saves the answer: once for each asker and wording in a month. */
export async function noteGap(transaction: Queries, asker: PersonKey, gap: Gap, now: Instant): Promise<void> {
  const { platform, workspace } = asker;
  const { reason, language, keeping, text, nearest } = gap;
  const { month, key } = await monthKey(transaction, now);
  const name = askerName(key, asker);
  const id = createHash("sha256")
    .update(JSON.stringify([platform, workspace, reason, language, text, name]))
    .digest("base64url");
  const changing = { keeping, entry: nearest?.entry ?? null, confidence: nearest?.confidence ?? null, noted_at: now };
  await transaction
    .insertInto("gaps")
    .values({ id, platform, workspace, reason, language, text, asker: name, month, accepted: null, ...changing })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(changing))
    .execute();
}

/** Returns the gaps of a person that can still be told apart from others: those of this month. */
export async function gapsOf(queries: Queries, person: PersonKey) {
  const kept = await readMonthKey(queries);
  if (kept === undefined) return [];
  const { platform, workspace } = person;
  const rows = await queries
    .selectFrom("gaps")
    .select(["reason", "language", "text", "entry", "noted_at"])
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    .where("asker", "=", askerName(kept.key, person))
    .execute();
  return rows.map(({ noted_at: notedAt, ...gap }) => ({ ...gap, notedAt }));
}

/** Deletes the gaps of a person that can still be told apart from others: those of this month. */
export async function eraseGaps(queries: Queries, person: PersonKey): Promise<void> {
  const kept = await readMonthKey(queries);
  if (kept === undefined) return;
  const { platform, workspace } = person;
  await queries
    .deleteFrom("gaps")
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    .where("asker", "=", askerName(kept.key, person))
    .execute();
}

/**
 * Deletes gaps that are too old, or that their workspace no longer allows Malinois to keep; returns how many. Also deletes the key of a month that is over:
 * if nobody asks anything in the new month, no new key replaces it.
 */
export async function sweepGaps({ queries, dialect }: Database, now: Instant): Promise<number> {
  await dropOldKey(queries, now);
  const workspaces = await queries.selectFrom("gaps").select(["platform", "workspace"]).distinct().execute();
  let total = 0;
  for (const { platform, workspace } of workspaces) {
    const settings = readSettingValues(await settingsOf(queries, { platform, workspace }));
    const { gaps: keeping, "retention.days": shorter } = settings;
    const days = retentionDays("gaps", shorter);
    total += await deleteInBatches((limit) => {
      const gone = queries
        .selectFrom("gaps")
        .select("id")
        .where("platform", "=", platform)
        .where("workspace", "=", workspace)
        .$if(keeping !== "nothing", (query) =>
          query.where((row) =>
            row.or([row("noted_at", "<=", now - days * DAY), ...(keeping === "words" ? [row("keeping", "=", "text")] : [])]),
          ),
        )
        .limit(limit);
      return queries.deleteFrom("gaps").where("id", "in", dialect.skipLocked(gone)).executeTakeFirstOrThrow();
    });
  }
  return total;
}

/** Where the key of the month's asker hashes is stored: a setting of the installation. */
const KEY = { platform: "", workspace: "", name: "gap-key" };

interface MonthKey {
  /** As "2026-11". */
  readonly month: string;
  readonly key: string;
}

/** Returns the key of the month. A new month replaces the key, so that nobody can tell any more who asked in the month before. */
async function monthKey(transaction: Queries, now: Instant): Promise<MonthKey> {
  const month = monthOf(now);
  const kept = await readMonthKey(transaction);
  // The clock of another replica may be ahead, so a later month's key stays: a deleted key never comes back.
  if (kept !== undefined && kept.month >= month) return kept;
  const value = JSON.stringify({ month, key: randomBytes(32).toString("base64url") } satisfies MonthKey);
  await transaction
    .insertInto("workspace_settings")
    .values({ ...KEY, value })
    .onConflict((conflict) =>
      conflict
        .columns(["platform", "workspace", "name"])
        .doUpdateSet({ value })
        .where("workspace_settings.value", "=", toText(kept)),
    )
    .execute();
  return (await readMonthKey(transaction)) ?? { month, key: "" };
}

async function dropOldKey(queries: Queries, now: Instant): Promise<void> {
  const kept = await readMonthKey(queries);
  if (kept === undefined || kept.month >= monthOf(now)) return;
  const { platform, workspace, name } = KEY;
  await queries
    .deleteFrom("workspace_settings")
    .where("platform", "=", platform)
    .where("workspace", "=", workspace)
    .where("name", "=", name)
    .where("value", "=", toText(kept))
    .execute();
}

function monthOf(now: Instant): string {
  return new Date(now).toISOString().slice(0, 7);
}

function toText(kept: MonthKey | undefined): string {
  return JSON.stringify(kept ?? null);
}

async function readMonthKey(queries: Queries): Promise<MonthKey | undefined> {
  const value = await readWorkspaceSetting(queries, KEY, KEY.name);
  return value === undefined ? undefined : JSON.parse(value);
}

/** Returns the hash of an asker. It leaves out the workspace, since a person whose direct messages belong to no workspace is erased in all of them. */
function askerName(key: string, { platform, person }: PersonKey): string {
  return createHmac("sha256", key)
    .update(JSON.stringify([platform, person]))
    .digest("base64url");
}

async function readFeedback(
  queries: Queries,
  since: Instant,
  workspace: WorkspaceKey | undefined,
): Promise<readonly EntryFeedback[]> {
  const rows = await queries
    .selectFrom("feedback")
    .select(["entry", "language", "helpful", "reason"])
    .where("given_at", ">=", since)
    .$if(workspace !== undefined, (query) =>
      query.where("platform", "=", workspace?.platform ?? "").where("workspace", "=", workspace?.workspace ?? ""),
    )
    .orderBy("given_at", "desc")
    .execute();
  const entries = new Map<string, { entry: string; language: string; helpful: number; unhelpful: number; reasons: string[] }>();
  for (const { entry, language, helpful, reason } of rows) {
    const key = `${language}/${entry}`;
    const found = entries.get(key) ?? { entry, language, helpful: 0, unhelpful: 0, reasons: [] };
    entries.set(key, found);
    found[helpful === 1 ? "helpful" : "unhelpful"] += 1;
    if (helpful === 0 && reason !== null && found.reasons.length < MOST_REASONS) found.reasons.push(reason);
  }
  return [...entries.values()].sort((a, b) => b.unhelpful - a.unhelpful || a.helpful - b.helpful || (a.entry < b.entry ? -1 : 1));
}

function readGap(row: Selectable<GapsTable>): KeptGap {
  const { id, platform, workspace, reason, language, keeping, text, entry, confidence, asker, month, noted_at, accepted } = row;
  return {
    ...{ id, platform, workspace, reason, language, keeping, text, asker, month, at: noted_at },
    ...(entry === null ? {} : { nearest: { entry, confidence: confidence ?? 0 } }),
    ...(accepted === null ? {} : { accepted }),
  };
}
