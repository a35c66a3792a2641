import { type RawBuilder, sql } from "kysely";
import { SETTINGS } from "../../administration/settings.ts";
import type { Instant } from "../../model.ts";
import type { WorkspaceKey } from "../../ports.ts";
import { type Retained, retentionDays } from "../../privacy/retention.ts";
import type { Database } from "../database.ts";
import { changeAll, deleteAll } from "../expiry.ts";
import type { Schema } from "../schema.ts";

const DAY = 24 * 3_600_000;
const SETTING = "retention.days";

/**
 * Deletes data whose retention has ended, first for all workspaces, then for those that chose a shorter one; returns how many records were changed.
 * Leaves out rows that others have locked. Every replica does this every hour: if two waited for each other, the database would end one with an error.
 */
export async function sweepRetained(database: Database, now: Instant): Promise<number> {
  let total = await enforce(database, now, undefined, undefined);
  for (const { days, ...workspace } of await shortened(database)) total += await enforce(database, now, days, workspace);
  return total;
}

/** Returns the workspaces that chose their own retention, in days. */
async function shortened({ queries }: Database): Promise<readonly (WorkspaceKey & { readonly days: number })[]> {
  const rows = await queries.selectFrom("workspace_settings").selectAll().where("name", "=", SETTING).execute();
  return rows.flatMap(({ platform, workspace, value }) => {
    const { data: days } = SETTINGS[SETTING].safeParse(JSON.parse(value));
    return days === undefined ? [] : [{ platform, workspace, days }];
  });
}

async function enforce(database: Database, now: Instant, chosen: number | undefined, of: WorkspaceKey | undefined) {
  const before = (what: Retained): Instant => now - retentionDays(what, chosen) * DAY;
  const here: RawBuilder<unknown> =
    of === undefined ? sql`1 = 1` : sql`platform = ${of.platform} and workspace = ${of.workspace}`;
  const reasons = sql`given_at < ${before("reasons")} and (person is not null or reason is not null) and ${here}`;
  const dayBefore = new Date(before("quizzes")).toISOString().slice(0, 10);
  const expire = (table: keyof Schema, condition: RawBuilder<unknown>) => deleteAll(database, table, condition, "skip");
  const changed = [
    await expire("deliveries", sql`recorded_at < ${before("deliveries")} and ${SETTLED} and ${here}`),
    await expire("quiz_answers", sql`answered_at < ${before("quizzes")} and ${here}`),
    await expire("quizzes", sql`closes_at < ${before("quizzes")} and result_due_at is null and ${here}`),
    await expire("reviews", sql`due_on < ${dayBefore} and ${here}`),
    await changeAll(database, "feedback", reasons, sql`update feedback set person = null, reason = null`, "skip"),
    await expire("hand_offs", sql`closed_at <= ${before("waiting")} and ${here}`),
    await expire("audit", sql`at < ${before("audit")} and ${here}`),
  ];
  return changed.reduce((sum, count) => sum + count, 0);
}

/** The condition for deliveries that may be deleted. The steps of a campaign stay as long as its subscription, which needs them to know what was sent. */
const SETTLED = sql`state in ('sent', 'unknown', 'skipped') and
  (step is null or not exists (select 1 from subscriptions where subscriptions.id = deliveries.subscription))`;
