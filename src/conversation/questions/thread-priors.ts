import type { Context } from "../../model.ts";
import type { PackIndex } from "../pack-index.ts";
import type { Reading } from "../phrases/reading.ts";

/** How a message relates to its thread. */
export type ThreadLink = "pointingBack" | "goingOn" | "standingAlone";

/**
 * How many times as likely as without the thread an entry is: the entry shown, those that editors name as related, and those that were offered. A message
 * that goes on with the thread ("and who do I tell?") depends on it more than one that could stand alone, and one that points back ("did they pay?") most
 * on the entry shown. Set by hand on the development dialogues and some forty of our own; half or double these values change few of them.
 */
const FACTORS: Readonly<Record<ThreadLink, { readonly shown: number; readonly related: number; readonly offered: number }>> = {
  pointingBack: { shown: 16, related: 12, offered: 16 },
  goingOn: { shown: 8, related: 12, offered: 16 },
  standingAlone: { shown: 4, related: 5, offered: 8 },
};
/** The weight of an entry that names the one shown as related, when one named by the entry shown has 1. */
const NAMED_BY = 0.7;
/** How fast the factor falls along a list, in which editors and the matcher put the nearest first. */
const RELATED_DECAY = 1 / 8;
const OFFERED_DECAY = 1 / 2;
/** The further factors when somebody says that something has happened: for urgent entries, and for the entry shown, which they have read already. */
const INCIDENT_FACTOR = 3;
const INCIDENT_SHOWN_FACTOR = 0.5;

/**
 * Returns how a message relates to its thread.
 * @param contentWords how many words of the message name a topic; with a single one, the thread must supply the rest
 */
export function threadLinkOf(words: readonly string[], contentWords: number, reading: Reading): ThreadLink {
  if (reading.pointsBack(words)) return "pointingBack";
  return contentWords <= 1 || reading.goesOn(words) || reading.isIncident(words) ? "goingOn" : "standingAlone";
}

/** Returns the factor of each entry that the thread makes more likely. */
export function threadPriors(
  packIndex: PackIndex,
  context: Context,
  threadLink: ThreadLink,
  incident: boolean,
): ReadonlyMap<string, number> {
  const factors = FACTORS[threadLink];
  const priors = new Map<string, number>();
  const raise = (id: string, factor: number) => {
    const urgent = incident && packIndex.entry(id, [context.language])?.urgent === true;
    priors.set(id, Math.max(priors.get(id) ?? 1, factor * (urgent ? INCIDENT_FACTOR : 1)));
  };
  context.entries.forEach((id, place) => {
    if (context.outcome === "answer") {
      priors.set(id, factors.shown * (incident ? INCIDENT_SHOWN_FACTOR : 1));
      packIndex.related(id).forEach((related, order) => {
        raise(related, factors.related / (1 + order * RELATED_DECAY));
      });
      for (const other of packIndex.namedBy(id)) raise(other, factors.related * NAMED_BY);
    } else raise(id, factors.offered / (1 + place * OFFERED_DECAY));
  });
  return priors;
}
