import { inOneGo, type Steps } from "../../common/steps.ts";
import { editDistanceWithin } from "../../text/edit-distance.ts";
import { stripAccents } from "../../text/words.ts";

/** Corrects typos in words that are neither in the pack nor among the language's common words. */
export interface SpellingCorrector {
  /** Returns the words with typos corrected, in the same order. */
  correct(words: readonly string[]): string[];
  /** Builds ahead of time what the first unknown word needs. */
  prepare(): Steps<void>;
}

/** Shorter words must match exactly, since one letter makes another word of them. Those of three letters have a rule of their own: {@link COMMONEST}. */
const SHORTEST_CORRECTED = 4;
/** From this length a word may have two typos, below it one. */
const TWO_SLIPS_FROM = 8;
/** The most words of one question that are corrected, which bounds the work; the rest stay as typed. */
const MOST_CORRECTED_WORDS = 8;
const CACHE_SIZE = 5_000;
const WORDS_IN_STEP = 500;
/** The bonus of a word that the pack uses often. It is less than one typo, so that such a word wins a tie but never beats a nearer word. */
const MOST_FREQUENCY_BONUS = 0.4;
/** A word of three letters ("wht", "hwo") is corrected only to one of this many of the language's commonest words, with which every other question begins. */
const COMMONEST = 150;

/** A word that a misspelt one may be corrected to. */
interface Target {
  readonly word: string;
  readonly plain: string;
  readonly bonus: number;
}

/** Targets by their initial and length; those with a bonus also by their length alone. */
type Groups = Map<string, Target[]>;

/** The words of a pack, which the correctors of all its languages share. */
export interface PackWords {
  /** How often the pack uses each word. */
  readonly frequencies: ReadonlyMap<string, number>;
  /** Words of the pack that are typos themselves, each with the word that was meant (see {@link findSlips}). */
  readonly slips: ReadonlyMap<string, string>;
  /** Returns the words of the pack that a typo may be corrected to. They are built on the first call. */
  targets(): Steps<Groups>;
}

/** Adds the targets of corrections to the words of a pack. */
export function packWords({ frequencies, slips }: Omit<PackWords, "targets">): PackWords {
  let built: Groups | undefined;
  return {
    frequencies,
    slips,
    *targets() {
      if (built !== undefined) return built;
      const groups: Groups = new Map();
      let read = 0;
      for (const [word, count] of frequencies) {
        if (++read % WORDS_IN_STEP === 0) yield;
        if (isCorrectable(word) && !slips.has(word)) add(groups, target(word, Math.min(MOST_FREQUENCY_BONUS, count / 100)));
      }
      built = groups;
      return groups;
    },
  };
}

export interface SpellingOptions {
  /** The language's words, the most common first. */
  readonly commonWords: readonly string[];
  /** Returns whether a word that is not among these is still no typo, since it is common in another language of the pack. */
  readonly isKnown: (word: string) => boolean;
  /** Returns whether the pack uses one of its words in the language. A typo is not corrected to a word of another language. */
  readonly isUsed: (word: string) => boolean;
  /** How many corrections are cached. */
  readonly remembered?: number;
}

/**
 * Builds a corrector for one language. Its targets are the pack's words and the language's common words: a typo in
 * "people" must not become a word of the pack.
 */
