import type { Candidate, Entry, Language } from "../../model.ts";
import { stripAccents } from "../../text/words.ts";
import { BOUNDS, choiceCount, type Decided } from "../decide.ts";
import type { Match, Matcher } from "../matcher.ts";
import type { MatcherOptions } from "../options.ts";
import { MOST_CANDIDATES } from "../question/evidence.ts";
import { languageTools } from "../question/language-tools.ts";
import { createSpellingCorrector, packWords } from "../question/spelling.ts";
import { createRank, type Ranking } from "../rank.ts";
import { learnOwn } from "./learn-own.ts";
import type { OtherQuestions } from "./others.ts";

/** The number of words whose use is cached for one workspace, and of cached corrections: a workspace has few words. */
const REMEMBERED = 200;

/**
 * Extends a shared matcher with a workspace's own entries. They are tried first, and the best one is the answer if it is likely enough. If neither model
 * has an answer, the candidates of both are offered.
 * @param others the questions that own entries are trained against
 */
export function withOwnEntries(
  shared: Matcher,
  entries: readonly Entry[],
  others: OtherQuestions,
  options: MatcherOptions,
): Matcher {
  const languages = [...new Set([...options.spokenLanguages, ...entries.map(({ language }) => language)])];
  const tools = new Map(languages.map((language) => [language, languageTools(language, options.commonWords(language))]));
  const own = learnOwn(entries, others, tools, options.isStopWord);
  const rank = createRank(own, {
    ...{ tools, isStopWord: options.isStopWord, remembered: REMEMBERED },
    decisionFor: () => options.prior,
  });
  const isCommon = (word: string) => [...tools.values()].some((each) => each.isCommon(word));
  const corrector = createSpellingCorrector(packWords({ frequencies: own.frequencies, slips: new Map() }), {
    commonWords: [],
    isKnown: isCommon,
    isUsed: () => true,
    remembered: REMEMBERED,
  });

  function read(question: string, language: Language): readonly string[] {
    const typed = tools.get(language)?.words(question) ?? [];
    if (own.languages.includes(language)) return corrector.correct(typed);
    const content = typed.filter((word) => !options.isStopWord(stripAccents(word), language));
    return content.length === 0 ? typed : content;
  }

  return {
    match(question, hint, isOff) {
      const found = shared.match(question, hint, isOff);
      return joined(found, rank(read(question, found.language), found.language, isOff));
    },
  };
}

function joined(shared: Match, own: Ranking): Match {
  const decided = own.decide();
  if (decided.outcome === "unknown") return shared;
  if (decided.outcome === "answer") return answered(shared, own, decided);
  return shared.outcome === "answer" ? withBeside(shared, own) : chosen(shared, own, decided);
}

/** From this probability (0–1) an own entry gets a button beside the answer from a shared one: it is more likely meant than not. */
const BESIDE = 0.5;

function withBeside(shared: Match, { candidates: [best] }: Ranking): Match {
  if (best === undefined || best.confidence < BESIDE || shared.candidates[0]?.id === best.id) return shared;
  return { ...shared, besides: [best.id, ...(shared.besides ?? [])] };
}

/** Answers with the best own entry, and offers the shared matcher's answer beside it. */
function answered({ language, outcome, candidates }: Match, own: Ranking, decided: Decided): Match {
  const [best] = own.candidates;
  const besides = outcome === "answer" ? candidates.slice(0, 1).flatMap(({ id }) => (id === best?.id ? [] : id)) : [];
  const others = candidates.map(({ id, confidence }) => ({ id, confidence: confidence * own.none }));
  return { language, ...decided, candidates: likeliest([...own.candidates, ...others]), matched: own.matched, besides };
}

/** Offers a choice from the candidates of both matchers. */
function chosen({ language, ...shared }: Match, own: Ranking, decided: Decided): Match {
  const candidates = likeliest([...own.candidates, ...shared.candidates]);
  const [first, next] = candidates;
  const isOwn = first?.id === own.candidates[0]?.id;
  const leads = (first?.confidence ?? 0) >= BOUNDS.openLead * (next?.confidence ?? 0);
  return {
    language,
    outcome: "choices",
    candidates,
    offered: choiceCount(candidates),
    opensFirst: leads && (isOwn ? decided.opensFirst : shared.opensFirst === true),
    matched: isOwn ? own.matched : shared.matched,
  };
}

/** Sorts candidates, best first, and keeps each entry once: both matchers may find an entry that the workspace replaced in some languages only. */
function likeliest(candidates: readonly Candidate[]): readonly Candidate[] {
  const sorted = [...candidates].sort((a, b) => b.confidence - a.confidence);
  return sorted.filter(({ id }, at) => sorted.findIndex((other) => other.id === id) === at).slice(0, MOST_CANDIDATES);
}
