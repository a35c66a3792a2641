/** The folder of a pack's campaigns: campaigns/<id>.yaml. */
import { z } from "zod";
import type { Campaign, CampaignStep, Pack, Translated, TranslatedQuiz } from "../../model.ts";
import { CLOSING_STEP } from "../../nudges/types.ts";
import { type Diagnostic, failed, inReadingOrder, nearestName, ok, type Path, type Result } from "../diagnostic.ts";
import { wrongPlaceholder } from "../wrong-placeholder.ts";
import { name, perLanguage, position, translated } from "./fields.ts";
import { CAMPAIGNS_FOLDER } from "./pack-folder.ts";
import { checkFields, type FieldGuide } from "./schema-diagnostics.ts";
import { readTextFile } from "./text-file.ts";
import { readYaml } from "./yaml-source.ts";

/** "2026-10-01", or "10-01" for every year; 29 February, which most years lack, only with its year. */
const dayOfPeriod = z
  .string()
  .refine((written) => z.iso.date().safeParse(/^\d\d-\d\d$/.test(written) ? `2023-${written}` : written).success, {
    error: "is no day of the calendar",
  });

const ownQuiz = z
  .strictObject({ question: perLanguage, options: z.array(perLanguage).min(2), answer: position, why: perLanguage })
  .refine((quiz) => quiz.answer < quiz.options.length);

const step = z.strictObject({
  id: name.refine((id) => id !== CLOSING_STEP, { error: "is the name of the closing summary, which comes by itself" }),
  day: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, { error: "is not a day of the campaign" })
    .transform(Number),
  entry: name,
  tip: z.union([position, perLanguage], { error: "is neither a number nor a text" }).exactOptional(),
  quiz: z.union([position, ownQuiz], { error: "is neither a number nor a whole quiz question" }).exactOptional(),
});

const campaignFields = z.strictObject({
  id: name,
  name: perLanguage,
  description: perLanguage,
  audience: perLanguage,
  from: dayOfPeriod.exactOptional(),
  to: dayOfPeriod.exactOptional(),
  steps: z.array(step).min(1, { error: "is empty" }),
});

const PER_LANGUAGE = 'write one text, or one per language: { en: "…", nl: "…" }';
const PERIOD =
  'Write from and to alike: "2026-10-01" for one year, "10-01" for every year; neither for a campaign that is started';

const GUIDE: FieldGuide = {
  id: "Write the file's name without .yaml, for example id: first-30-days",
  name: `Name the campaign: ${PER_LANGUAGE}`,
  description: `Say in a sentence what it is: ${PER_LANGUAGE}`,
  audience: `Say whom it is for: ${PER_LANGUAGE}`,
  from: PERIOD,
  to: PERIOD,
  steps: 'Write a list; each step begins with "- id:" and has day and entry, and tip or quiz',
  "steps.id": "Write a short name of its own, for example id: passkeys",
  "steps.day": "Write the day of the campaign, counted from 1, for example day: 3",
  "steps.entry": "Write the id of an entry of the pack",
  "steps.tip": `Write which tip of the entry it is, counted from 0; or ${PER_LANGUAGE}`,
  "steps.quiz": "Write which quiz question of the entry it is, counted from 0; or a question with options, answer and why",
};

/** A campaign, with its file and a way to find the lines of its parts: ["steps", 0, "tip"]. */
export interface ReadCampaign {
  readonly campaign: Campaign;
  readonly file: string;
  lineOf(path: Path): number;
}

/** Reads campaigns of a pack, in the order of their files. Returns all of them, or all diagnostics; does not reject. */
export async function readCampaigns(
  directory: string,
  files: readonly string[],
  pack: Pack,
): Promise<Result<readonly ReadCampaign[]>> {
  const read = await Promise.all(files.map((file) => readCampaignFile(directory, file, pack)));
  const diagnostics = read.flatMap((one) => (one.ok ? [] : one.diagnostics));
  return diagnostics.length > 0 ? failed(...inReadingOrder(diagnostics)) : ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
}

async function readCampaignFile(directory: string, file: string, pack: Pack): Promise<Result<ReadCampaign>> {
  const fileText = await readTextFile(directory, file);
  return fileText.ok ? readCampaign(fileText.value, file, pack) : fileText;
}

type Report = (path: Path, message: string, fix: string) => void;

function readCampaign(fileText: string, file: string, pack: Pack): Result<ReadCampaign> {
  const yaml = readYaml(fileText, file, 1);
  if (!yaml.ok) return yaml;
  const checked = checkFields(campaignFields, yaml.value, file, GUIDE);
  if (!checked.ok) return checked;
  const diagnostics: Diagnostic[] = [];
  const report: Report = (path, message, fix) => {
    diagnostics.push({ file, line: yaml.value.lineOf(path), message, fix });
  };
  const campaign = campaignOf(checked.value, pack, report);
  if (`${CAMPAIGNS_FOLDER}/${campaign.id}.yaml` !== file) {
    report(
      ["id"],
      `The id "${campaign.id}" is not the file's name`,
      `Rename the file to ${campaign.id}.yaml, or write its name as id`,
    );
  }
  campaign.steps.forEach((_, at) => {
    checkStep(campaign.steps, at, pack, report);
  });
  return diagnostics.length > 0 ? failed(...inReadingOrder(diagnostics)) : ok({ campaign, file, lineOf: yaml.value.lineOf });
}

