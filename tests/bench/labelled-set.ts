import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A public benchmark as a pack: an intent is an entry, and its training questions are the ways of asking. */
export interface LabelledSet {
  readonly name: string;
  readonly training: readonly Labelled[];
  readonly test: readonly Labelled[];
  /** Questions that belong to no intent of the set. */
  readonly offTopic: readonly string[];
}

export interface Labelled {
  readonly text: string;
  readonly label: string;
}

/** Files that the folder of public benchmarks must hold: CLINC150 (clinc/oos-eval) and BANKING77 (PolyAI). */
const FILES = ["clinc150.json", "banking77-train.csv", "banking77-test.csv"];

/**
 * Reads CLINC150 and BANKING77. BANKING77 gets its off-topic questions from CLINC150.
 * @param folder the folder with the files; if absent, the one that BENCH_DATA names
 * @throws Error that says which files are missing
 */
export function labelledSets(folder = process.env.BENCH_DATA): LabelledSet[] {
  const missing = FILES.filter((file) => folder === undefined || !existsSync(join(folder, file)));
  if (folder === undefined || missing.length > 0) {
    throw new Error(`Name a folder that holds ${missing.join(", ")}: as an argument, or in BENCH_DATA`);
  }
  const clinc: Record<string, [string, string][]> = JSON.parse(readFileSync(join(folder, "clinc150.json"), "utf8"));
  const labelled = (part: string): Labelled[] => (clinc[part] ?? []).map(([text, label]) => ({ text, label }));
  const offTopic = labelled("oos_test").map(({ text }) => text);
  return [
    { name: "CLINC150", training: labelled("train"), test: labelled("test"), offTopic },
    {
      name: "BANKING77",
      training: readCsv(join(folder, "banking77-train.csv")),
      test: readCsv(join(folder, "banking77-test.csv")),
      offTopic,
    },
  ];
}

/** Reads "text,label" lines. A quoted text may contain commas and doubled quotes. */
function readCsv(file: string): Labelled[] {
  const [, ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  return lines.flatMap((line) => {
    const comma = line.lastIndexOf(",");
    const text = line.slice(0, comma).replace(/^"|"$/g, "").replaceAll('""', '"');
    return comma < 0 ? [] : [{ text, label: line.slice(comma + 1) }];
  });
}

/** Returns the same set with this many training questions for each entry, taken evenly from the whole list. */
export function thinned(set: LabelledSet, questions: number): LabelledSet {
  const byLabel = new Map<string, Labelled[]>();
  for (const item of set.training) byLabel.set(item.label, [...(byLabel.get(item.label) ?? []), item]);
  const training = [...byLabel.values()].flatMap((items) =>
    Array.from(
      { length: Math.min(questions, items.length) },
      (_, index) => items[Math.floor((index * items.length) / questions)],
    ).flatMap((item) => item ?? []),
  );
  return { ...set, name: `${set.name}, ${questions} an entry`, training };
}
