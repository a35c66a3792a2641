import type { Steps } from "../common/steps.ts";
import { isChatWord } from "../languages/chat-words.ts";
import type { Candidate, Language, Pack } from "../model.ts";
import { createLanguageDetector } from "../text/language-detector.ts";
import { stripAccents } from "../text/words.ts";
import { areaSummariesOf, joinSummary } from "./area-summary.ts";
import { decide } from "./decide.ts";
import { probabilities } from "./model/conditional-logit.ts";
import type { MatcherOptions } from "./options.ts";
import { compoundSplitters } from "./question/compounds.ts";
import { createCorrectors } from "./question/correctors.ts";
import { createEqualityReader } from "./question/equal-questions.ts";
import { CONTENT_IMPORTANCE } from "./question/evidence.ts";
import { createEvidenceReader, type ReadWord } from "./question/evidence-reader.ts";
import { languageTools } from "./question/language-tools.ts";
import { createTitleFinder } from "./question/near-title.ts";
import type { TrainedPack } from "./trained-pack.ts";

/** What the matcher makes of one question. */
export interface Match {
  /** The language of the question: detected, with the hint as prior. */
  readonly language: Language;
  readonly outcome: "answer" | "choices" | "unknown";
  /** Best first, at most eight, each with the probability that it is the answer; for an answer the first is meant. */
  readonly candidates: readonly Candidate[];
  /** How many of the candidates are worth offering, 0 to 4. */
  readonly offered: number;
  /** Whether the first of the choices is so much likelier than the next that it is worth showing at once. */
  readonly opensFirst?: boolean;
  /** With an answer that summarises an area: the entry of the area that may have been meant as well. */
  readonly besides?: readonly string[];
  /** Words of the question that speak for the best candidate. */
  readonly matched: readonly string[];
}

/** Finds the entries that a question asks for. */
export interface Matcher {
  /** @param hint the asker's own language, or the language of the thread so far */
  match(question: string, hint?: Language): Match;
}

/** A matcher of which parts are made when they are first needed, or beforehand. */
export interface TrainedMatcher extends Matcher {
  /** Makes beforehand what the first questions in each language need. */
  prepare(): Steps<void>;
}

/** A country that this share and number of entries mention is the pack's own, so an entry that does not name it may still be about it. */
const HOME = { share: 0.1, fewest: 3 } as const;
/** The probability given to an entry whose title or way of asking is the question word for word. */
const EQUAL_CONFIDENCE = 0.95;

