import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATABASE_FORMS, type RunningForm } from "../store/database-forms.ts";
import { type CompiledProgram, compileProgram } from "../store/store-process.ts";
import { runFaults } from "./fault-run.ts";

const KILLS = 20;

let program: CompiledProgram;
beforeAll(async () => {
  program = await compileProgram("tests/nudges/runner-program.ts");
}, 60_000);
afterAll(() => program.remove());

describe.each(DATABASE_FORMS)("nudges on $name while processes are killed", { timeout: 120_000 }, (form) => {
  let running: RunningForm;
  beforeAll(async () => {
    running = await form.start();
  }, 60_000);
  afterAll(() => running.stop());

  test(`${KILLS} times over, answers are lost and clocks jump, are each sent once, or not with a recorded reason`, async () => {
    const store = await running.empty();
    const report = await runFaults({ program: program.file, store, kills: KILLS, seed: 1, staleAfter: 1_000 });
    expect(report).toMatchObject({ doubles: [], losses: [], lies: [] });
    expect(Object.values(report.kills).reduce((sum, one) => sum + one, 0)).toBe(KILLS);
    expect(report.questions).toBeGreaterThan(0);
    expect(report.states.sent).toBeGreaterThan(report.occurrences / 2);
  });
});
