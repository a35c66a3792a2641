/**
 * `npm run bench [section …] [number] [folder]` measures and reports, and asserts nothing. The folder (or BENCH_DATA) holds the public benchmarks,
 * clinc150.json and banking77-*.csv. The fault sections run over each database (`sqlite`, `postgresql`) and platform (`counter`, `slack`, `discord`), or only
 * over those that are named.
 */
import { runAnswerFaults } from "./answer-faults.ts";
import { measureBoard } from "./board.ts";
import { measureBursts } from "./bursts.ts";
import { compareEngines } from "./compare.ts";
import { runDiscordLoad } from "./discord-load.ts";
import { measureFairness } from "./fairness.ts";
import { isFaultChoice } from "./fault-choice.ts";
import { measureGaps } from "./gaps.ts";
import { type LabelledSet, labelledSets, thinned } from "./labelled-set.ts";
import { measureLargePacks } from "./large-packs.ts";
import { measureLoopDelay } from "./loop-delay.ts";
import { runNudgeFaults } from "./nudge-faults.ts";
import { runReplicas } from "./nudge-replicas.ts";
import { measureDue, simulateYear } from "./nudges.ts";
import { measureOwnContent } from "./own-content.ts";
import { measureShippedPack } from "./shipped-pack.ts";
import { runSlackLoad } from "./slack-load.ts";
import { measureStartUp } from "./start-up.ts";
import { measureStats } from "./stats.ts";
import { measureWorkspaces } from "./workspaces.ts";

async function publicBenchmarks(questions?: number): Promise<string> {
  let sets: readonly LabelledSet[];
  try {
    sets = labelledSets(folder ?? process.env.BENCH_DATA);
  } catch (error) {
    return `Not measured. ${error instanceof Error ? error.message : String(error)}`;
  }
  const reports: string[] = [];
  for (const set of sets) reports.push(await compareEngines(questions === undefined ? set : thinned(set, questions)));
  return reports.join("\n\n");
}

const asLines = (figures: readonly object[]) => figures.map((each) => JSON.stringify(each)).join("\n");

/** The number of kills, or of minutes with replicas. */
const given = process.argv.slice(2).find((argument) => /^\d+$/.test(argument));
const number = given === undefined ? undefined : Number(given);
const names = process.argv.slice(2).filter((argument) => !/^\d+$|\//.test(argument));
/** The folder with the public benchmarks and question sets. */
const folder = process.argv.slice(2).find((argument) => argument.includes("/"));

/** The databases and platforms that are named. */
const only = names.filter((name) => isFaultChoice(name));

const SECTIONS: Readonly<Record<string, () => Promise<string>>> = {
  pack: () => measureShippedPack(folder ?? process.env.BENCH_DATA),
  "large-packs": async () => measureLargePacks(),
  "start-up": measureStartUp,
  "loop-delay": async () => asLines(await measureLoopDelay()),
  "own-content": async () => asLines(await measureOwnContent(folder ?? process.env.BENCH_DATA)),
  few: () => publicBenchmarks(10),
  full: () => publicBenchmarks(),
  stats: async () => asLines(await measureStats()),
  gaps: async () => asLines(await measureGaps()),
  slack: async () => asLines(await runSlackLoad()),
  workspaces: async () => asLines(await measureWorkspaces()),
  bursts: async () => asLines(await measureBursts()),
  discord: async () => asLines(await runDiscordLoad()),
  nudges: async () => asLines([...(await measureDue()), await simulateYear()]),
  board: async () => asLines(await measureBoard()),
  fairness: async () => asLines(await measureFairness()),
  "answer-faults": async () => asLines(await runAnswerFaults(only, number)),
  "nudge-faults": async () => asLines(await runNudgeFaults(only, number)),
  "nudge-replicas": async () => asLines([await runReplicas(number)]),
};

const wanted = names.filter((name) => !isFaultChoice(name));
const unknown = wanted.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0)
  throw new Error(`There is no section ${unknown.join(", ")}; there are ${Object.keys(SECTIONS).join(", ")}.`);
for (const [name, measure] of Object.entries(SECTIONS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n== ${name}\n${await measure()}\n`);
}
process.exit(0);
