import type { Context } from "../../model.ts";
import type { PackIndex } from "../pack-index.ts";
import type { Reading } from "../phrases/reading.ts";

/** How a message hangs together with its thread. */
export type ThreadLink = "pointingBack" | "goingOn" | "standingAlone";

/**
 * How much likelier a thread makes an entry than a first message would: the entry it is about, those that editors linked
 * with it, those that were offered. A message that goes on with the thread ("and who do I tell?") leans on it more than
 * one that could stand alone, and one that points back ("did they pay?") more on the entry itself. Set by hand on
 * the development dialogues and some forty of our own; half or twice as much changes few of them.
 */
const FACTORS: Readonly<Record<ThreadLink, { readonly shown: number; readonly related: number; readonly offered: number }>> = {
  pointingBack: { shown: 16, related: 12, offered: 16 },
  goingOn: { shown: 8, related: 12, offered: 16 },
  standingAlone: { shown: 4, related: 5, offered: 8 },
};
/** An entry that names the one shown as related, beside one that it names. */
const NAMED_BY = 0.7;
/** Editors and the matcher put the nearest first: how fast those after it count less. */
const RELATED_DECAY = 1 / 8;
const OFFERED_DECAY = 1 / 2;
/** When somebody says that it has already happened: an urgent entry, and the one shown, which they have read. */
const INCIDENT_FACTOR = 3;
const INCIDENT_SHOWN_FACTOR = 0.5;

/** @param contentWords how many words of the message name a topic: one alone leaves the rest to the thread */
export function threadLinkOf(words: readonly string[], contentWords: number, reading: Reading): ThreadLink {
  if (reading.pointsBack(words)) return "pointingBack";
  return contentWords <= 1 || reading.goesOn(words) || reading.isIncident(words) ? "goingOn" : "standingAlone";
}

/** The factor for each entry that the thread makes likelier. */
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
