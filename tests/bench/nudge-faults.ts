import { fileURLToPath } from "node:url";
import { type FaultReport, runFaults } from "../nudges/delivery/fault-run.ts";
import { counting, discord, type MakeTarget, slack } from "../nudges/delivery/fault-targets.ts";
import { chosenDatabases, chosenTargets } from "./fault-choice.ts";

const KILLS = 200;

type Report = FaultReport & { readonly database: string; readonly platform: string };

const TARGETS: Readonly<Record<string, MakeTarget>> = { counter: counting, slack, discord };

/** Kills 200 processes that send nudges, for each database and platform, or for those that `only` names, and counts what was sent twice or never. */
export async function runNudgeFaults(only: readonly string[], kills = KILLS): Promise<readonly Report[]> {
  // The program is compiled together with this file.
  const program = fileURLToPath(new URL("../nudges/delivery/runner-program.js", import.meta.url));
  const reports: Report[] = [];
  for (const form of chosenDatabases(only)) {
    const running = await form.start();
    for (const [platform, target] of chosenTargets(TARGETS, only)) {
      const store = await running.empty();
      // A process with an adapter takes longer to start, and to give up a call.
      const pace = platform === "counter" ? { staleAfter: 1_000 } : { staleAfter: 2_500, duePerMinute: 10, speed: 30 };
      const report = await runFaults({ program, store, kills, seed: Date.now(), target, ...pace });
      reports.push({ database: form.name, platform, ...report });
    }
    await running.stop();
  }
  return reports;
}
