import type { Match, Matcher } from "../../matching/matcher.ts";
import type { Candidate, Context, Entry } from "../../model.ts";
import { plainWord, plainWords } from "../../text/utterance.ts";
import type { PackIndex } from "../pack-index.ts";
import { readingOf } from "../phrases/reading.ts";
import type { ContentWord, Coverage, CoverageReader } from "./coverage.ts";
import { type ThreadLink, threadLinkOf, threadPriors } from "./thread-priors.ts";

/**
 * The probability added for an entry of the thread that uses all of the message's words. The entries of the thread that use as many words share it,
 * except that the entry shown gets all of it when the message points back.
 */
const COVERAGE_WORTH = 0.3;
/** For a message without content words, the share of that probability for the entry shown, if the message points back, and for other entries. */
const NO_WORDS_SHARE = { meant: 0.25, other: 0.05 } as const;
/** The weight of a match for the words that an elliptical question stands for, when a match for the question itself has 1. */
const HINT_WORTH = 0.8;

/** The least probability (0–1) of an answer from the thread. */
const ANSWER_FROM = 0.4;
/** The same, for somebody who says that something has happened. */
const ANSWER_INCIDENT_FROM = 0.25;
/** The least probability of an answer from outside the thread. */
const ANSWER_ELSEWHERE_FROM = 0.5;
/** The least probability of an entry that is offered as a choice. */
const OFFER_FROM = 0.08;
/** An answer must be this many times as likely as the next entry. */
const CLEAR_LEAD = 1.5;
/** The share of the message's content words that an entry must use: weighted as in {@link Coverage} for an answer, by count for a choice. */
const COVERED_FOR_ANSWER = 0.45;
const COVERED_FOR_OFFER = 0.51;
/** If a message has more content words than this, the matcher's answer is kept, whatever the thread. */
const MOST_AMBIGUOUS = 2;
/** The least probability that the matcher itself must give to an entry other than the one shown, if the message points back or names nothing. */
const LEAST_EVIDENCE = 0.01;
/**
 * When a message leaves the thread's topic: the matcher gives an entry outside the thread at least the probability `from` (`fromContinuing` if the message
 * has a pronoun or begins like one that continues), and every entry of the thread less than the share `remainder` of that. Of 9,372 pairs of a question and
 * another short one, in the shipped pack's own words in three languages, 125 got the thread's answer instead of their own without this rule, and none with it.
 */
const ANOTHER_TOPIC = { from: 0.6, fromContinuing: 0.9, remainder: 0.05 } as const;
/** Below this probability, a match is weak. */
const FAINT = 0.12;
const MOST_CHOICES = 4;
const MOST_CANDIDATES = 8;

/** Reads a message in the context of its thread. */
export interface FollowUpReader {
  /**
   * Returns what a message means in its thread. The thread makes some entries more likely, but the message's own words must still fit them, so that a
   * thread never turns a question about something else into an answer.
   * @param alone what the matcher makes of the message without the context
   * @returns `alone` if the thread changes nothing
   */
  read(text: string, alone: Match, context: Context): Match;
}

/** One message in its thread. */
interface Message {
  readonly text: string;
  readonly alone: Match;
  readonly context: Context;
  readonly content: readonly ContentWord[];
  readonly hints: readonly string[];
  readonly threadLink: ThreadLink;
  readonly priors: ReadonlyMap<string, number>;
  /** Whether it says that something has already happened. */
  readonly isIncident: boolean;
}

interface Covered extends Coverage {
  readonly entry: Entry;
  /** Whether the thread makes it more likely. */
  readonly inThread: boolean;
}

interface Weighed extends Covered {
  /** The probability without the thread. */
  readonly alone: number;
  readonly weight: number;
}

interface Ranked extends Weighed {
  readonly probability: number;
}

export function createFollowUpReader(packIndex: PackIndex, matcher: Matcher, coverage: CoverageReader): FollowUpReader {
  function read(text: string, alone: Match, context: Context): Match {
    const words = plainWords(text);
    const reading = readingOf(alone.language);
    if (reading.isOffTopic(words)) return alone;
    const isIncident = reading.isIncident(words);
    // "Damn, I did it an hour ago" is not about hours.
    const isTopic = ({ word }: ContentWord) => !isIncident || !reading.isAside(plainWord(word));
    const content = coverage.contentWords(text, alone.language).filter(isTopic);
    const threadLink = threadLinkOf(words, content.length, reading);
    if (alone.outcome === "answer" && (threadLink === "standingAlone" || content.length > MOST_AMBIGUOUS)) return alone;
    if (alone.outcome === "unknown" && threadLink === "standingAlone") return alone;
    const priors = threadPriors(packIndex, context, threadLink, isIncident);
    const hints = reading.hints(words);
    const continues = threadLink === "pointingBack" || reading.goesOn(words) || isIncident || hints.length > 0;
    if (content.length > 0 && namesAnotherTopic(alone, priors, continues)) return alone;
    const message = { text, alone, context, content, hints, threadLink, priors, isIncident };
    return decide(rank(weigh(message)), message) ?? doubt(alone, threadLink);
  }

  function weigh(message: Message): Weighed[] {
    const { priors, alone, content } = message;
    const likelihood = likelihoods(message);
    const covered = [...new Set([...priors.keys(), ...likelihood.keys()])].flatMap((id) => {
      const entry = packIndex.entry(id, [alone.language]);
      return entry === undefined ? [] : [{ entry, inThread: priors.has(id), ...coverage.coverage(content, entry) }];
    });
    return covered.map((each) => {
      const probability = likelihood.get(each.entry.id) ?? 0;
      const worth = each.inThread ? coverageWorth(each, covered, message) : 0;
      return { ...each, alone: probability, weight: (probability + worth) * (priors.get(each.entry.id) ?? 1) };
    });
  }

  /** Returns the matcher's probabilities for the message; for entries of the thread also those for what an elliptical question stands for. */
  function likelihoods({ text, alone, hints, priors }: Message): Map<string, number> {
    const likelihood = new Map(alone.candidates.map(({ id, confidence }) => [id, confidence]));
    if (hints.length === 0) return likelihood;
    for (const { id, confidence } of matcher.match(`${text} ${hints.join(" ")}`, alone.language).candidates) {
      if (priors.has(id)) likelihood.set(id, Math.max(likelihood.get(id) ?? 0, HINT_WORTH * confidence));
    }
    return likelihood;
  }

  return { read };
}

