import { ENGINES, type Engine } from "./engines.ts";
import { percentile, table } from "./figures.ts";
import type { LabelledSet } from "./labelled-set.ts";

/** How much accuracy on in-scope questions a bound may cost, as a share. */
const COST_OF_BOUND = 0.02;
/** The other engines are asked at most this many questions, sampled evenly: fuse.js takes up to a second for each question of a full set. */
const MOST_QUESTIONS_OF_OTHERS = 200;
const FEWEST_QUESTIONS_OF_OTHERS = 60;
const LARGE_SET = 5_000;

/** Runs every engine over a set and returns a table of accuracy, refusals and time. */
export async function compareEngines(set: LabelledSet): Promise<string> {
  const rows: string[][] = [];
  for (const engine of ENGINES) rows.push(await run(engine, set));
  const head = ["engine", "asked", "top-1 %", "top-3 %", "off-topic refused %", "p50 ms", "p99 ms", "build s"];
  return `${set.name}: ${set.training.length} questions, ${set.test.length} tests\n${table(head, rows)}`;
}

async function run(engine: Engine, set: LabelledSet): Promise<string[]> {
  const begun = performance.now();
  const ask = engine.build(set);
  await ask("warm up");
  const build = (performance.now() - begun) / 1_000;

  const most = set.training.length >= LARGE_SET ? FEWEST_QUESTIONS_OF_OTHERS : MOST_QUESTIONS_OF_OTHERS;
  const every = (count: number) => (engine === ENGINES[0] ? 1 : Math.ceil(count / most));
  const times: number[] = [];
  const answers: { readonly right: boolean; readonly near: boolean; readonly score: number }[] = [];
  for (const [index, { text, label }] of set.test.entries()) {
    if (index % every(set.test.length) !== 0) continue;
    const start = performance.now();
    const { labels, score } = await ask(text);
    times.push(performance.now() - start);
    answers.push({ right: labels[0] === label, near: labels.includes(label), score });
  }
  const share = (of: (answer: (typeof answers)[number]) => boolean) => (100 * answers.filter(of).length) / answers.length;
  const rightScores = answers
    .filter(({ right }) => right)
    .map(({ score }) => score)
    .sort((a, b) => a - b);
  const bound = rightScores[Math.floor(COST_OF_BOUND * answers.length)] ?? 0;
  const offQuestions = set.offTopic.filter((_, index) => index % every(set.offTopic.length) === 0);
  const offTopic = await Promise.all(offQuestions.map(async (question) => (await ask(question)).score));
  const refused = (100 * offTopic.filter((score) => score < bound).length) / offTopic.length;
  return [
    engine.name,
    `${answers.length}+${offTopic.length}`,
    share(({ right }) => right).toFixed(1),
    share(({ near }) => near).toFixed(1),
    refused.toFixed(0),
    percentile(times, 0.5).toFixed(2),
    percentile(times, 0.99).toFixed(2),
    build.toFixed(1),
  ];
}
