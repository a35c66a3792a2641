import type { Candidate, Language, Pack } from "../model.ts";
import { type CommonWords, createLanguageDetector } from "../text/language-detector.ts";
import { decide } from "./decide.ts";
import { type LanguageMatcher, type Learnable, learnLanguage, type TrainedLanguage } from "./language-matcher.ts";

/** What the matcher makes of one question. */
export interface Match {
  /** The language of the question: detected, with the hint as prior. */
  readonly language: Language;
  readonly outcome: "answer" | "choices" | "unknown";
  /** Best first, at most eight; for an answer the first is meant. */
  readonly candidates: readonly Candidate[];
  /** How many of the candidates are close enough to offer, 1 to 4. */
  readonly offered: number;
  /** Words of the question that speak for the best candidate. */
  readonly matched: readonly string[];
}

/** Finds the entries that a question asks for. */
export interface Matcher {
  /** @param hint the asker's own language, or the language of the thread so far */
  match(question: string, hint?: Language): Match;
}

/** What training a pack yields, language by language: plain data that can be kept for the next start. */
export type TrainedPack = Readonly<Record<Language, TrainedLanguage>>;

export interface MatcherOptions {
  /** Languages a question may be in, beside the pack's. */
  readonly spokenLanguages: readonly Language[];
  /** A language's words, the most common first; empty where no list is at hand. */
  readonly commonWords: (language: Language) => CommonWords;
}

/** Added to a pack language's score when the question is in it: a word or two may exist in several. */
const DETECTED_BONUS = 0.3;

/** Trains a pack: seconds of work for thousands of questions. Deterministic. */
export function trainPack(pack: Pack, options: MatcherOptions): TrainedPack {
  return Object.fromEntries(
    pack.languages.map((language) => [
      language,
      learnLanguage(language, learnablesOf(pack, language), options.commonWords(language)).trained,
    ]),
  );
}

/** Makes the matcher of a pack from what {@link trainPack} learned of the same pack with the same options. */
export function createMatcher(pack: Pack, trained: TrainedPack, options: MatcherOptions): Matcher {
  const matchers = new Map(
    pack.languages.map((language): [Language, LanguageMatcher] => [
      language,
      learnLanguage(language, learnablesOf(pack, language), options.commonWords(language), trained[language]),
    ]),
  );
  const languages = [...new Set([...options.spokenLanguages, ...pack.languages])];
  const detect = createLanguageDetector(languages, options.commonWords);

  return {
    match(question, hint) {
      const language = detect(question, hint ?? pack.defaultLanguage);
      const rankings = [...matchers].map(([own, matcher]) => {
        const ranking = matcher.rank(question, own === language);
        return { ranking, score: ranking.inScope + (own === language ? DETECTED_BONUS : 0) };
      });
      rankings.sort((a, b) => b.score - a.score);
      const best = rankings[0]?.ranking;
      if (best === undefined) return { language, outcome: "unknown", candidates: [], offered: 0, matched: [] };
      return { language, ...decide(best), candidates: best.candidates, matched: best.matched };
    },
  };
}

function learnablesOf(pack: Pack, language: Language): Learnable[] {
  return pack.entries
    .filter((entry) => entry.language === language)
    .map(({ id, title, keywords, questions, summary, points, steps, more }) => ({
      id,
      questions,
      names: [title, ...keywords],
      body: [summary, ...points, ...steps, ...more].join("\n"),
    }));
}
