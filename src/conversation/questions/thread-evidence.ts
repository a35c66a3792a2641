import type { Match, Matcher } from "../../matching/matcher.ts";
import type { Evidence } from "../../matching/model/conditional-logit.ts";
import type { Candidate, Context, Entry } from "../../model.ts";
import { plainWords } from "../../text/utterance.ts";
import type { PackIndex } from "../pack-index.ts";
import { readingOf } from "../phrases/reading.ts";
import type { ContentWord, CoverageReader } from "./coverage.ts";

/** An entry that a message in a thread may mean. */
export interface ThreadCandidate {
  readonly entry: Entry;
  /** Whether the thread showed or offered it, or an entry related to it. */
  readonly inThread: boolean;
  readonly features: readonly number[];
}

/**
 * What a message and its thread say together about which entry is meant, as features of a conditional logit. `thread-decision.ts` has a coefficient for each,
 * in this order: after a change, run `npm run thread-decision`.
 */
export interface ThreadEvidence extends Evidence {
  readonly candidates: readonly ThreadCandidate[];
  readonly content: readonly ContentWord[];
}

/**
 * Reads a message in its thread.
 * @param alone what the matcher makes of the message without the thread
 */
export type ThreadEvidenceReader = (text: string, alone: Match, context: Context) => ThreadEvidence;

/** Probabilities below these count as these: their logarithms would outweigh everything else. */
const LEAST = 1e-4;
const LEAST_NONE = 1e-3;
/** The tie of an entry that names the one shown as related, when one that the shown entry names has up to 1. */
const NAMED_BY = 0.7;
/** How fast ties weaken along a list, in which editors and the matcher put the nearest first. */
const RELATED_DECAY = 1 / 8;
const OFFERED_DECAY = 1 / 2;

/** How an entry is tied to a thread, 0–1 each. */
interface Ties {
  /** The entry was shown (1), or offered (less for each place in the list). */
  readonly given: ReadonlyMap<string, number>;
  /** The entry is related to one that was shown or offered. */
  readonly related: ReadonlyMap<string, number>;
}

export function createThreadEvidenceReader(
  packIndex: PackIndex,
  matcher: Matcher,
  coverage: CoverageReader,
): ThreadEvidenceReader {
  return (text, alone, context) => {
    const { language } = alone;
    const words = plainWords(text);
    const reading = readingOf(language);
    const content = coverage.contentWords(text, language);
    const pointsBack = Number(reading.pointsBack(words));
    const goesOn = Number(reading.goesOn(words));
    const length = Math.log(1 + content.length);
    // The words that the thread's last question shared with its answer stand in for what this message leaves out.
    const joined = context.matched.length === 0 ? alone : matcher.match([...context.matched, text].join(" "), language);
    const together = probabilitiesOf(joined.candidates);
    const byItself = probabilitiesOf(alone.candidates);
    const best = alone.candidates[0]?.confidence ?? 0;
    const ties = tiesOf(packIndex, context);

    function candidateOf(id: string): ThreadCandidate[] {
      const entry = packIndex.entry(id, [language]);
      if (entry === undefined) return [];
      const given = ties.given.get(id) ?? 0;
      const related = ties.related.get(id) ?? 0;
      const isBest = alone.candidates[0]?.id === id;
      const isTied = given > 0 || related > 0;
      // Only entries tied to the thread are read in full, since reading one for the first time is slow.
      const { share, known } = isTied ? coverage.coverage(content, entry) : { share: 0, known: [] };
      const named = coverage.named(content, entry);
      const features = [
        // What the matcher makes of the message, by itself and together with the thread's words.
        logOf(byItself.get(id), LEAST),
        logOf(together.get(id), LEAST),
        given * logOf(together.get(id), LEAST),
        Number(isBest),
        isBest ? best : 0,
        // The entry was given, which counts for less in a message with more to say, or with words that the entry lacks.
        given,
        given * length,
        given * goesOn,
        given * share,
        given * (isBest ? 0 : best),
        given * (content.length - known.length),
        // It is related to one that was given.
        related,
        related * length,
        related * pointsBack,
        // How much of what the message names the entry deals with.
        share,
        named,
        given * named,
      ];
      return [{ entry, inThread: isTied, features }];
    }

    const ids = new Set([...byItself.keys(), ...together.keys(), ...ties.given.keys(), ...ties.related.keys()]);
    return {
      candidates: [...ids].flatMap(candidateOf),
      none: [
        logOf(noneOf(byItself), LEAST_NONE),
        logOf(noneOf(together), LEAST_NONE),
        pointsBack,
        goesOn,
        length,
        Number(reading.tellsOfSelf(words)),
        Number(context.outcome !== "answer"),
        1,
      ],
      content,
    };
  };
}

function tiesOf(packIndex: PackIndex, { entries, outcome }: Context): Ties {
  const given = new Map<string, number>();
  const related = new Map<string, number>();
  const raise = (id: string, tie: number) => related.set(id, Math.max(related.get(id) ?? 0, tie));
  entries.forEach((id, place) => {
    const tie = outcome === "answer" ? 1 : 1 / (1 + place * OFFERED_DECAY);
    given.set(id, tie);
    packIndex.related(id).forEach((other, order) => {
      raise(other, tie / (1 + order * RELATED_DECAY));
    });
    for (const other of packIndex.namedBy(id)) raise(other, tie * NAMED_BY);
  });
  return { given, related };
}

const probabilitiesOf = (candidates: readonly Candidate[]) => new Map(candidates.map(({ id, confidence }) => [id, confidence]));

const noneOf = (probabilities: ReadonlyMap<string, number>) => [...probabilities.values()].reduce((none, each) => none - each, 1);

const logOf = (probability = 0, least: number) => Math.log(Math.max(probability, least));
