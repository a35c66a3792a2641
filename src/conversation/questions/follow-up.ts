import type { Match, Matcher } from "../../matching/matcher.ts";
import type { Candidate, Context, Entry } from "../../model.ts";
import { plainWord, plainWords } from "../../text/utterance.ts";
import type { PackIndex } from "../pack-index.ts";
import { readingOf } from "../phrases/reading.ts";
import type { ContentWord, Coverage, CoverageReader } from "./coverage.ts";
import { type ThreadLink, threadLinkOf, threadPriors } from "./thread-priors.ts";

/**
 * What it is worth, as a probability, that an entry of the thread knows all of the message's words: shared among the
 * entries of the thread that know as many, but not for the one shown when the message points back to it.
 */
const COVERAGE_WORTH = 0.3;
/** The share of a message without content words that the entry shown is taken to know when the message points back, and others. */
const NO_WORDS_SHARE = { meant: 0.25, other: 0.05 } as const;
/** What a match of the words that an elliptical question stands for is worth, beside one of the question itself. */
const HINT_WORTH = 0.8;

/** Probability from which an entry of the thread is answered, also to somebody who says that it has happened, one from elsewhere, and from which either is offered. */
const ANSWER_FROM = 0.4;
const ANSWER_INCIDENT_FROM = 0.25;
const ANSWER_ELSEWHERE_FROM = 0.5;
const OFFER_FROM = 0.08;
/** An answer must be this many times likelier than the next. */
const CLEAR_LEAD = 1.5;
/** Share of the message's own content words that an entry must cover to be answered, weighted, and to be offered, by count. */
const COVERED_FOR_ANSWER = 0.45;
const COVERED_FOR_OFFER = 0.51;
/** An answer of the matcher's to a message with more content words than this stands, whatever the thread. */
const MOST_AMBIGUOUS = 2;
/** What the matcher itself must give to another entry than the one shown, where the message points back or names nothing. */
const LEAST_EVIDENCE = 0.01;
/**
 * A message that by itself is this probably about an entry outside the thread stands alone where the thread's own are less likely than this share of it; one
 * with a pronoun, or that begins with "and", must be surer. Of 9,372 pairs of a question and another short one, in the shipped pack's own words in three languages, 125 got the thread's
 * answer in place of their own, and none since; no turn of the development dialogues changed.
 */
const ANOTHER_TOPIC = { from: 0.6, fromContinuing: 0.9, remainder: 0.05 } as const;
/** Below this probability a match is weak. */
const FAINT = 0.12;
const MOST_CHOICES = 4;
const MOST_CANDIDATES = 8;

/** Reads a message in the light of its thread. */
export interface FollowUpReader {
  /**
   * The thread makes some entries likelier; the message's own words must still speak of them, so that a thread never
   * turns a question about something else into an answer.
   * @param alone what the matcher makes of the message by itself
   * @returns `alone` where the thread changes nothing
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
  /** Whether the thread makes it likelier. */
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

  /** The matcher's probabilities for the message; for entries of the thread, also for what an elliptical question stands for. */
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

/** Whether the matcher alone is sure of an entry outside the thread, and sees hardly anything in those of the thread. */
function namesAnotherTopic({ candidates }: Match, priors: ReadonlyMap<string, number>, continues: boolean): boolean {
  const [best] = candidates;
  const from = continues ? ANOTHER_TOPIC.fromContinuing : ANOTHER_TOPIC.from;
  if (best === undefined || best.confidence < from || priors.has(best.id)) return false;
  const inThread = candidates.filter(({ id }) => priors.has(id)).reduce((most, { confidence }) => Math.max(most, confidence), 0);
  return inThread < ANOTHER_TOPIC.remainder * best.confidence;
}

/** A message that continues a thread whose entries do not use its words is hardly about a weak match elsewhere. */
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

/** Weights as probabilities; what the matcher gave to no entry stays with "none of them". */
function rank(weighed: readonly Weighed[]): Ranked[] {
  const none = Math.max(0, 1 - weighed.reduce((sum, { alone }) => sum + alone, 0));
  const total = weighed.reduce((sum, { weight }) => sum + weight, none);
  return weighed
    .map((each) => ({ ...each, probability: each.weight / total }))
    .sort((a, b) => b.probability - a.probability || b.share - a.share);
}

function decide(ranked: readonly Ranked[], message: Message): Match | undefined {
  const { alone, content, isIncident } = message;
  const covering = ranked.filter(({ known }) => known.length >= COVERED_FOR_OFFER * content.length);
  const [best, next] = covering;
  if (best === undefined) return undefined;
  // As a context holds only words that the pack knows: those that were typed as the entry has them.
  const matched = best.known.filter(({ stem, word }) => content.some((asked) => asked.word === word && asked.stem === stem));
  const read = { ...alone, candidates: candidatesOf(covering), matched: matched.map(({ word }) => word) };
  if (isClear(best, next, isIncident) && (alone.outcome === "answer" || isEarned(best, ranked, message))) {
    return { ...read, outcome: "answer", offered: 1 };
  }
  if (alone.outcome === "answer" && !(isIncident && best.inThread)) return undefined;
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

/** Whether an entry that the matcher alone would not answer may be: the thread speaks for it, and so do the message's words. */
function isEarned(
  best: Ranked,
  ranked: readonly Ranked[],
  { content, context, threadLink, hints, isIncident }: Message,
): boolean {
  const isShown = context.outcome === "answer" && context.entries.includes(best.entry.id);
  if (!isShown && best.alone < LEAST_EVIDENCE && (threadLink === "pointingBack" || content.length === 0)) return false;
  if (content.length === 0) return context.outcome === "answer";
  // People describe what happened in their own words: one that the entry uses is enough.
  if (isIncident) return best.known.length > 0;
  // A word that no entry of the thread uses brings in something else.
  const known = new Set(ranked.filter(({ inThread }) => inThread).flatMap((each) => each.known.map(({ word }) => word)));
  return best.share >= COVERED_FOR_ANSWER && (hints.length > 0 || content.every(({ word }) => known.has(word)));
}