function campaignOf({ from, to, steps, ...fields }: z.output<typeof campaignFields>, pack: Pack, report: Report): Campaign {
  const inLanguages = (written: z.output<typeof perLanguage>, path: Path): Translated => {
    const texts = translated(written, pack.languages);
    if (texts[pack.defaultLanguage] === undefined) {
      report(path, `The text in the default language "${pack.defaultLanguage}" is missing`, `Add ${pack.defaultLanguage}: "…"`);
    }
    for (const [language, text] of Object.entries(texts)) {
      const wrong = wrongPlaceholder(text);
      if (wrong !== undefined) report([...path, ...(typeof written === "string" ? [] : [language])], wrong.message, wrong.fix);
      if (typeof written === "string") break;
    }
    return texts;
  };
  const quizOf = (quiz: z.output<typeof ownQuiz>, path: Path): TranslatedQuiz => ({
    question: inLanguages(quiz.question, [...path, "question"]),
    options: quiz.options.map((option, at) => inLanguages(option, [...path, "options", at])),
    answer: quiz.answer,
    why: inLanguages(quiz.why, [...path, "why"]),
  });
  const stepOf = ({ tip, quiz, ...rest }: z.output<typeof step>, at: number): CampaignStep => ({
    ...rest,
    ...(tip === undefined ? {} : { tip: typeof tip === "number" ? tip : inLanguages(tip, ["steps", at, "tip"]) }),
    ...(quiz === undefined ? {} : { quiz: typeof quiz === "number" ? quiz : quizOf(quiz, ["steps", at, "quiz"]) }),
  });
  if (from?.length !== to?.length)
    report([from === undefined ? "to" : "from"], "The period needs both a beginning and an end", PERIOD);
  const days = from === undefined || from.length !== to?.length ? undefined : daysIn(from, to);
  if (days !== undefined && days < 1) report(["to"], "The period ends before it begins", PERIOD);
  steps.forEach(({ day }, at) => {
    if (days !== undefined && days > 0 && day > days)
      report(
        ["steps", at, "day"],
        `The campaign has ${days} days only`,
        "Give the step an earlier day, or end the campaign later",
      );
  });
  return {
    id: fields.id,
    name: inLanguages(fields.name, ["name"]),
    description: inLanguages(fields.description, ["description"]),
    audience: inLanguages(fields.audience, ["audience"]),
    ...(from === undefined || to === undefined ? {} : { period: { from, to } }),
    steps: steps.map(stepOf),
  };
}

/** Returns how many days a period has. A yearly one may run over the new year. */
function daysIn(from: string, to: string): number {
  const isYearly = from.length === "10-01".length;
  const first = isYearly ? `2026-${from}` : from;
  const last = isYearly ? `${to < from ? 2027 : 2026}-${to}` : to;
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1;
}

const DAY_MS = 24 * 60 * 60 * 1000;

function checkStep(steps: readonly CampaignStep[], at: number, pack: Pack, report: Report): void {
  const current = steps[at];
  if (current === undefined) return;
  const { id, day, entry, tip, quiz } = current;
  const inStep = (field: string): Path => ["steps", at, field];
  if (steps.findIndex((other) => other.id === id) < at) report(inStep("id"), `The step "${id}" is listed twice`, "Rename one");
  if (day < (steps[at - 1]?.day ?? 0))
    report(inStep("day"), "The day is before that of the step above", "Order the steps by their days");
  if (tip !== undefined && quiz !== undefined)
    report(inStep("quiz"), "A step has a tip or a quiz, not both", "Make two steps of it");
  const written = pack.entries.filter((one) => one.id === entry);
  if (written.length === 0) {
    const meant = nearestName(entry, new Set(pack.entries.map((one) => one.id)));
    report(
      inStep("entry"),
      `There is no entry "${entry}"`,
      meant === undefined ? "Write the id of an entry" : `Did you mean "${meant}"?`,
    );
    return;
  }
  if (typeof tip === "number" && !written.some((one) => one.tips[tip] !== undefined)) {
    report(inStep("tip"), `The entry "${entry}" has no tip ${tip}`, "Count its tips from 0, or write the text here");
  }
  if (typeof quiz === "number" && !written.some((one) => one.quiz[quiz] !== undefined)) {
    report(inStep("quiz"), `The entry "${entry}" has no quiz question ${quiz}`, "Count its questions from 0, or write one here");
  }
}
