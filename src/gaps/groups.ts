/** Groups similar gaps. Deterministic: the same gaps form the same groups, in any order. */
import { breathe } from "../common/breathe.ts";
import { hashText } from "../matching/model/hash-table.ts";
import type { Language } from "../model.ts";
import { createStemmer, type Stem } from "../text/stemming.ts";
import { plainWord } from "../text/utterance.ts";
import { splitWords } from "../text/words.ts";
import type { KeptGap } from "./types.ts";

/** Similar questions in one language that different people asked. */
export interface GapGroup {
  /** Eight hexadecimal digits. Stays the same as long as the same question leads the group. */
  readonly id: string;
  readonly language: Language;
  /** The least number of people who asked: only those of one month can be told apart. */
  readonly askers: number;
  /** The number of gaps, by reason. */
  readonly counts: Readonly<Record<"unknown" | "refused" | "unhelpful", number>>;
  /** Each wording once, most frequent first. */
  readonly texts: readonly string[];
  /** The entry that matched best, by its average confidence (0–1) over all questions, which is 0 where another entry matched best. Absent if none is near. */
  readonly nearest?: { readonly entry: string; readonly confidence: number };
  /** The ids of the gaps in the group. */
  readonly ids: readonly string[];
}

/** A group is not shown if fewer people than this asked, since it could tell who they are. */
export const FEWEST_ASKERS = 3;
/** From this share of common content words on, two questions belong together (Dice's coefficient). */
const SIMILAR = 0.5;
/** An entry with a lower average confidence than this is not near. */
const NEAR = 0.1;

export interface GroupingOptions {
  /** Returns whether a word, in lower case without accents, is a function word of a language. */
  readonly isStopWord: (word: string, language: Language) => boolean;
}

/** Questions with the same stems, and their gaps. */
interface Wording {
  readonly language: Language;
  /** The numbers of its stems, each once, in ascending order. */
  readonly stems: readonly number[];
  readonly gaps: KeptGap[];
}

/** How many questions are compared, or read, before yielding to the event loop: a few milliseconds of work. Reading is slower: it stems every new word. */
const AT_ONCE = 100;
const READ_AT_ONCE = 20;

/** Returns the groups that enough people asked for, largest first. Yields to the event loop as it works. */
export async function groupGaps(gaps: readonly KeptGap[], options: GroupingOptions): Promise<readonly GapGroup[]> {
  const numbers = createStemNumbers(options);
  const wordings = await wordingsOf(gaps, numbers);
  const found: GapGroup[] = [];
  for (const [at, alike] of (await leadersAndFollowers(wordings, numbers.count())).entries()) {
    if (at % AT_ONCE === 0) await breathe();
    const group = alike.flatMap((wording) => wording.gaps);
    const askers = askersOf(group);
    const [leader] = alike;
    if (askers >= FEWEST_ASKERS && leader !== undefined)
      found.push(groupOf(leader.language, numbers.keyOf(leader), group, askers));
  }
  return found.sort((a, b) => b.askers - a.askers || total(b) - total(a) || (a.id < b.id ? -1 : 1));
}

function total({ ids }: GapGroup): number {
  return ids.length;
}

/** Kept between calls, since they cache words, and most gaps are the same from one call to the next. */
const stemmers = new Map<Language, Stem>();

/** Creates the numbering of stems: each stem of each language has a number. */
function createStemNumbers({ isStopWord }: GroupingOptions) {
  /** The stems by number. */
  const names: string[] = [];
  const numbers = new Map<string, number>();
  /** The numbers by language and word; undefined for function words. */
  const known = new Map<string, number | undefined>();

  function numberOf(word: string, language: Language): number | undefined {
    if (isStopWord(plainWord(word), language)) return undefined;
    const stem = stemmers.get(language) ?? createStemmer(language);
    stemmers.set(language, stem);
    const name = stem(word);
    const found = numbers.get(`${language} ${name}`) ?? names.push(name) - 1;
    numbers.set(`${language} ${name}`, found);
    return found;
  }

  return {
    count: () => names.length,
    /** Returns the numbers of the stems of a question's content words, each once, in ascending order. */
    of(text: string, language: Language): readonly number[] {
      const stems = new Set<number>();
      for (const word of splitWords(text.replace(MARK, " "))) {
        const name = `${language} ${word}`;
        if (!known.has(name)) known.set(name, numberOf(word, language));
        const number = known.get(name);
        if (number !== undefined) stems.add(number);
      }
      return [...stems].sort((a, b) => a - b);
    },
    /** Returns a key for a wording that does not depend on how its stems are numbered. */
    keyOf: ({ language, stems }: Pick<Wording, "language" | "stems">) =>
      `${language} ${stems
        .map((number) => names[number] ?? "")
        .sort()
        .join(" ")}`,
  };
}

