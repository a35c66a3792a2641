import { type BoundedMap, createBoundedMap } from "../common/bounded-map.ts";
import type { Inbound, Instant } from "../model.ts";

/** What people asked last, each in each place: for the form in which they ask a person. Held by this process alone, and nowhere else. */
export interface LastQuestions {
  /** Holds a question that Malinois decided on. */
  hold(inbound: Inbound): void;
  /** What somebody asked last in a place, within half an hour. */
  of(place: Inbound["place"], person: string): string | undefined;
}

const LIFETIME = 30 * 60_000;
const MOST = 2_000;
/** In characters: what a form's field takes. */
const LONGEST = 3_000;

export function createLastQuestions(now: () => Instant): LastQuestions {
  const held: BoundedMap<string, string> = createBoundedMap(MOST, now);
  const keyOf = ({ platform, workspace, channel }: Inbound["place"], person: string) =>
    JSON.stringify([platform, workspace, channel, person]);
  return {
    hold(inbound) {
      if (inbound.kind !== "asked" || !inbound.addressed) return;
      held.set(keyOf(inbound.place, inbound.asker.id), inbound.text.slice(0, LONGEST), LIFETIME);
    },
    of: (place, person) => held.get(keyOf(place, person)),
  };
}
