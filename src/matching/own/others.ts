import type { Entry, Language, Pack } from "../../model.ts";
import type { MatcherOptions } from "../options.ts";
import { languageTools } from "../question/language-tools.ts";

/** A question that is none of a workspace's own. */
export interface OtherQuestion {
  readonly words: readonly string[];
  /** The id of the shared entry that it asks for; absent: it asks for none. */
  readonly entry?: string;
}

/** Reads, once for each language, what own entries are told from. */
export type OtherQuestions = (language: Language) => readonly OtherQuestion[];

/** Of each shared entry: its title and a way of asking. More does not tell own entries from them any better, and takes longer. */
const OF_EACH_ENTRY = 2;

/** Makes what reads how the entries of a shared pack are asked for, its near misses, and background questions. */
export function createOtherQuestions(pack: Pack, { commonWords, background }: MatcherOptions): OtherQuestions {
  const known = new Map<Language, readonly OtherQuestion[]>();

  function read(language: Language): readonly OtherQuestion[] {
    const { words } = languageTools(language, commonWords(language));
    const ofNone = [...background(language), ...(pack.nearMisses?.[language] ?? [])];
    const ofEntries = pack.entries.filter((entry) => entry.language === language);
    return [
      ...ofNone.map((text) => ({ words: words(text) })),
      ...ofEntries.flatMap((entry) => spread(entry).map((text) => ({ words: words(text), entry: entry.id }))),
    ];
  }

  return (language) => {
    const others = known.get(language) ?? read(language);
    known.set(language, others);
    return others;
  };
}

/** Some of the ways of asking of an entry, as far apart as they stand in its file. */
function spread({ title, questions }: Entry): readonly string[] {
  const all = [title, ...questions];
  const step = Math.max(1, all.length / OF_EACH_ENTRY);
  return Array.from({ length: Math.min(OF_EACH_ENTRY, all.length) }, (_, at) => all[Math.floor(at * step)] ?? title);
}
