import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATABASE_FORMS, type RunningForm } from "../../store/database-forms.ts";
import { type CompiledProgram, compileProgram } from "../../store/store-process.ts";
import { type KillReport, runKills } from "./kill-run.ts";
import { POINTS } from "./program-options.ts";
import { counting, discord, slack } from "./targets.ts";

const [sqlite, postgresql] = DATABASE_FORMS;
/** A process with an adapter takes longer to start, so there is only one death at each point. The bench kills many more. */
const RUNS = [
  { name: "SQLite", form: sqlite, target: counting, kills: 10, staleAfter: 1_000 },
  { name: "PostgreSQL", form: postgresql, target: counting, kills: 10, staleAfter: 1_000 },
  { name: "SQLite through Slack", form: sqlite, target: slack, kills: POINTS.length, staleAfter: 2_500 },
  { name: "PostgreSQL through Discord", form: postgresql, target: discord, kills: POINTS.length, staleAfter: 2_500 },
];

function expectEachOnce(report: KillReport, kills: number): void {
  expect(report).toMatchObject({ doubled: [], lost: [], left: 0 });
  expect(report.asked).toBeGreaterThan(kills);
  expect(report.answered + report.told).toBeGreaterThanOrEqual(report.asked);
  expect(report.told).toBeGreaterThan(0);
  expect(Object.values(report.kills).reduce((sum, one) => sum + one, 0)).toBe(kills);
  // At least half must have died at their points, where it matters.
  expect(report.kills.anywhere).toBeLessThan(kills / 2);
}

let program: CompiledProgram;
beforeAll(async () => {
  program = await compileProgram("tests/answers/kills/answerer-program.ts");
}, 60_000);
afterAll(() => program.remove());

describe.each(RUNS)(
  "questions asked on $name while processes are killed or stopped",
  { timeout: 180_000 },
  ({ form, target, kills, staleAfter }) => {
    let running: RunningForm | undefined;
    beforeAll(async () => {
      running = await form?.start();
    }, 60_000);
    afterAll(() => running?.stop());

    test(`are each answered once, or their asker is told, after ${kills} deaths and with lost responses`, async () => {
      const store = await running?.empty();
      if (store === undefined) throw new Error("There is no such form of the store.");
      const report = await runKills({ program: program.file, store, kills, seed: 1, target, staleAfter });
      expectEachOnce(report, kills);
    });
  },
);
