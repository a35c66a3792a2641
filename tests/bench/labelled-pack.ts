import type { Entry, Pack } from "../../src/model.ts";
import type { LabelledSet } from "./labelled-set.ts";

/** Returns a labelled set as a pack in English. Each intent becomes an entry, with its name as the title and its training questions as ways of asking. */
export function labelledPack({ training }: Pick<LabelledSet, "training">): Pack {
  const byLabel = new Map<string, string[]>();
  for (const { text, label } of training) byLabel.set(label, [...(byLabel.get(label) ?? []), text]);
  const entries = [...byLabel].map(
    ([id, questions]): Entry => ({
      id,
      area: "all",
      language: "en",
      title: id.replaceAll("_", " "),
      questions,
      keywords: [],
      urgent: false,
      related: [],
      sources: [],
      tips: [],
      quiz: [],
      facts: [],
      summary: "",
      points: [],
      steps: [],
      more: [],
    }),
  );
  return {
    id: "labelled",
    name: { en: "Labelled" },
    languages: ["en"],
    defaultLanguage: "en",
    areas: [{ id: "all", title: { en: "All" } }],
    contacts: [],
    entries,
  };
}
