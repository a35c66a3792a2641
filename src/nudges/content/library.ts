/** Everything that a nudge can say: the tips and quiz questions of a pack's entries, and the steps of its campaigns. */
import type { Campaign, CampaignStep, Entry, Language, Pack, QuizQuestion, Translated, TranslatedQuiz } from "../../model.ts";
import type { Material, Nudge } from "../types.ts";

export interface NudgeLibrary {
  readonly material: readonly Material[];
  /** Whether an item is a tip or question of an entry in the pack, and not a campaign's own: only those can be chosen again. */
  isMaterial(item: string): boolean;
  readonly campaigns: readonly Campaign[];
  campaign(id: string): Campaign | undefined;
  /** Returns the nudge of an item ({@link Nudge.item}) in a language, else in the pack's default language, else in any; undefined for an unknown item. */
  nudge(item: string, language: Language): Nudge | undefined;
  /** Returns the nudge of a campaign's step; undefined for an unknown step, or one whose entry is no longer in the pack. */
  step(campaign: string, step: string, language: Language): Nudge | undefined;
}

export function createLibrary(pack: Pack, campaigns: readonly Campaign[]): NudgeLibrary {
  const entries = new Map<string, Map<Language, Entry>>();
  for (const entry of pack.entries) {
    const inLanguages = entries.get(entry.id) ?? new Map<Language, Entry>();
    entries.set(entry.id, inLanguages.set(entry.language, entry));
  }
  const preferred = (language: Language) => [...new Set([language, pack.defaultLanguage, ...pack.languages])];

  /** Returns the first of an entry's languages, in order of preference, in which `find` finds something. */
  function firstIn<Found>(id: string, language: Language, find: (entry: Entry) => Found | undefined) {
    for (const candidate of preferred(language)) {
      const entry = entries.get(id)?.get(candidate);
      const found = entry && find(entry);
      if (entry && found !== undefined) return { entry, found };
    }
    return undefined;
  }

  function ofEntry(id: string, kind: string, position: number, language: Language): Nudge | undefined {
    const item = materialId(id, kind, position);
    if (kind === "tip") {
      const tip = firstIn(id, language, (entry) => entry.tips[position]);
      return tip && { ...about(tip.entry, item), kind: "tip", text: tip.found };
    }
    const quiz = firstIn(id, language, (entry) => entry.quiz[position]);
    return quiz && { ...about(quiz.entry, item), kind: "quiz", question: quiz.found };
  }

  function ofStep(item: string, step: CampaignStep, language: Language): Nudge | undefined {
    if (typeof step.tip === "number") return ofEntry(step.entry, "tip", step.tip, language);
    if (typeof step.quiz === "number") return ofEntry(step.entry, "quiz", step.quiz, language);
    const linked = firstIn(step.entry, language, (entry) => entry.summary);
    if (linked === undefined) return undefined;
    for (const candidate of preferred(language)) {
      const base = { ...about(linked.entry, item), language: candidate };
      const text = step.tip?.[candidate];
      if (text !== undefined) return { ...base, kind: "tip", text };
      const question = step.quiz && inLanguage(step.quiz, candidate);
      if (question !== undefined) return { ...base, kind: "quiz", question };
    }
    return { ...about(linked.entry, item), kind: "entry", text: linked.found };
  }

  const campaign = (id: string) => campaigns.find((one) => one.id === id);
  const step = (id: string, stepId: string, language: Language) => {
    const found = campaign(id)?.steps.find((one) => one.id === stepId);
    return found && ofStep(`${id}/${stepId}`, found, language);
  };
  const everyday = new Set(pack.areas.filter((area) => area.everyday).map(({ id }) => id));
  const material = [...entries].flatMap(([id, inLanguages]) => materialOf(id, [...inLanguages.values()], everyday));
  const ids = new Set(material.map(({ id }) => id));
  return {
    material,
    isMaterial: (item) => ids.has(item),
    campaigns,
    campaign,
    step,
    nudge(item, language) {
      const [, entry, kind, position] = MATERIAL.exec(item) ?? [];
      if (entry !== undefined && kind !== undefined) return ofEntry(entry, kind, Number(position), language);
      const [campaignId = "", stepId = ""] = item.split("/");
      return step(campaignId, stepId, language);
    },
  };
}

/** Whether an item's id is that of a tip or question of an entry, rather than of a campaign's own. Whether the pack has it is not checked. */
export function isOfEntry(item: string): boolean {
  return MATERIAL.test(item);
}

const MATERIAL = /^(.+)#(tip|quiz)-(\d+)$/;

function materialId(entry: string, kind: string, position: number): string {
  return `${entry}#${kind}-${position}`;
}

/** Returns an entry's tips and quiz questions: of each kind, as many as the language with the most has. */
function materialOf(entry: string, inLanguages: readonly Entry[], everydayAreas: ReadonlySet<string>): readonly Material[] {
  const area = inLanguages[0]?.area ?? "";
  const everyday = everydayAreas.has(area);
  const numbered = (kind: Material["kind"], count: number): readonly Material[] =>
    Array.from({ length: count }, (_, position) => ({ id: materialId(entry, kind, position), kind, entry, area, everyday }));
  const most = (count: (entry: Entry) => number) => Math.max(...inLanguages.map(count));
  return [
    ...numbered(
      "tip",
      most((one) => one.tips.length),
    ),
    ...numbered(
      "quiz",
      most((one) => one.quiz.length),
    ),
  ];
}

function about(entry: Entry, item: string) {
  return { item, language: entry.language, entry: entry.id, entryTitle: entry.title };
}

/** Returns the question in a language; undefined if any part of it is missing in that language. */
function inLanguage(quiz: TranslatedQuiz, language: Language): QuizQuestion | undefined {
  const say = (text: Translated) => text[language];
  const question = say(quiz.question);
  const why = say(quiz.why);
  const options = quiz.options.map(say).filter((option) => option !== undefined);
  if (question === undefined || why === undefined || options.length < quiz.options.length) return undefined;
  return { question, options, answer: quiz.answer, why };
}