export function createSpellingCorrector(
  pack: PackWords,
  { commonWords, isKnown, isUsed, remembered = CACHE_SIZE }: SpellingOptions,
): SpellingCorrector {
  const { frequencies, slips } = pack;
  const common = new Set(commonWords);
  const commonest = commonWords.slice(0, COMMONEST);
  const cache = new Map<string, string>();
  /** The targets from the pack and those from the language. Built on first use. */
  let targets: readonly [Groups, Groups] | undefined;

  function* prepare(): Steps<readonly [Groups, Groups]> {
    const own: Groups = new Map();
    let read = 0;
    for (const word of commonWords) {
      if (++read % WORDS_IN_STEP === 0) yield;
      if (isCorrectable(word) && !frequencies.has(word)) add(own, target(word, 0));
    }
    return [yield* pack.targets(), own];
  }

  function targetsOfShape(shape: string): Target[] {
    targets ??= inOneGo(prepare());
    return targets.flatMap((groups) => groups.get(shape) ?? []);
  }

  /**
   * Returns the nearest target with the same initial. If a long word has none, returns the nearest word of the pack of the same length; otherwise the word
   * itself. People seldom mistype an initial, and "docking" is near "locking".
   */
  function nearest(word: string): string {
    const plain = stripAccents(word);
    const allowed = slipsAllowed(plain);
    let best: Target | undefined;
    let least = Number.POSITIVE_INFINITY;
    const consider = (candidates: readonly Target[]) => {
      for (const candidate of candidates) {
        const distance = editDistanceWithin(plain, candidate.plain, allowed);
        if (distance === undefined || distance - candidate.bonus >= least) continue;
        if (candidate.bonus > 0 && !isUsed(candidate.word)) continue;
        best = candidate;
        least = distance - candidate.bonus;
      }
    };
    for (let length = plain.length - allowed; length <= plain.length + allowed; length++) {
      consider(targetsOfShape(initialAndLength(plain[0], length)));
    }
    if (best === undefined && plain.length >= TWO_SLIPS_FROM) consider(targets?.[0].get(String(plain.length)) ?? []);
    return best?.word ?? word;
  }

  function correctShort(word: string): string {
    if (word.length !== SHORTEST_CORRECTED - 1) return word;
    return commonest.find((meant) => isShortSlip(word, meant)) ?? word;
  }

  const isRight = (word: string) => frequencies.has(word) || common.has(word) || isKnown(word) || /\p{N}/u.test(word);

  return {
    *prepare() {
      targets ??= yield* prepare();
    },
    correct(words) {
      let budget = MOST_CORRECTED_WORDS;
      return words.map((word) => {
        const slip = slips.get(word);
        if (slip !== undefined) return slip;
        if (isRight(word)) return word;
        const known = cache.get(word);
        if (known !== undefined) return known;
        if (budget === 0) return word;
        budget--;
        if (cache.size >= remembered) cache.clear();
        const corrected = isCorrectable(word) ? nearest(word) : correctShort(word);
        cache.set(word, corrected);
        return corrected;
      });
    },
  };
}

/** A word of the pack can only be a typo of another that is at least this many times as frequent. */
const TIMES_AS_FREQUENT = 10;
const SHORTEST_SLIP = 6;
const SHORTEST_DOUBLE_SLIP = 10;

/**
 * Finds words in a pack's ways of asking that are typos themselves ("ransomwear"), and returns the word that was meant for each. Such words are rare, in no
 * title or text, unknown to the language, and one or two typos away from a word with the same initial that the pack uses at least ten times as often. If they
 * were taken for words, people who make the same typo in another question would not be understood.
 * @param frequencies how often the pack uses each word
 * @param isKnown returns whether a word is certainly no typo, since it is common in a language of the pack or used in a title or text
 */
export function findSlips(frequencies: ReadonlyMap<string, number>, isKnown: (word: string) => boolean): Map<string, string> {
  const counted = [...frequencies].filter(([word]) => isCorrectable(word));
  const targets: Groups = new Map();
  for (const [word, count] of counted) if (count >= TIMES_AS_FREQUENT) add(targets, target(word, count));
  const slips = new Map<string, string>();
  for (const [word, count] of counted) {
    if (word.length < SHORTEST_SLIP || isKnown(word)) continue;
    const plain = stripAccents(word);
    const allowed = plain.length >= SHORTEST_DOUBLE_SLIP ? 2 : 1;
    let best: Target | undefined;
    for (let length = plain.length - allowed; length <= plain.length + allowed; length++) {
      for (const candidate of targets.get(initialAndLength(plain[0], length)) ?? []) {
        if (candidate.bonus < count * TIMES_AS_FREQUENT || candidate.bonus <= (best?.bonus ?? 0) || candidate.plain === plain)
          continue;
        if (editDistanceWithin(plain, candidate.plain, allowed) !== undefined) best = candidate;
      }
    }
    if (best !== undefined) slips.set(word, best.word);
  }
  return slips;
}

const isCorrectable = (word: string) => word.length >= SHORTEST_CORRECTED && !/\p{N}/u.test(word);
const slipsAllowed = (word: string) => (word.length >= TWO_SLIPS_FROM ? 2 : 1);
const target = (word: string, bonus: number): Target => ({ word, plain: stripAccents(word), bonus });

/** Returns whether two letters changed places or one was left out, and the initial is right. */
function isShortSlip(typed: string, meant: string): boolean {
  if (typed[0] !== meant[0] || meant.length < typed.length || meant.length > typed.length + 1) return false;
  const sameLetters = [...typed].sort().join("") === [...meant].sort().join("");
  return meant.length === typed.length ? sameLetters : editDistanceWithin(typed, meant, 1) === 1;
}

const initialAndLength = (initial: string | undefined, length: number) => `${initial}${length}`;

function add(groups: Groups, each: Target): void {
  const { plain, bonus } = each;
  const shapes = [initialAndLength(plain[0], plain.length), ...(bonus > 0 ? [String(plain.length)] : [])];
  for (const shape of shapes) {
    const group = groups.get(shape);
    if (group === undefined) groups.set(shape, [each]);
    else group.push(each);
  }
}
