import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATABASE_FORMS, type RunningForm } from "../../store/database-forms.ts";
import { type CompiledProgram, compileProgram } from "../../store/store-process.ts";
import { type FaultReport, runFaults } from "./fault-run.ts";
import { discord, slack } from "./fault-targets.ts";

const KILLS = 20;
/** Fewer, because a process with an adapter takes longer to start. The bench kills many more. */
const KILLS_WITH_ADAPTER = 6;

function expectEachOnce(report: FaultReport, kills: number): void {
  expect(report).toMatchObject({ doubles: [], losses: [], lies: [] });
  expect(Object.values(report.kills).reduce((sum, one) => sum + one, 0)).toBe(kills);
  // At least half must have died at their points, where it matters.
  expect(report.kills.anywhere).toBeLessThan(kills / 2);
  expect(report.questions).toBeGreaterThan(0);
  expect(report.states.sent).toBeGreaterThan(report.occurrences / 2);
  // Each platform can tell whether it has a message, if it is asked again.
  expect(report.states.unknown).toBeUndefined();
}

let program: CompiledProgram;
beforeAll(async () => {
  program = await compileProgram("tests/nudges/delivery/runner-program.ts");
}, 60_000);
afterAll(() => program.remove());

describe.each(DATABASE_FORMS)("nudges on $name while processes are killed", { timeout: 120_000 }, (form) => {
  let running: RunningForm;
  beforeAll(async () => {
    running = await form.start();
  }, 60_000);
  afterAll(() => running.stop());

  test(`are each sent once or skipped with a recorded reason, after ${KILLS} kills, with lost responses and clocks that jump`, async () => {
    const store = await running.empty();
    const report = await runFaults({ program: program.file, store, kills: KILLS, seed: 1, staleAfter: 1_000 });
    expectEachOnce(report, KILLS);
  });
});

const [sqlite, postgresql] = DATABASE_FORMS;
const WITH_ADAPTERS = [
  { name: "Slack", target: slack, form: sqlite },
  { name: "Discord", target: discord, form: postgresql },
];

describe.each(WITH_ADAPTERS)("nudges through $name while processes are killed", { timeout: 120_000 }, ({ target, form }) => {
  let running: RunningForm | undefined;
  beforeAll(async () => {
    running = await form?.start();
  }, 60_000);
  afterAll(() => running?.stop());

  test(`are each in their channel once, after ${KILLS_WITH_ADAPTER} kills and with lost responses`, async () => {
    const store = await running?.empty();
    if (store === undefined) throw new Error("There is no such form of the store.");
    // An adapter gives up a call later than the sender to the counter does.
    const pace = { staleAfter: 2_500, duePerMinute: 10, speed: 60 };
    const kills = KILLS_WITH_ADAPTER;
    expectEachOnce(await runFaults({ program: program.file, store, kills, seed: 1, target, ...pace }), kills);
  });
});
