/** `npm run prior -- FOLDER`: learns from CLINC150 and BANKING77 how to decide in small packs, and writes src/matching/model/prior.ts. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { fitConditionalLogit, type Trial } from "../../src/matching/model/conditional-logit.ts";
import { createEvidenceReader } from "../../src/matching/question/evidence-reader.ts";
import { languageTools } from "../../src/matching/question/language-tools.ts";
import { learnModel } from "../../src/matching/train.ts";
import { seededRandom, shuffledIndices } from "../../src/text/random.ts";
import { ROOT } from "../repository-root.ts";
import { type Labelled, type LabelledSet, labelledSets } from "./labelled-set.ts";
import { logitAsCode } from "./logit-as-code.ts";

const ENTRIES = [10, 20, 30, 60];
const WAYS = [1, 2, 3, 5, 10, 20];
/** How the weight is divided between questions of the pack, questions of intents that the pack does not have, and questions out of scope. */
const MIX = { own: 0.6, other: 0.15, off: 0.25 } as const;
const MOST_ASKED = { own: 300, other: 150, off: 150 } as const;
/** How many questions replace the text of an entry. Like a text, they use the topic's words and are not learned as ways of asking. */
const SENTENCES = 8;
const LANGUAGE = "en";

/** Draws items from a list without replacement. */
function drawn<Item>(items: readonly Item[], count: number, seed: number): Item[] {
  return Array.from(shuffledIndices(items.length, seededRandom(seed)).slice(0, count)).flatMap((at) => items[at] ?? []);
}

/** Returns trials from a small pack cut from a set: the model's evidence for real questions, with the right answers. */
function trialsOf(set: LabelledSet, entryCount: number, ways: number, seed: number): Trial[] {
  const labels = drawn([...new Set(set.training.map(({ label }) => label))], entryCount, seed);
  const nameOf = (label: string) => label.replaceAll("_", " ");
  const learnables = labels.map((label, entry) => {
    const own = set.training.filter((item) => item.label === label).map(({ text }) => text);
    const texts = drawn(own, ways + SENTENCES, seed + entry);
    return {
      entry,
      language: LANGUAGE,
      names: [nameOf(label)],
      questions: texts.slice(0, ways),
      proposals: 0,
      body: texts.slice(ways),
    };
  });
  const curriculum = { languages: [LANGUAGE], ids: labels, learnables, nearMisses: {}, ambiguous: [] };
  const model = learnModel(curriculum, MATCHER_OPTIONS);
  const tools = languageTools(LANGUAGE, MATCHER_OPTIONS.commonWords(LANGUAGE));
  const gather = createEvidenceReader(model, new Map([[LANGUAGE, tools]]));
  const ask = (text: string, label?: string): { evidence: Trial["evidence"]; right: number | undefined; isLost: boolean } => {
    const { evidence } = gather(tools.words(text), LANGUAGE);
    const at = label === undefined ? -1 : evidence.candidates.findIndex(({ entry }) => labels[entry] === label);
    return { evidence, right: at < 0 ? undefined : at, isLost: label !== undefined && at < 0 };
  };
  const isOwn = ({ label }: Labelled) => labels.includes(label);
  const groups = {
    own: drawn(set.test.filter(isOwn), MOST_ASKED.own, seed).map(({ text, label }) => ask(text, label)),
    other: drawn(
      set.test.filter((item) => !isOwn(item)),
      MOST_ASKED.other,
      seed,
    ).map(({ text }) => ask(text)),
    off: drawn(set.offTopic, MOST_ASKED.off, seed).map((text) => ask(text)),
  };
  const total = Object.values(groups).reduce((sum, group) => sum + group.length, 0);
  return Object.entries(groups).flatMap(([kind, group]) =>
    group
      .filter(({ isLost }) => !isLost)
      .map(({ evidence, right }) => ({ evidence, right, weight: (MIX[kind as keyof typeof MIX] * total) / group.length })),
  );
}

const trials = labelledSets(process.argv[2]).flatMap((set, which) =>
  ENTRIES.flatMap((entries, row) =>
    WAYS.flatMap((ways, column) => trialsOf(set, entries, ways, 1 + which * 100 + row * 10 + column)),
  ),
);
const fitted = fitConditionalLogit(trials);
const what = `What ${trials.length} real questions, asked of ${2 * ENTRIES.length * WAYS.length} small packs cut from CLINC150 (CC BY 3.0) and BANKING77 (CC BY 4.0), teach about deciding. Made by
 * \`npm run prior\`; none of their text is in here.`;
writeFileSync(join(ROOT, "src/matching/model/prior.ts"), logitAsCode("PRIOR", what, fitted));
process.stdout.write(`src/matching/model/prior.ts written from ${trials.length} questions\n`);
