/** How much of what a question says an entry says too: the retrieval evidence beside the classifier. */
export interface TermCoverage {
  /** The share (0–1) of the question's weight that lies in stems the pack never uses. */
  unknownShare(stems: readonly string[]): number;
  /** The weight of the question's stems that an entry uses, and its share (0–1) of the whole question's weight. */
  covered(stems: readonly string[], entry: number): { readonly weight: number; readonly share: number };
}

/** The importance of a stem in its language at large, 0 (function word) to 1 (rare). */
export type StemImportance = (stem: string) => number;

/** What a stem that all entries share still weighs, against 1 for one that a single entry has. */
const LEAST_WEIGHT = 0.2;
/**
 * An unknown word that is rare in the language too (a name, a slip of the keys) says less than a common word
 * that a pack of thousands of questions never needed.
 */
const RARE_UNKNOWN_WEIGHT = 0.3;
/** Shorter unknown words are abbreviations ("nr") more often than things asked about. */
const SHORTEST_TELLING = 3;

/**
 * Weighs each stem by how few entries use it (inverse document frequency, as in BM25) times its importance in the language.
 * @param entries the stems that each entry uses anywhere
 */
export function buildTermCoverage(entries: readonly ReadonlySet<string>[], importance: StemImportance): TermCoverage {
  const entryFrequency = new Map<string, number>();
  for (const stems of entries) for (const stem of stems) entryFrequency.set(stem, (entryFrequency.get(stem) ?? 0) + 1);
  const inverseFrequency = (frequency: number) => Math.log(1 + (entries.length - frequency + 0.5) / (frequency + 0.5));
  const rarest = inverseFrequency(0);

  function weigh(stem: string): number {
    const frequency = entryFrequency.get(stem) ?? 0;
    const general = importance(stem);
    if (frequency === 0 && (general === 1 || stem.length < SHORTEST_TELLING)) return RARE_UNKNOWN_WEIGHT;
    return (LEAST_WEIGHT + (1 - LEAST_WEIGHT) * (inverseFrequency(frequency) / rarest)) * general;
  }

  function measure(stems: readonly string[], counts: (stem: string) => boolean) {
    let total = 0;
    let weight = 0;
    for (const stem of new Set(stems)) {
      const own = weigh(stem);
      total += own;
      if (counts(stem)) weight += own;
    }
    return { weight, share: total === 0 ? 0 : weight / total };
  }

  return {
    unknownShare: (stems) => measure(stems, (stem) => !entryFrequency.has(stem)).share,
    covered: (stems, entry) => measure(stems, (stem) => entries[entry]?.has(stem) ?? false),
  };
}
