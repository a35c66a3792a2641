import type { Candidate, Language, Pack } from "../model.ts";
import { type CommonWords, createLanguageDetector } from "../text/language-detector.ts";
import { type ConditionalLogit, probabilities } from "./conditional-logit.ts";
import { decide } from "./decide.ts";
import { CONTENT_IMPORTANCE } from "./evidence.ts";
import { createEvidenceReader, type ReadWord } from "./evidence-reader.ts";
import { createLanguageTools, type LanguageTools } from "./language-tools.ts";
import { createSpellingCorrector, type SpellingCorrector } from "./spelling.ts";
import type { TrainedPack } from "./train.ts";

/** What the matcher makes of one question. */
export interface Match {
  /** The language of the question: detected, with the hint as prior. */
  readonly language: Language;
  readonly outcome: "answer" | "choices" | "unknown";
  /** Best first, at most eight, each with the probability that it is the answer; for an answer the first is meant. */
  readonly candidates: readonly Candidate[];
  /** How many of the candidates are worth offering, 0 to 4. */
  readonly offered: number;
  /** Words of the question that speak for the best candidate. */
  readonly matched: readonly string[];
}

/** Finds the entries that a question asks for. */
export interface Matcher {
  /** @param hint the asker's own language, or the language of the thread so far */
  match(question: string, hint?: Language): Match;
}

export interface MatcherOptions {
  /** Languages a question may be in, beside the pack's. */
  readonly spokenLanguages: readonly Language[];
  /** A language's words, the most common first; empty where no list is at hand. */
  readonly commonWords: (language: Language) => CommonWords;
  /** Questions in a language that no pack is meant to answer. */
  readonly background: (language: Language) => readonly string[];
  /** The decision that other packs taught: stands in until the pack has enough questions of its own. */
  readonly prior: ConditionalLogit;
}

/** A country that so many of the entries mention is the pack's own: that one of them does not says nothing. */
const HOME_SHARE = 0.1;

/** Makes the matcher of a pack from what {@link trainPack} learned of it with the same options. */
export function createMatcher(pack: Pack, trained: TrainedPack, options: MatcherOptions): Matcher {
  const languages = [...new Set([...options.spokenLanguages, ...pack.languages])];
  const tools = new Map(languages.map((language) => [language, createLanguageTools(language, options.commonWords(language))]));
  const detect = createLanguageDetector(languages, options.commonWords);
  const gather = createEvidenceReader(trained, tools);
  const { entryCount } = trained.terms;
  /** A country that the best entry does not name in its title, keywords or ways of asking, and that is not where the pack is at home. */
  const isOtherPlace = ({ word, use }: ReadWord, best: number, language: Language) =>
    !use.names.includes(best) && use.all.length < HOME_SHARE * entryCount && tools.get(language)?.isPlace(word) === true;
  const correctorOf = correctors(trained, pack.languages, tools);

  return {
    match(question, hint) {
      const language = detect(question, hint ?? pack.defaultLanguage);
      const typed = tools.get(language)?.words(question) ?? [];
      const words = correctorOf(language)?.correct(typed) ?? typed;
      const { words: read, evidence } = gather(words, language);
      const logit = trained.decisions[language] ?? trained.decisions[""] ?? options.prior;
      const chances = probabilities(logit, evidence);
      const candidates = evidence.candidates
        .map(({ entry }, at) => ({ entry, id: trained.ids[entry] ?? "", confidence: chances[at] ?? 0 }))
        .sort((a, b) => b.confidence - a.confidence);
      const best = candidates[0]?.entry ?? -1;
      const none = chances[evidence.candidates.length] ?? 1;
      const speaking = read.filter(({ use, importance }) => importance > CONTENT_IMPORTANCE && use.all.includes(best));
      return {
        language,
        ...decide({ candidates, none, namesOtherPlace: read.some((word) => isOtherPlace(word, best, language)) }),
        candidates: candidates.map(({ id, confidence }) => ({ id, confidence })),
        matched: speaking.map(({ word }) => word),
      };
    },
  };
}

/** The corrector of each language of the pack, made when it is first needed; a question in another language is left as it is. */
function correctors(
  { vocabulary }: TrainedPack,
  packLanguages: readonly Language[],
  tools: ReadonlyMap<Language, LanguageTools>,
): (language: Language) => SpellingCorrector | undefined {
  const made = new Map<Language, SpellingCorrector>();
  const words = vocabulary.words.split("\n");
  const frequencies = new Map(words.map((word, at) => [word, vocabulary.counts[at] ?? 0]));
  const slips = new Map(vocabulary.slips);
  return (language) => {
    const own = tools.get(language);
    if (own === undefined || !packLanguages.includes(language)) return undefined;
    const known = made.get(language);
    if (known !== undefined) return known;
    const others = packLanguages.flatMap((each) => tools.get(each) ?? []);
    const isKnown = (word: string) => others.some(({ isCommon }) => isCommon(word));
    const corrector = createSpellingCorrector(frequencies, own.commonWords, isKnown, slips);
    made.set(language, corrector);
    return corrector;
  };
}
