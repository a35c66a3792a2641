import { sql } from "kysely";
import { openDatabase } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";
import { DATABASE_FORMS } from "../store/database-forms.ts";

const ROWS = 1_000_000;
const AT_ONCE = 20_000;
const PEOPLE = 10_000;
const NOW = Date.UTC(2026, 10, 26, 15);

/** Measures, in milliseconds, the queries of people over a ledger and quiz answers with a million rows each, in one workspace of 10,000 people. */
export async function measureBoard(): Promise<readonly object[]> {
  const figures: object[] = [];
  for (const form of DATABASE_FORMS) {
    const running = await form.start();
    const options = await running.empty();
    const store = await openStore(options);
    const { queries, close } = await openDatabase(options);
    await fill(queries);
    await close();
    const timed = async (work: () => Promise<unknown>) => {
      const begun = performance.now();
      await work();
      return Math.round(performance.now() - begun);
    };
    const person = { platform: "chat", workspace: "W", person: "U7" };
    figures.push({
      ...{ database: form.name, rows: ROWS, people: PEOPLE },
      board: await timed(() => store.nudges.points(person, 20)),
      history: await timed(() => store.nudges.ledger("s7", 10)),
      erase: await timed(() => store.erasePerson(person)),
      sweep: await timed(() => store.sweep(NOW)),
    });
    await store.close();
    await running.stop();
  }
  return figures;
}

async function fill(queries: Awaited<ReturnType<typeof openDatabase>>["queries"]): Promise<void> {
  for (let from = 0; from < ROWS; from += AT_ONCE) {
    const numbers = sql`with recursive n(i) as (select ${sql.lit(from)} union all select i + 1 from n where i < ${sql.lit(from + AT_ONCE - 1)})`;
    const person = sql`'U' || (i % ${sql.lit(PEOPLE)})`;
    await sql`insert into quiz_answers (quiz, participant, person, first_option, point, last_option, answered_at, platform, workspace)
      ${numbers} select 'q' || (i / ${sql.lit(PEOPLE)}), 'p' || (i % ${sql.lit(PEOPLE)}), '{"person":"' || ${person} || '"}', 1,
      case when i % 3 = 0 then 0 else 1 end, 1, ${sql.lit(NOW)}, 'chat', 'W' from n`.execute(queries);
    await sql`insert into deliveries
      (key, kind, subscription, platform, workspace, channel, recipient, place, state, due_at, send_at, recorded_at, heartbeat)
      ${numbers} select 'd' || i, 'nudge', 's' || (i % ${sql.lit(PEOPLE)}), 'chat', 'W', ${person}, ${person}, '{}', 'sent',
      ${sql.lit(NOW)}, ${sql.lit(NOW)}, ${sql.lit(NOW)}, 0 from n`.execute(queries);
  }
}
