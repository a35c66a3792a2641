import { BOUNDS, choiceCount, isLikelyAnswer } from "../../matching/decide.ts";
import type { Match, Matcher } from "../../matching/matcher.ts";
import { type FittedLogit, probabilities } from "../../matching/model/conditional-logit.ts";
import type { Candidate, Context } from "../../model.ts";
import { plainWords } from "../../text/utterance.ts";
import type { PackIndex } from "../pack-index.ts";
import { readingOf } from "../phrases/reading.ts";
import type { ContentWord, CoverageReader } from "./coverage.ts";
import { isBeyondScope } from "./scope.ts";
import { THREAD_DECISION } from "./thread-decision.ts";
import { createThreadEvidenceReader, type ThreadCandidate } from "./thread-evidence.ts";

/** The bounds for an entry that goes with the answer above it. */
const IN_THREAD = { answerScope: 0.7, answerShare: 0.5 } as const;
/**
 * From this probability, the matcher's answer to a message that does not refer to the thread is kept. Of 9,188 pairs of a question and another short one in the
 * shipped pack's own words, in three languages, 74 got the answer to another question without this rule, and 12 with it.
 */
const CERTAIN = 0.9;
const MOST_CANDIDATES = 8;

/** Reads a message in the context of its thread. */
export interface FollowUpReader {
  /**
   * Returns what a message means in its thread: an answer, choices or nothing.
   * @param alone what the matcher makes of the message without the context
   * @returns `alone` if the message cannot be about any entry, if nothing has been learned yet, or if the thread does not change its answer
   */
  read(text: string, alone: Match, context: Context): Match;
}

interface Ranked extends ThreadCandidate {
  readonly confidence: number;
}

export function createFollowUpReader(
  packIndex: PackIndex,
  matcher: Matcher,
  coverage: CoverageReader,
  decision: FittedLogit = THREAD_DECISION,
): FollowUpReader {
  const gather = createThreadEvidenceReader(packIndex, matcher, coverage);
  return {
    read(text, alone, context) {
      if (alone.isProvisional === true || isBeyondScope(text, alone)) return alone;
      const reading = readingOf(alone.language);
      const words = plainWords(text);
      const standsAlone = !reading.pointsBack(words) && !reading.goesOn(words);
      if (standsAlone && alone.outcome === "answer" && (alone.candidates[0]?.confidence ?? 0) >= CERTAIN) return alone;
      const evidence = gather(text, alone, context);
      const chances = probabilities(decision, evidence);
      const ranked = evidence.candidates
        .map((candidate, at) => ({ ...candidate, confidence: chances[at] ?? 0 }))
        .sort((a, b) => b.confidence - a.confidence);
      const { content } = evidence;
      const known = ranked[0] === undefined ? [] : coverage.coverage(content, ranked[0].entry).known;
      // A message that names only things that the entry does not mention is about another topic, even in the entry's own thread.
      const isStrange = content.length > 0 && known.length === 0;
      const match = decide(ranked, chances.at(-1) ?? 1, isStrange, context);
      const isUnchanged = match.outcome === "answer" && alone.outcome === "answer" && isBest(alone, match.candidates[0]);
      return isUnchanged ? alone : { ...match, language: alone.language, matched: asTyped(known, content) };
    },
  };
}

type Decided = Omit<Match, "language" | "matched">;

/** Decides by the bounds of the matcher. After choices, the thread says less than after an answer. */
function decide(ranked: readonly Ranked[], none: number, isStrange: boolean, { outcome }: Context): Decided {
  const [best, next] = ranked;
  const candidates = candidatesOf(ranked);
  if (best === undefined || 1 - none < BOUNDS.scope) return { outcome: "unknown", candidates, offered: 0 };
  const goesOn = best.inThread && outcome === "answer";
  if (!isStrange && isLikelyAnswer(best.confidence, none, goesOn ? IN_THREAD : BOUNDS))
    return { outcome: "answer", candidates, offered: 1 };
  return {
    outcome: "choices",
    candidates,
    offered: choiceCount(ranked),
    opensFirst: best.confidence >= BOUNDS.open && best.confidence >= BOUNDS.openLead * (next?.confidence ?? 0),
  };
}

function candidatesOf(ranked: readonly Ranked[]): Candidate[] {
  return ranked.slice(0, MOST_CANDIDATES).map(({ entry, confidence }) => ({ id: entry.id, confidence }));
}

function isBest({ candidates }: Match, best: Candidate | undefined): boolean {
  return best !== undefined && candidates[0]?.id === best.id;
}

/** Returns the words that the message and the entry share. A context holds only words of the pack, so only those that were typed as the entry has them. */
function asTyped(known: readonly ContentWord[], content: readonly ContentWord[]): string[] {
  return known
    .filter(({ stem, word }) => content.some((asked) => asked.word === word && asked.stem === stem))
    .map(({ word }) => word);
}
