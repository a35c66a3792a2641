import { fileURLToPath } from "node:url";
import { type FaultReport, runFaults } from "../nudges/delivery/fault-run.ts";
import { counting, discord, type MakeTarget, slack } from "../nudges/delivery/fault-targets.ts";
import { DATABASE_FORMS } from "../store/database-forms.ts";

const KILLS = 200;

type Report = FaultReport & { readonly database: string; readonly platform: string };

const TARGETS: Readonly<Record<string, MakeTarget>> = { counter: counting, slack, discord };

/** Kills 200 processes that send nudges, for each form of the store and each platform, and counts what was sent twice or never. */
export async function runNudgeFaults(kills = KILLS): Promise<readonly Report[]> {
  // Compiled with this file.
  const program = fileURLToPath(new URL("../nudges/delivery/runner-program.js", import.meta.url));
  const reports: Report[] = [];
  for (const form of DATABASE_FORMS) {
    const running = await form.start();
    for (const [platform, target] of Object.entries(TARGETS)) {
      const store = await running.empty();
      // A process with an adapter takes longer to start, and to give a call up.
      const pace = platform === "counter" ? { staleAfter: 1_000 } : { staleAfter: 2_500, duePerMinute: 10, speed: 30 };
      const report = await runFaults({ program, store, kills, seed: Date.now(), target, ...pace });
      reports.push({ database: form.name, platform, ...report });
    }
    await running.stop();
  }
  return reports;
}
