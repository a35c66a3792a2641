import { fileURLToPath } from "node:url";
import { type FaultReport, runFaults } from "../nudges/fault-run.ts";
import { DATABASE_FORMS } from "../store/database-forms.ts";

const KILLS = 200;

/** Kills 200 processes that send nudges, over each form of the store, and counts what was sent twice or never. */
export async function runNudgeFaults(kills = KILLS): Promise<readonly (FaultReport & { readonly database: string })[]> {
  // Compiled with this file.
  const program = fileURLToPath(new URL("../nudges/runner-program.js", import.meta.url));
  const reports: (FaultReport & { readonly database: string })[] = [];
  for (const form of DATABASE_FORMS) {
    const running = await form.start();
    const store = await running.empty();
    const report = await runFaults({ program, store, kills, seed: Date.now(), staleAfter: 1_000 });
    reports.push({ database: form.name, ...report });
    await running.stop();
  }
  return reports;
}
