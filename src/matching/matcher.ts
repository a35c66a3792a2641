import type { Steps } from "../common/steps.ts";
import { isChatWord } from "../languages/chat-words.ts";
import type { Candidate, Language, Pack } from "../model.ts";
import { createLanguageDetector } from "../text/language-detector.ts";
import { stripAccents } from "../text/words.ts";
import { areaSummariesOf, joinSummary } from "./area-summary.ts";
import { usesOf } from "./learn/vocabulary.ts";
import type { MatcherOptions } from "./options.ts";
import { compoundSplitters } from "./question/compounds.ts";
import { createCorrectors } from "./question/correctors.ts";
import { languageTools } from "./question/language-tools.ts";
import { createTitleFinder } from "./question/near-title.ts";
import { createRank, EQUAL_CONFIDENCE } from "./rank.ts";
import type { TrainedPack } from "./trained-pack.ts";

/** The result of the matcher for one question. */
export interface Match {
  /** The detected language of the question. The hint or, without a usable one, the pack's default language served as the prior. */
  readonly language: Language;
  readonly outcome: "answer" | "choices" | "unknown";
  /** Best first, at most eight, each with the probability that it is the answer. If the outcome is an answer, it is the first one. */
  readonly candidates: readonly Candidate[];
  /** How many of the candidates are worth offering, 0 to 4. */
  readonly offered: number;
  /** Whether the first choice is likely enough, and enough likelier than the next one, to be shown in brief before the choices. */
  readonly opensFirst?: boolean;
  /** Whether the question names a country that the best candidate is not about. */
  readonly isElsewhere?: boolean;
  /** With an answer: the ids of other entries that may have been meant as well, to be offered beside it. */
  readonly besides?: readonly string[];
  /** The content words of the question that the best candidate uses. */
  readonly matched: readonly string[];
  /** Whether nothing has been learned yet, so that the probabilities are placeholders from which nothing follows. */
  readonly isProvisional?: boolean;
}

/** Finds the entries that a question asks for. */
export interface Matcher {
  /**
   * @param hint the asker's own language, or the language of the thread so far
   * @param isOff whether an entry is switched off, and so never found; absent: none is
   */
  match(question: string, hint?: Language, isOff?: (id: string) => boolean): Match;
}

/** A matcher that builds some of its parts on first use, or ahead of time. */
export interface TrainedMatcher extends Matcher {
  /** Builds ahead of time what the first questions in each language need. */
  prepare(): Steps<void>;
}

/** Makes the matcher of a pack from the result of {@link trainPack}, which must have had the same options. */
export function createMatcher(pack: Pack, trained: TrainedPack, options: MatcherOptions): TrainedMatcher {
  const languages = [...new Set([...options.spokenLanguages, ...pack.languages])];
  const tools = new Map(languages.map((language) => [language, languageTools(language, options.commonWords(language))]));
  const detect = createLanguageDetector(languages, options.commonWords, isChatWord);
  const rank = createRank(trained, {
    tools,
    isStopWord: options.isStopWord,
    decisionFor: (language) => trained.decisions[language] ?? trained.decisions[""] ?? options.prior,
  });
  const uses = usesOf(trained.vocabulary, pack.languages);
  const correctorOf = createCorrectors(trained.vocabulary.slips, uses, pack.languages, tools);
  const packTools = new Map([...tools].filter(([language]) => pack.languages.includes(language)));
  const splitters = compoundSplitters(uses, packTools, options.isStopWord);
  const areaSummaries = areaSummariesOf(pack);
  const findTitle = createTitleFinder(pack);

  /**
   * Returns the words of a question. In a language of the pack, compounds are split and typos corrected. In another language, function words are dropped, since
   * the pack cannot know them, unless there are no other words.
   */
  function read(question: string, language: Language): readonly string[] {
    const typed = tools.get(language)?.words(question) ?? [];
    if (pack.languages.includes(language)) {
      // Compounds are split before the correction too: one that the pack does not contain is not a typo.
      const split = (words: readonly string[]) => words.flatMap((word) => splitters.get(language)?.(word) ?? word);
      const words = split(typed);
      return split(correctorOf(language)?.correct(words) ?? words);
    }
    const content = typed.filter((word) => !options.isStopWord(stripAccents(word), language));
    return content.length === 0 ? typed : content;
  }

  /**
   * Returns the language of a question. A single word that the pack uses in the asker's own language is in that language, though it looks like another: people
   * who speak French, Dutch or German say "phishing", "wifi" and "backup" too.
   */
  function languageOf(question: string, hint: Language | undefined): Language {
    if (hint === undefined || !languages.includes(hint)) return detect(question, pack.defaultLanguage);
    const [only = "", ...others] = tools.get(hint)?.words(question) ?? [];
    return others.length === 0 && uses.isUsedIn(only, hint) ? hint : detect(question, hint);
  }

  return {
    *prepare() {
      for (const language of pack.languages) yield* correctorOf(language)?.prepare() ?? [];
    },
    match(question, hint, isOff) {
      const language = languageOf(question, hint);
      const ranking = rank(read(question, language), language, isOff);
      const { candidates, matched } = ranking;
      const decided = ranking.decide();
      const summarised = decided.outcome === "choices" ? joinSummary(candidates, areaSummaries) : undefined;
      if (summarised !== undefined && ranking.decide(summarised).outcome === "answer") {
        const besides = summarised.slice(1, 2).map(({ id }) => id);
        return { language, ...ranking.decide(summarised), candidates: summarised, matched, besides };
      }
      const meant = decided.outcome === "answer" ? undefined : findTitle(question);
      if (meant !== undefined && isOff?.(meant) !== true) {
        return {
          language,
          outcome: "answer",
          candidates: [{ id: meant, confidence: EQUAL_CONFIDENCE }],
          offered: 1,
          matched: [],
        };
      }
      return { language, ...decided, candidates, matched };
    },
  };
}
