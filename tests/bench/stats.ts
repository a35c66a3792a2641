import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { createStats } from "../../src/stats/report.ts";
import { openDatabase } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";
import { watchPauses } from "./pauses.ts";

const NOW = Date.UTC(2026, 10, 26, 15);
const DAY = 24 * 3_600_000;
const WORKSPACES = 100;
const AREAS = ["accounts", "mail", "devices", "law", "practical", "research", "strategy", "sharing"];
/** The number of rows in each of the tables, spread over five years and all workspaces. */
const ROWS = { feedback: 1_000_000, quizzes: 10_000, quiz_answers: 1_000_000, days: 5 * 365 };

/** Measures how long figures take, and the longest time that they block the process, with a million rows in a table. */
export async function measureStats(): Promise<readonly object[]> {
  const directory = await mkdtemp(join(tmpdir(), "malinois-stats-"));
  const options = { dataDirectory: directory };
  try {
    await fill(options);
    const store = await openStore(options);
    const stats = createStats({ store: store.stats, zone: "Europe/Brussels", now: () => NOW, areaOf: () => AREAS[0] });
    const one = { platform: "chat", workspace: "W7" };
    const figures: object[] = [];
    for (const [name, request] of Object.entries({
      "one of 100 workspaces, 12 weeks": { scope: one },
      "one of 100 workspaces, five years": { scope: one, since: "2021-12-01" },
      "all 100 workspaces, 12 weeks": {},
      "all 100 workspaces, five years": { since: "2021-12-01" },
    })) {
      await stats(request);
      const { longest, stop } = watchPauses();
      const begun = performance.now();
      await stats(request);
      const ms = performance.now() - begun;
      stop();
      figures.push({ name, ms: Math.round(ms), longestPauseMs: Math.round(longest()) });
    }
    await store.close();
    return figures;
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function fill(options: { readonly dataDirectory: string }): Promise<void> {
  const { queries, close } = await openDatabase(options);
  const begin = NOW - ROWS.days * DAY;
  const numbers = (count: number) => sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`;
  const at = sql`${begin} + (i * 7919 % ${ROWS.days}) * ${DAY}`;
  await queries.transaction().execute(async (transaction) => {
    await sql`insert into feedback (platform, workspace, person, entry, language, helpful, given_at)
      ${numbers(ROWS.feedback)} select 'chat', 'W' || (i % ${WORKSPACES}), 'U' || i, 'entry-' || (i % 500), 'en', i % 3 > 0, ${at} from n`.execute(
      transaction,
    );
    await sql`insert into quizzes (id, item, right_option, record) ${numbers(ROWS.quizzes)} select 'q' || i, 'a#quiz-0', 1, '{}' from n`.execute(
      transaction,
    );
    await sql`insert into deliveries (key, kind, platform, workspace, channel, place, state, campaign, due_at, send_at, recorded_at, heartbeat)
      ${numbers(ROWS.quizzes)} select 'q' || i, 'nudge', 'chat', 'W' || (i % ${WORKSPACES}), 'C', '{}', 'sent', 'october', ${at}, ${at}, ${at}, 0 from n`.execute(
      transaction,
    );
    await sql`insert into quiz_answers (quiz, participant, first_option, last_option, answered_at)
      ${numbers(ROWS.quiz_answers)} select 'q' || (i % ${ROWS.quizzes}), 'p' || (i / ${ROWS.quizzes}), i % 2, i % 2, 0 from n`.execute(
      transaction,
    );
    for (const area of AREAS) {
      await sql`insert into question_counts (platform, workspace, day, language, area, outcome, count)
        ${numbers(ROWS.days * WORKSPACES)} select 'chat', 'W' || (i % ${WORKSPACES}), date(${begin / 1000} + (i / ${WORKSPACES}) * 86400, 'unixepoch'),
        'en', ${area}, 'answer', 3 from n`.execute(transaction);
    }
  });
  await close();
}