/** Returns whether the matcher is sure of an entry outside the thread, and gives hardly any probability to those of the thread. */
function namesAnotherTopic({ candidates }: Match, priors: ReadonlyMap<string, number>, continues: boolean): boolean {
  const [best] = candidates;
  const from = continues ? ANOTHER_TOPIC.fromContinuing : ANOTHER_TOPIC.from;
  if (best === undefined || best.confidence < from || priors.has(best.id)) return false;
  const inThread = candidates.filter(({ id }) => priors.has(id)).reduce((most, { confidence }) => Math.max(most, confidence), 0);
  return inThread < ANOTHER_TOPIC.remainder * best.confidence;
}

/** Rejects a weak match elsewhere, if the message continues a thread whose entries do not use its words. */
function doubt(alone: Match, threadLink: ThreadLink): Match {
  const faint = (alone.candidates[0]?.confidence ?? 0) < FAINT;
  return threadLink !== "standingAlone" && alone.outcome === "choices" && faint ? { ...alone, outcome: "unknown" } : alone;
}

function coverageWorth(of: Covered, all: readonly Covered[], { threadLink, content, context, hints }: Message): number {
  if (threadLink === "standingAlone") return 0;
  const isMeant = threadLink === "pointingBack" && context.outcome === "answer" && context.entries.includes(of.entry.id);
  if (content.length === 0) return COVERAGE_WORTH * NO_WORDS_SHARE[isMeant && hints.length === 0 ? "meant" : "other"];
  const peers = all.filter(({ inThread, known }) => inThread && known.length >= of.known.length).length;
  return (COVERAGE_WORTH * of.share) / (isMeant ? 1 : peers);
}

/** Turns weights into probabilities. The probability that the matcher gave to no entry stays with "none of them". */
function rank(weighed: readonly Weighed[]): Ranked[] {
  const none = Math.max(0, 1 - weighed.reduce((sum, { alone }) => sum + alone, 0));
  const total = weighed.reduce((sum, { weight }) => sum + weight, none);
  return weighed
    .map((each) => ({ ...each, probability: each.weight / total }))
    .sort((a, b) => b.probability - a.probability || b.share - a.share);
}

function decide(ranked: readonly Ranked[], message: Message): Match | undefined {
  const { alone, content, isIncident, threadLink } = message;
  const covering = ranked.filter(({ known }) => known.length >= COVERED_FOR_OFFER * content.length);
  const [best, next] = covering;
  if (best === undefined) return undefined;
  // A context holds only words of the pack, so only those that were typed as the entry has them.
  const matched = best.known.filter(({ stem, word }) => content.some((asked) => asked.word === word && asked.stem === stem));
  const read = { ...alone, candidates: candidatesOf(covering), matched: matched.map(({ word }) => word) };
  if (isClear(best, next, isIncident) && (alone.outcome === "answer" || isEarned(best, ranked, message))) {
    return { ...read, outcome: "answer", offered: 1 };
  }
  // Where the thread and the message's own words disagree, people choose.
  const leansOnThread = isIncident || threadLink === "pointingBack";
  if (alone.outcome === "answer" && !(leansOnThread && best.inThread)) return undefined;
  // A message that names nothing can only be about the thread.
  const close = covering.filter(({ probability, inThread }) => (content.length === 0 ? inThread : probability >= OFFER_FROM));
  const offered = Math.min(MOST_CHOICES, close.length);
  return offered < 2 ? undefined : { ...read, candidates: candidatesOf(close), outcome: "choices", offered };
}

function candidatesOf(ranked: readonly Ranked[]): Candidate[] {
  return ranked.slice(0, MOST_CANDIDATES).map(({ entry, probability }) => ({ id: entry.id, confidence: probability }));
}

function isClear(best: Ranked, next: Ranked | undefined, isIncident: boolean): boolean {
  const fromThread = isIncident ? ANSWER_INCIDENT_FROM : ANSWER_FROM;
  const from = best.inThread ? fromThread : ANSWER_ELSEWHERE_FROM;
  return best.probability >= from && best.probability >= CLEAR_LEAD * (next?.probability ?? 0);
}

/** Returns whether an entry may be the answer though the matcher alone would not give it: both the thread and the message's words support it. */
function isEarned(
  best: Ranked,
  ranked: readonly Ranked[],
  { content, context, threadLink, hints, isIncident }: Message,
): boolean {
  const isShown = context.outcome === "answer" && context.entries.includes(best.entry.id);
  if (!isShown && best.alone < LEAST_EVIDENCE && (threadLink === "pointingBack" || content.length === 0)) return false;
  if (content.length === 0) return context.outcome === "answer";
  // People describe what happened in their own words, so one word that the entry uses is enough.
  if (isIncident) return best.known.length > 0;
  // A word that no entry of the thread uses brings in another topic.
  const known = new Set(ranked.filter(({ inThread }) => inThread).flatMap((each) => each.known.map(({ word }) => word)));
  return best.share >= COVERED_FOR_ANSWER && (hints.length > 0 || content.every(({ word }) => known.has(word)));
}
