import type { Candidate, Pack } from "../model.ts";

/** What the matcher needs to know about areas: which entries are in them, and which entries summarise them. */
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
 * Joins the two best candidates if one is the summary of an area and the other is another entry of that area. Both are right then, so the better one gets the
 * probability of both together. Returns undefined for any other candidates.
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
