import { isChatWord } from "../languages/chat-words.ts";
import type { Candidate, Entry, Language, Pack } from "../model.ts";
import { createLanguageDetector } from "../text/language-detector.ts";
import { stripAccents } from "../text/words.ts";
import { MOST_CHOICES } from "./decide.ts";
import type { Match, Matcher } from "./matcher.ts";
import type { MatcherOptions } from "./options.ts";
import { questionKey } from "./question/equal-questions.ts";
import { languageTools } from "./question/language-tools.ts";

/** A matcher that needs no training. */
export interface ProvisionalMatcher extends Matcher {
  /** Adds an entry. Takes some hundredths of a millisecond for each way of asking. */
  learn(entry: Entry): void;
}

/** The probability (0–1) given to an entry that shares words with the question: the real one is unknown before training. Such an entry is only offered. */
const RESEMBLING = 0.2;

/**
 * Makes the matcher that is used while a pack is trained for the first time. It answers a question that equals a title or a way of asking, apart from case,
 * accents and function words. For any other question it offers the entries that share the rarest words with it.
 */
export function createProvisionalMatcher(
  { languages, defaultLanguage }: Pick<Pack, "languages" | "defaultLanguage">,
  { commonWords, isStopWord }: Pick<MatcherOptions, "commonWords" | "isStopWord">,
): ProvisionalMatcher {
  const detect = createLanguageDetector(languages, commonWords, isChatWord);
  /** The entry that has a title or way of asking, by its language and key; null if more than one entry has it. */
  const entryOf = new Map<string, string | null>();
  /** The entries that use a word, by language and stem. */
  const entriesWith = new Map<string, Set<string>>();

  function read(text: string, language: Language) {
    const { words, stem } = languageTools(language, commonWords(language));
    const all = words(text);
    const content = all.filter((word) => !isStopWord(stripAccents(word), language));
    return {
      key: `${language} ${questionKey(all, language, isStopWord) ?? ""}`,
      stems: new Set(content.map((word) => `${language} ${stem(word)}`)),
    };
  }

  /** Returns the entries that share words with a question, best first. The fewer entries use a word, the more it counts. */
  function alike(stems: ReadonlySet<string>): string[] {
    const scores = new Map<string, number>();
    for (const stem of stems) {
      const entries = entriesWith.get(stem) ?? new Set();
      for (const entry of entries) scores.set(entry, (scores.get(entry) ?? 0) + 1 / entries.size);
    }
    return [...scores].sort(([, a], [, b]) => b - a).map(([entry]) => entry);
  }

  return {
    learn({ id, language, title, questions }) {
      for (const text of [title, ...questions]) {
        const { key, stems } = read(text, language);
        const claimed = entryOf.get(key);
        entryOf.set(key, claimed === undefined || claimed === id ? id : null);
        for (const stem of stems) entriesWith.set(stem, (entriesWith.get(stem) ?? new Set()).add(id));
      }
    },
    match(question, hint, isOff = () => false): Match {
      const language = detect(question, hint !== undefined && languages.includes(hint) ? hint : defaultLanguage);
      const { key, stems } = read(question, language);
      const equal = entryOf.get(key);
      if (equal && isOff(equal)) return { language, outcome: "unknown", candidates: [], offered: 0, matched: [] };
      if (equal) return { language, outcome: "answer", candidates: [{ id: equal, confidence: 1 }], offered: 1, matched: [] };
      const candidates = alike(stems)
        .filter((id) => !isOff(id))
        .slice(0, MOST_CHOICES)
        .map((id): Candidate => ({ id, confidence: RESEMBLING }));
      const outcome = candidates.length > 1 ? "choices" : "unknown";
      return { language, outcome, candidates, offered: candidates.length, matched: [], isProvisional: true };
    },
  };
}
