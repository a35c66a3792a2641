import { fileURLToPath } from "node:url";
import { type KillReport, runKills } from "../answers/kills/kill-run.ts";
import { counting, discord, type MakeTarget, slack } from "../answers/kills/targets.ts";
import { chosenDatabases, chosenTargets } from "./fault-choice.ts";

const KILLS = 200;

type Report = KillReport & { readonly database: string; readonly platform: string };

const TARGETS: Readonly<Record<string, MakeTarget>> = { counter: counting, slack, discord };

/** Kills or stops 200 processes that answer, for each database and platform, or for those that `only` names, and counts what was answered twice or never. */
export async function runAnswerFaults(only: readonly string[], kills = KILLS): Promise<readonly Report[]> {
  // The program is compiled together with this file.
  const program = fileURLToPath(new URL("../answers/kills/answerer-program.js", import.meta.url));
  const reports: Report[] = [];
  for (const form of chosenDatabases(only)) {
    const running = await form.start();
    for (const [platform, target] of chosenTargets(TARGETS, only)) {
      const staleAfter = platform === "counter" ? 1_000 : 2_500;
      const report = await runKills({ program, store: await running.empty(), kills, seed: Date.now(), target, staleAfter });
      reports.push({ database: form.name, platform, ...report });
      // A run takes minutes, so each is printed as soon as it is done.
      process.stderr.write(`${JSON.stringify(reports.at(-1))}\n`);
    }
    await running.stop();
  }
  return reports;
}
