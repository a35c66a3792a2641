import { type BoundedMap, createBoundedMap } from "../common/bounded-map.ts";
import type { Inbound, Instant } from "../model.ts";

/** The last question of each person in each place, for the form to ask a person. Held only in this process's memory. */
export interface LastQuestions {
  /** Holds a question to Malinois. */
  hold(inbound: Inbound): void;
  /** Returns what somebody last asked in a place; undefined if that was more than half an hour ago. */
  of(place: Inbound["place"], person: string): string | undefined;
}

const LIFETIME = 30 * 60_000;
const MOST = 2_000;
/** The longest text held, in characters: as much as a form's field takes. */
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
