import type { Candidate, Pack } from "../model.ts";

/** What the matcher must know of areas: which entry summarises which. */
export interface AreaSummaries {
  /** The area of each entry, by id. */
  readonly areas: ReadonlyMap<string, string>;
  /** Ids of entries that summarise their area. */
  readonly summaries: ReadonlySet<string>;
}

export function areaSummariesOf({ entries }: Pack): AreaSummaries {
  return {
    areas: new Map(entries.map(({ id, area }) => [id, area])),
    summaries: new Set(entries.filter(({ summarises }) => summarises === true).map(({ id }) => id)),
  };
}

/**
 * Where the summary of an area and another entry of it are the two best candidates, both are right: the better of the two stands for both, with
 * the probability of either. Undefined where they are not.
 * @param candidates best first
 */
export function joinSummary(
  candidates: readonly Candidate[],
  { areas, summaries }: AreaSummaries,
): readonly Candidate[] | undefined {
  const [best, next, ...others] = candidates;
  if (best === undefined || next === undefined || areas.get(best.id) !== areas.get(next.id)) return undefined;
  if (summaries.has(best.id) === summaries.has(next.id)) return undefined;
  return [{ id: best.id, confidence: best.confidence + next.confidence }, next, ...others];
}
