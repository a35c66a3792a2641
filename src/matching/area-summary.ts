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
 * Where the summary of an area and another entry of it are the two best candidates, both are right: the summary comes first, with the
 * probability of either. Undefined where they are not.
 * @param candidates best first
 */
export function preferSummary(
  candidates: readonly Candidate[],
  { areas, summaries }: AreaSummaries,
): readonly Candidate[] | undefined {
  const [best, next, ...others] = candidates;
  if (best === undefined || next === undefined || areas.get(best.id) !== areas.get(next.id)) return undefined;
  const summary = [best, next].find(({ id }) => summaries.has(id));
  const detail = [best, next].find(({ id }) => !summaries.has(id));
  if (summary === undefined || detail === undefined) return undefined;
  return [{ id: summary.id, confidence: best.confidence + next.confidence }, detail, ...others];
}
