import type { Candidate, Entry, Pack } from "../model.ts";
import type { Match, Matcher } from "./matcher.ts";

/** The probability of an entry whose title or way of asking equals the question word for word. */
const EQUAL_CONFIDENCE = 0.95;

/**
 * Makes the matcher of a changed pack that is still being trained. It combines the previous pack's trained matcher with word-for-word matching of the titles
 * and ways of asking of new and reworded entries. Entries that the changed pack no longer has are never found.
 * @param learned the matcher of the previous pack
 * @param fresh matches the {@link newWordings} word for word
 */
export function createInterimMatcher(learned: Matcher, fresh: Matcher, changed: Pack): Matcher {
  const ids = new Set(changed.entries.map(({ id }) => id));

  return {
    match(question, hint, isOff) {
      const known = learned.match(question, hint, isOff);
      const equal = fresh.match(question, hint, isOff);
      const [found] = equal.candidates;
      const [best] = known.candidates;
      // If an older entry is asked for in the same words, the new one has no better claim to them.
      const isOthers = best !== undefined && best.id !== found?.id && best.confidence >= EQUAL_CONFIDENCE && ids.has(best.id);
      if (equal.outcome === "answer" && !isOthers) return equal;
      return known.candidates.every(({ id }) => ids.has(id)) ? known : without(known, ids);
    },
  };
}

/** Returns the entries that are new, or whose title or ways of asking changed. */
export function newWordings(before: Pack, changed: Pack): readonly Entry[] {
  const wordingOf = ({ title, questions }: Entry) => JSON.stringify([title, questions]);
  const nameOf = ({ language, id }: Entry) => `${language}/${id}`;
  const known = new Map(before.entries.map((entry) => [nameOf(entry), wordingOf(entry)]));
  return changed.entries.filter((entry) => known.get(nameOf(entry)) !== wordingOf(entry));
}

/** Returns a match without the entries that no longer exist, with its outcome decided again. */
function without(match: Match, ids: ReadonlySet<string>): Match {
  const isLeft = ({ id }: Candidate) => ids.has(id);
  const { besides, opensFirst: _, ...rest } = match;
  const candidates = match.candidates.filter(isLeft);
  const [best] = match.candidates;
  if (match.outcome === "answer" && best !== undefined && isLeft(best)) {
    const others = besides?.filter((id) => ids.has(id)) ?? [];
    return { ...rest, candidates, ...(others.length === 0 ? {} : { besides: others }) };
  }
  const offered = match.outcome === "choices" ? match.candidates.slice(0, match.offered).filter(isLeft).length : 0;
  const matched = best !== undefined && isLeft(best) ? match.matched : [];
  return { ...rest, candidates, matched, offered, outcome: offered > 1 ? "choices" : "unknown" };
}