type StemNumbers = ReturnType<typeof createStemNumbers>;

/** A placeholder for something that was redacted. */
const MARK = /\[\p{Ll}+\]/gu;

async function wordingsOf(gaps: readonly KeptGap[], numbers: StemNumbers): Promise<readonly Wording[]> {
  const wordings = new Map<string, Wording>();
  for (const [at, gap] of gaps.entries()) {
    if (at % READ_AT_ONCE === 0) await breathe();
    const { language, text } = gap;
    const stems = numbers.of(text, language);
    if (stems.length === 0) continue;
    const name = stems.join(" ");
    const wording = wordings.get(name);
    if (wording === undefined) wordings.set(name, { language, stems, gaps: [gap] });
    else wording.gaps.push(gap);
  }
  return inOrder(wordings.values(), numbers);
}

/** Sorts wordings so that those that most people asked come first. Among equals the shorter one comes first, since more others are similar to it. */
async function inOrder(wordings: Iterable<Wording>, { keyOf }: StemNumbers): Promise<readonly Wording[]> {
  /** The wordings in buckets by the main criteria, so that each bucket is quick to sort. */
  const ranks = new Map<number, { readonly wording: Wording; readonly key: string }[]>();
  let count = 0;
  for (const wording of wordings) {
    count += 1;
    if (count % AT_ONCE === 0) await breathe();
    const rank = askersOf(wording.gaps) * MOST_STEMS + MOST_STEMS - wording.stems.length;
    const ranked = ranks.get(rank);
    const named = { wording, key: keyOf(wording) };
    if (ranked === undefined) ranks.set(rank, [named]);
    else ranked.push(named);
  }
  const ordered: Wording[] = [];
  for (const rank of [...ranks.keys()].sort((a, b) => b - a)) {
    await breathe();
    const ranked = (ranks.get(rank) ?? []).sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const { wording } of ranked) ordered.push(wording);
  }
  return ordered;
}

/** An upper limit for the number of stems in a question. */
const MOST_STEMS = 1_000;

/** Adds each wording to the group whose leader it is most similar to, or makes it the leader of a new group. */
async function leadersAndFollowers(wordings: readonly Wording[], stems: number): Promise<readonly (readonly Wording[])[]> {
  const groups: Wording[][] = [];
  /** For each stem number, the positions of the leaders that have that stem. */
  const leading = Array.from({ length: stems }, (): number[] => []);
  /** How many stems each leader shares with the current wording. */
  const shared = new Uint16Array(wordings.length);
  const sizes = new Uint16Array(wordings.length);
  const touched = new Uint32Array(wordings.length);
  for (const [number, wording] of wordings.entries()) {
    if (number % AT_ONCE === 0) await breathe();
    const { length } = wording.stems;
    let count = 0;
    for (const stem of wording.stems) {
      for (const at of leading[stem] ?? []) {
        const before = shared[at] ?? 0;
        if (before === 0) touched[count++] = at;
        shared[at] = before + 1;
      }
    }
    let best = -1;
    let most = 0;
    for (let place = 0; place < count; place += 1) {
      const at = touched[place] ?? 0;
      const likeness = (2 * (shared[at] ?? 0)) / ((sizes[at] ?? 0) + length);
      shared[at] = 0;
      if (likeness < SIMILAR || likeness < most || (likeness === most && at > best)) continue;
      [best, most] = [at, likeness];
    }
    if (best >= 0) {
      groups[best]?.push(wording);
      continue;
    }
    for (const stem of wording.stems) leading[stem]?.push(groups.length);
    sizes[groups.length] = length;
    groups.push([wording]);
  }
  return groups;
}

/** Returns the least number of people: in different months, the same person has different names. */
function askersOf(gaps: readonly KeptGap[]): number {
  if (gaps.length === 1) return 1;
  const months = new Map<string, Set<string>>();
  for (const { month, asker } of gaps) months.set(month, (months.get(month) ?? new Set()).add(asker));
  return Math.max(0, ...[...months.values()].map(({ size }) => size));
}

function groupOf(language: Language, key: string, gaps: readonly KeptGap[], askers: number): GapGroup {
  const counts = { unknown: 0, refused: 0, unhelpful: 0 };
  for (const { reason } of gaps) if (reason !== "helpful") counts[reason] += 1;
  const nearest = nearestOf(gaps);
  return {
    ...{ id: idOf(key), language },
    askers,
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

/** Returns each text once, most frequent first. Texts that differ only in case and punctuation count as one. */
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