/** Makes the matcher of a pack from what {@link trainPack} learned of it with the same options. */
export function createMatcher(pack: Pack, trained: TrainedPack, options: MatcherOptions): TrainedMatcher {
  const languages = [...new Set([...options.spokenLanguages, ...pack.languages])];
  const tools = new Map(languages.map((language) => [language, languageTools(language, options.commonWords(language))]));
  const detect = createLanguageDetector(languages, options.commonWords, isChatWord);
  const gather = createEvidenceReader(trained, tools);
  const findEqual = createEqualityReader(trained.equal, options.isStopWord);
  const correctorOf = createCorrectors(trained.vocabulary, pack.languages, tools);
  const packTools = new Map([...tools].filter(([language]) => pack.languages.includes(language)));
  const splitters = compoundSplitters(new Set(trained.vocabulary.words.split("\n")), packTools, options.isStopWord);
  const { entryCount } = trained.terms;
  const areaSummaries = areaSummariesOf(pack);
  const findTitle = createTitleFinder(pack);

  /** The words of a question, slips corrected; of one in a language that the pack does not have, without the function words, which it cannot know. */
  function read(question: string, language: Language): readonly string[] {
    const typed = tools.get(language)?.words(question) ?? [];
    if (pack.languages.includes(language)) {
      // Before corrections too: a compound that nobody wrote before is no slip.
      const split = (words: readonly string[]) => words.flatMap((word) => splitters.get(language)?.(word) ?? word);
      const words = split(typed);
      return split(correctorOf(language)?.correct(words) ?? words);
    }
    const content = typed.filter((word) => !options.isStopWord(stripAccents(word), language));
    return content.length === 0 ? typed : content;
  }

  /** A country, as its own people write it too: "Österreich" in an English question, but not what is an everyday word in the question's language. */
  function isPlace(word: string, language: Language): boolean {
    const own = tools.get(language);
    if (own?.isPlace(word)) return true;
    return own?.isCommon(word) !== true && [...tools.values()].some((other) => other.isPlace(word));
  }

  /** A country that the best entry does not name in its title, keywords or ways of asking, and that is not where the pack is at home. */
  const isOtherPlace = ({ word, use }: ReadWord, best: number, language: Language) =>
    !use.names.includes(best) && use.all.length < Math.max(HOME.fewest, HOME.share * entryCount) && isPlace(word, language);

  return {
    *prepare() {
      for (const language of pack.languages) yield* correctorOf(language)?.prepare() ?? [];
    },
    match(question, hint) {
      const language = detect(question, hint !== undefined && languages.includes(hint) ? hint : pack.defaultLanguage);
      const words = read(question, language);
      const { words: weighed, evidence } = gather(words, language);
      const chances = probabilities(trained.decisions[language] ?? trained.decisions[""] ?? options.prior, evidence);
      const ranked = evidence.candidates.map(({ entry }, at) => ({ entry, confidence: chances[at] ?? 0 }));
      const { candidates, none } = preferring(findEqual(words, language), ranked, chances[ranked.length] ?? 1);
      const best = candidates[0]?.entry ?? -1;
      const namesOtherPlace = weighed.some((word) => isOtherPlace(word, best, language));
      const named = candidates.map(({ entry, confidence }) => ({ id: trained.ids[entry] ?? "", confidence }));
      const content = weighed.filter(({ importance }) => importance > CONTENT_IMPORTANCE);
      const speaking = content.filter(({ use }) => use.all.includes(best));
      const judge = (all: readonly Candidate[]) =>
        decide({
          candidates: all,
          none,
          namesOtherPlace,
          shared: speaking.length,
          lacking: content.length - speaking.length,
        });
      const decided = judge(named);
      const summarised = decided.outcome === "choices" ? joinSummary(named, areaSummaries) : undefined;
      const matched = speaking.map(({ word }) => word);
      if (summarised !== undefined && judge(summarised).outcome === "answer") {
        const besides = summarised.slice(1, 2).map(({ id }) => id);
        return { language, ...judge(summarised), candidates: summarised, matched, besides };
      }
      const meant = decided.outcome === "answer" ? undefined : findTitle(question);
      if (meant !== undefined) {
        const candidates = [{ id: meant, confidence: EQUAL_CONFIDENCE }];
        return { language, outcome: "answer", candidates, offered: 1, matched: [] };
      }
      return { language, ...decided, candidates: named, matched };
    },
  };
}

interface Ranked {
  readonly entry: number;
  readonly confidence: number;
}

/** The candidates, best first; an entry that was asked for word for word before all others, which share what is left. */
function preferring(
  equal: number | undefined,
  ranked: readonly Ranked[],
  none: number,
): { readonly candidates: readonly Ranked[]; readonly none: number } {
  const own = ranked.find(({ entry }) => entry === equal)?.confidence ?? 0;
  const candidates = [...ranked].sort((a, b) => b.confidence - a.confidence);
  if (equal === undefined || own >= EQUAL_CONFIDENCE) return { candidates, none };
  const scale = (1 - EQUAL_CONFIDENCE) / Math.max(1 - own, Number.EPSILON);
  const others = candidates.filter(({ entry }) => entry !== equal);
  return {
    candidates: [
      { entry: equal, confidence: EQUAL_CONFIDENCE },
      ...others.map(({ entry, confidence }) => ({ entry, confidence: confidence * scale })),
    ],
    none: none * scale,
  };
}
