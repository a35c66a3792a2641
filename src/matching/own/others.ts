import type { Entry, Language, Pack } from "../../model.ts";
import type { MatcherOptions } from "../options.ts";
import { languageTools } from "../question/language-tools.ts";

/** A question about something other than a workspace's own entries. */
export interface OtherQuestion {
  readonly words: readonly string[];
  /** The id of the shared entry that it asks for; absent: it asks for none. */
  readonly entry?: string;
}

/** Returns the questions in a language that own entries must be distinguished from. They are read once for each language. */
export type OtherQuestions = (language: Language) => readonly OtherQuestion[];

/** Texts taken from each shared entry: its title and one way of asking. More take longer and improve nothing. */
const OF_EACH_ENTRY = 2;

/** Makes the reader of a shared pack's titles and ways of asking, its near misses, and background questions. */
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

/** Returns a few of an entry's ways of asking, spread evenly over its file, since neighbouring ones are often alike. */
function spread({ title, questions }: Entry): readonly string[] {
  const all = [title, ...questions];
  const step = Math.max(1, all.length / OF_EACH_ENTRY);
  return Array.from({ length: Math.min(OF_EACH_ENTRY, all.length) }, (_, at) => all[Math.floor(at * step)] ?? title);
}
