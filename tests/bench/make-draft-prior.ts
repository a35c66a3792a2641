/** `npm run draft-prior`: learns from imported texts and natural questions how to decide in drafts, and writes src/matching/model/draft-prior.ts. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readValidPack, SHIPPED_PACK } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { draftPack } from "../../src/knowledge/import/draft-pack.ts";
import { readSources } from "../../src/knowledge/import/read-sources.ts";
import { usesOf } from "../../src/matching/learn/vocabulary.ts";
import { fitConditionalLogit, type Trial } from "../../src/matching/model/conditional-logit.ts";
import { compoundSplitters } from "../../src/matching/question/compounds.ts";
import { createCorrectors } from "../../src/matching/question/correctors.ts";
import { createEvidenceReader } from "../../src/matching/question/evidence-reader.ts";
import { languageTools } from "../../src/matching/question/language-tools.ts";
import { trainModel } from "../../src/matching/train.ts";
import type { Language, Pack } from "../../src/model.ts";
import { docxFile } from "../knowledge/import/docx-file.ts";
import { HANDBOOK } from "../knowledge/import/handbook.ts";
import { FIXTURES, type NaturalQuestion, questionsIn } from "../knowledge/import/question-sets.ts";
import { ROOT } from "../repository-root.ts";
import { logitAsCode } from "./logit-as-code.ts";

/** How the weight of each text is divided between questions that it answers and questions that it does not. */
const MIX = { own: 0.65, off: 0.35 } as const;
/** How many questions of the shipped pack, per language, are asked of a text about another subject. */
const MOST_SHIPPED = 150;

interface ImportedText {
  readonly pack: Pack;
  readonly language: Language;
  readonly questions: readonly NaturalQuestion[];
  /** Whether it has the same subject as the shipped pack. */
  readonly isNearShipped: boolean;
}

async function imported(path: string, questionSet: string, isNearShipped: boolean): Promise<ImportedText> {
  const { documents, language } = await readSources([path], undefined);
  const { pack } = draftPack(documents, { id: "draft", name: "Draft", language, url: undefined });
  return { pack, language, questions: questionsIn(questionSet), isNearShipped };
}

/** Returns the texts on which the decision is fitted. The student residence, the camp site and the sports club are not among them: they test the result. */
async function importedTexts(folder: string): Promise<readonly ImportedText[]> {
  const guide = join(folder, "guide.docx");
  writeFileSync(guide, await docxFile(HANDBOOK));
  return Promise.all([
    imported(join(FIXTURES, "digital-terrorism-in-belgium.md"), "digital-terrorism-questions.jsonl", true),
    imported(join(FIXTURES, "service-desk-qnamaker.tsv"), "service-desk-questions.jsonl", true),
    imported(join(FIXTURES, "helpdesk-faq.html"), "helpdesk-questions.jsonl", false),
    imported(guide, "handbook-questions.jsonl", false),
    imported(join(FIXTURES, "staff-handbook.md"), "staff-handbook-questions.jsonl", false),
    imported(join(FIXTURES, "town-guide.md"), "town-guide-questions.jsonl", false),
  ]);
}

/** Makes the function that asks a text a question in the same way as the matcher. */
function asker({ pack, language }: ImportedText) {
  const model = trainModel(pack, MATCHER_OPTIONS, () => undefined);
  const own = languageTools(language, MATCHER_OPTIONS.commonWords(language));
  const tools = new Map([[language, own]]);
  const gather = createEvidenceReader(model, tools);
  const uses = usesOf(model.vocabulary, [language]);
  const corrector = createCorrectors(model.vocabulary.slips, uses, [language], tools)(language);
  const splitter = compoundSplitters(uses, tools, MATCHER_OPTIONS.isStopWord).get(language);
  const split = (words: readonly string[]) => words.flatMap((word) => splitter?.(word) ?? word);
  return (question: string, expected: readonly string[]) => {
    const words = split(own.words(question));
    const { evidence } = gather(split(corrector?.correct(words) ?? words), language);
    const right = evidence.candidates.findIndex(({ entry }) => expected.includes(model.ids[entry] ?? ""));
    return { evidence, right: right < 0 ? undefined : right };
  };
}

/** Returns ways of asking of the shipped pack in a language, sampled evenly. */
function shippedQuestions({ entries }: Pack, language: Language): readonly string[] {
  const all = entries.filter((entry) => entry.language === language).flatMap(({ questions }) => questions);
  return Array.from({ length: MOST_SHIPPED }, (_, at) => all[Math.floor((at * all.length) / MOST_SHIPPED)] ?? "");
}

function trialsOf(text: ImportedText, texts: readonly ImportedText[], shipped: Pack): readonly Trial[] {
  const ask = asker(text);
  const own = text.questions.filter(({ kind }) => kind === "in").map(({ q, expect }) => ask(q, expect));
  const others = texts.filter((other) => other !== text && other.language === text.language);
  const off = [
    ...text.questions.filter(({ kind }) => kind === "off"),
    ...others.flatMap(({ questions }) => questions.filter(({ kind }) => kind === "in")),
  ].map(({ q }) => q);
  const elsewhere = [...off, ...(text.isNearShipped ? [] : shippedQuestions(shipped, text.language))].map((q) => ask(q, []));
  return [
    ...own.filter(({ right }) => right !== undefined).map((trial) => ({ ...trial, weight: 1 })),
    ...elsewhere.map((trial) => ({ ...trial, weight: (own.length * MIX.off) / MIX.own / elsewhere.length })),
  ];
}

const folder = mkdtempSync(join(tmpdir(), "malinois-draft-prior-"));
try {
  const texts = await importedTexts(folder);
  const shipped = await readValidPack(SHIPPED_PACK);
  const trials = texts.flatMap((text) => trialsOf(text, texts, shipped));
  const what = `What ${trials.length} questions, asked of ${texts.length} texts as \`malinois import\` makes drafts of them, teach about deciding. Made by
 * \`npm run draft-prior\`; none of their text is in here.`;
  writeFileSync(join(ROOT, "src/matching/model/draft-prior.ts"), logitAsCode("DRAFT_PRIOR", what, fitConditionalLogit(trials)));
  process.stdout.write(`src/matching/model/draft-prior.ts written from ${trials.length} questions\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
