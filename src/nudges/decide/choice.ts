/** Chooses the tip or quiz question that a place gets next. */
import type { NudgeLibrary } from "../content/library.ts";
import type { Material, Nudge, Occurrence, Subscription, SubscriptionContent } from "../types.ts";

/** What a place was sent, and how people answered. */
export interface PlaceHistory {
  /** How often each material was sent, by id; absent: never. */
  readonly timesShown: ReadonlyMap<string, number>;
  /** The id of the material that was sent last. */
  readonly last?: string;
  /** The number of answers to each quiz question, by the material's id. */
  readonly answers: ReadonlyMap<string, { readonly answers: number; readonly wrong: number }>;
  /** The questions that are due to come back, the longest waiting first, as `dueReviews` returns them. */
  readonly reviews: readonly string[];
}

/** How many times as often an area is chosen if all its answers are wrong. */
const WRONG_WEIGHT = 3;
/** How many times as often an entry is chosen if the place has seen nothing of it yet. */
const UNSEEN_WEIGHT = 2;

/** Returns what an occurrence sends: its step of a campaign, or the next choice from the pack; undefined if there is nothing to send. */
export function chooseNudge(
  { content, language }: Subscription,
  { step }: Occurrence,
  library: NudgeLibrary,
  history: PlaceHistory,
  random: () => number,
): Nudge | undefined {
  if (content.kind === "campaign") return step === undefined ? undefined : library.step(content.campaign, step, language);
  const material = chooseMaterial(library.material, content, history, random);
  return material && library.nudge(material.id, language);
}

/**
 * Chooses the next material. Returns undefined if the pack has none that fits. A question that is due to come back comes first. Otherwise nothing is
 * repeated before all the rest has been shown. If no areas were chosen, those that people need every day come first. Among the material shown least
 * often, areas with wrong answers and unseen entries have more weight, and the entry that was shown last is avoided if possible. Calls `random`
 * (0 ≤ n < 1) at most once: the same number gives the same choice.
 */
export function chooseMaterial(
  material: readonly Material[],
  content: Extract<SubscriptionContent, { kind: "pack" }>,
  history: PlaceHistory,
  random: () => number,
): Material | undefined {
  const fitting = material.filter(
    ({ kind, area }) => content.kinds.includes(kind) && (content.areas === "all" || content.areas.includes(area)),
  );
  const returning = history.reviews.map((id) => fitting.find((one) => one.id === id)).find((one) => one !== undefined);
  if (returning !== undefined) return returning;

  const shown = ({ id }: Material) => history.timesShown.get(id) ?? 0;
  const least = fitting.reduce((fewest, one) => Math.min(fewest, shown(one)), Number.POSITIVE_INFINITY);
  const leastShown = fitting.filter((one) => shown(one) === least);
  const lastEntry = fitting.find(({ id }) => id === history.last)?.entry;
  const first = content.areas === "all" ? leastShown.filter(({ everyday }) => everyday) : [];
  const preferred = first.length > 0 ? first : leastShown;
  const others = preferred.filter(({ entry }) => entry !== lastEntry);
  const candidates = others.length > 0 ? others : preferred;

  const seenEntries = new Set(fitting.filter((one) => shown(one) > 0).map(({ entry }) => entry));
  const wrongShare = wrongShareByArea(material, history);
  const weights = candidates.map(
    ({ entry, area }) => (1 + (WRONG_WEIGHT - 1) * (wrongShare.get(area) ?? 0)) * (seenEntries.has(entry) ? 1 : UNSEEN_WEIGHT),
  );
  return weighted(candidates, weights, random);
}

/** The share of wrong answers (0–1) in each area that has answers. */
function wrongShareByArea(material: readonly Material[], { answers }: PlaceHistory): ReadonlyMap<string, number> {
  const sums = new Map<string, { answers: number; wrong: number }>();
  for (const { id, area } of material) {
    const given = answers.get(id);
    if (given === undefined) continue;
    const sum = sums.get(area) ?? { answers: 0, wrong: 0 };
    sums.set(area, { answers: sum.answers + given.answers, wrong: sum.wrong + given.wrong });
  }
  return new Map([...sums].map(([area, sum]) => [area, sum.answers === 0 ? 0 : sum.wrong / sum.answers]));
}

function weighted<Item>(items: readonly Item[], weights: readonly number[], random: () => number): Item | undefined {
  if (items.length < 2) return items[0];
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const found = items.find((_, position) => {
    left -= weights[position] ?? 0;
    return left < 0;
  });
  return found ?? items.at(-1);
}
