/** Groups of similar gaps. Pure: the same gaps make the same groups, in whatever order they come. */
import { hashText } from "../matching/model/hash-table.ts";
import type { Language } from "../model.ts";
import { createStemmer, type Stem } from "../text/stemming.ts";
import { plainWord } from "../text/utterance.ts";
import { splitWords } from "../text/words.ts";
import type { KeptGap } from "./types.ts";

/** Similar questions in one language that different people asked. */
export interface GapGroup {
  /** Stays the same as long as the question that leads the group is in it: eight hexadecimal digits. */
  readonly id: string;
  readonly language: Language;
  /** How many people asked, at least: only those of one month can be told apart. */
  readonly askers: number;
  /** How often something of it was asked, by reason. */
  readonly counts: Readonly<Record<"unknown" | "refused" | "unhelpful", number>>;
  /** Each wording once, the most frequent first. */
  readonly texts: readonly string[];
  /** The entry that came nearest most often, with how probable it was, on average of all questions (0–1); absent where none comes near. */
  readonly nearest?: { readonly entry: string; readonly confidence: number };
  /** The gaps in it. */
  readonly ids: readonly string[];
}

/** Fewer people than this could be told from a group; then it is not shown. */
export const FEWEST_ASKERS = 3;
/** Two questions belong together from this share of common content words on (Dice's coefficient). */
const SIMILAR = 0.5;
/** An entry less probable than this, on average, does not come near. */
const NEAR = 0.1;

export interface GroupingOptions {
  /** Whether a word, small letters without accents, is a function word of a language. */
  readonly isStopWord: (word: string, language: Language) => boolean;
}

/** A wording with everybody who used it. */
interface Wording {
  readonly language: Language;
  readonly stems: ReadonlySet<string>;
  /** The stems in order: the same for wordings that differ in function words alone. */
  readonly key: string;
  readonly gaps: KeptGap[];
}

/** The groups that enough people asked for, the largest first. */
export function groupGaps(gaps: readonly KeptGap[], options: GroupingOptions): readonly GapGroup[] {
  const groups = leadersAndFollowers(wordingsOf(gaps, options)).map(groupOf);
  return groups
    .filter(({ askers }) => askers >= FEWEST_ASKERS)
    .sort((a, b) => b.askers - a.askers || total(b) - total(a) || (a.id < b.id ? -1 : 1));
}

function total({ ids }: GapGroup): number {
  return ids.length;
}

function wordingsOf(gaps: readonly KeptGap[], { isStopWord }: GroupingOptions): readonly Wording[] {
  const stemmers = new Map<Language, Stem>();
  const wordings = new Map<string, Wording>();
  for (const gap of gaps) {
    const { language, text } = gap;
    const stem = stemmers.get(language) ?? createStemmer(language);
    stemmers.set(language, stem);
    const content = splitWords(text.replace(/\[\p{Ll}+\]/gu, " ")).filter((word) => !isStopWord(plainWord(word), language));
    const stems = new Set(content.map(stem));
    const key = [...stems].sort().join(" ");
    if (key === "") continue;
    const wording = wordings.get(`${language} ${key}`);
    if (wording === undefined) wordings.set(`${language} ${key}`, { language, stems, key, gaps: [gap] });
    else wording.gaps.push(gap);
  }
  // What most people ask leads; of two alike the shorter, which more others are similar to.
  return [...wordings.values()].sort(
    (a, b) => askersOf(b.gaps) - askersOf(a.gaps) || a.stems.size - b.stems.size || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
}

const keyOf = ({ language, key }: Pick<Wording, "language" | "key">) => `${language} ${key}`;

/** Each wording goes to the leader that it is most like, or leads a group of its own. */
function leadersAndFollowers(wordings: readonly Wording[]): readonly (readonly Wording[])[] {
  const groups: Wording[][] = [];
  /** Positions of the leaders that have a stem. */
  const leading = new Map<string, number[]>();
  for (const wording of wordings) {
    const shared = new Map<number, number>();
    for (const stem of wording.stems) {
      for (const at of leading.get(`${wording.language} ${stem}`) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    }
    let best: { readonly at: number; readonly likeness: number } | undefined;
    for (const [at, common] of shared) {
      const likeness = (2 * common) / ((groups[at]?.[0]?.stems.size ?? 0) + wording.stems.size);
      const isBetter = best === undefined || likeness > best.likeness || (likeness === best.likeness && at < best.at);
      if (likeness >= SIMILAR && isBetter) best = { at, likeness };
    }
    if (best !== undefined) {
      groups[best.at]?.push(wording);
      continue;
    }
    for (const stem of wording.stems) {
      const name = `${wording.language} ${stem}`;
      leading.set(name, [...(leading.get(name) ?? []), groups.length]);
    }
    groups.push([wording]);
  }
  return groups;
}

/** At least so many people: in different months the same person has different names. */
function askersOf(gaps: readonly KeptGap[]): number {
  const months = new Map<string, Set<string>>();
  for (const { month, asker } of gaps) months.set(month, (months.get(month) ?? new Set()).add(asker));
  return Math.max(0, ...[...months.values()].map(({ size }) => size));
}

function groupOf(wordings: readonly Wording[]): GapGroup {
  const gaps = wordings.flatMap((wording) => wording.gaps);
  const [leader] = wordings;
  const counts = { unknown: 0, refused: 0, unhelpful: 0 };
  for (const { reason } of gaps) if (reason !== "helpful") counts[reason] += 1;
  const nearest = nearestOf(gaps);
  return {
    id: idOf(leader === undefined ? "" : keyOf(leader)),
    language: leader?.language ?? "",
    askers: askersOf(gaps),
    counts,
    texts: byFrequency(gaps.map(({ text }) => text)),
    ...(nearest === undefined ? {} : { nearest }),
    ids: gaps.map(({ id }) => id),
  };
}

function idOf(key: string): string {
  return (hashText(key)[0] ?? 0).toString(16).padStart(8, "0");
}

function nearestOf(gaps: readonly KeptGap[]): GapGroup["nearest"] {
  const entries = new Map<string, number>();
  for (const { nearest } of gaps)
    if (nearest !== undefined) entries.set(nearest.entry, (entries.get(nearest.entry) ?? 0) + nearest.confidence);
  const [best] = [...entries].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  if (best === undefined) return undefined;
  const confidence = best[1] / gaps.length;
  return confidence >= NEAR ? { entry: best[0], confidence } : undefined;
}

/** Each text once, the most frequent first, texts alike but for case and punctuation as one. */
function byFrequency(texts: readonly string[]): readonly string[] {
  const found = new Map<string, { readonly text: string; times: number }>();
  for (const text of [...texts].sort()) {
    const key = splitWords(text).join(" ");
    const known = found.get(key);
    if (known === undefined) found.set(key, { text, times: 1 });
    else known.times += 1;
  }
  return [...found.values()].sort((a, b) => b.times - a.times || (a.text < b.text ? -1 : 1)).map(({ text }) => text);
}
