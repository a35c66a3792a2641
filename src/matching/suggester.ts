import Fuse from "fuse.js";
import { inOneGo, type Steps } from "../common/steps.ts";
import type { Entry, Language, Pack } from "../model.ts";
import type { Suggestion } from "../ports.ts";
import { splitWords, stripAccents } from "../text/words.ts";

/** Finds titles and questions while somebody types. */
export interface Suggester {
  /**
   * Returns at most `limit` suggestions, one for each entry; each shows a title or a whole question. They are sorted by language, the preferred one first, then
   * by match (exact, prefix, beginnings of words, fuzzy), then urgent entries first. For an empty text, returns good first questions.
   */
  suggest(typed: string, language: Language | undefined, limit: number): Suggestion[];
}

interface Line {
  readonly suggestion: Suggestion;
  /** Normalised text. */
  readonly text: string;
  readonly isTitle: boolean;
  /** Whether its entry is urgent. */
  readonly urgent: boolean;
  /** The position of its entry in the pack, whose entries are in the order of the areas. */
  readonly position: number;
}

/** How well a line matches what was typed; smaller is better. */
const RANKS = { exact: 0, prefix: 1, wordPrefixes: 2, fuzzy: 3 } as const;
/** fuse.js scans every line at every keystroke. It gets only the titles, which keeps that to a few milliseconds. */
const FUZZY = { keys: ["text"], threshold: 0.4, ignoreLocation: true, includeScore: true };
const SHORTEST_FUZZY = 3;
/** In characters: hardly any title is longer, and a text of 2,000 characters would take half a second. */
const LONGEST_FUZZY = 100;

/** The suggester of a pack, from which those of workspaces are derived. */
export interface PackSuggester extends Suggester {
  /**
   * Makes the suggester of a workspace, which reuses the pack's index.
   * @param pack the pack as the workspace has it
   * @param own the entries in it that the shared pack lacks
   */
  over(pack: Pack, own: readonly Entry[]): Suggester;
}

/** The lines of some entries, with an index of their titles. */
interface Lines {
  readonly lines: readonly Line[];
  readonly titles: Fuse<Line>;
  /** Whether a line is left out; absent: none is. */
  readonly isHidden?: (line: Line) => boolean;
}

/** Builds the index of a pack's titles and questions in one go. */
export function createSuggester(pack: Pack): PackSuggester {
  return inOneGo(buildSuggester(pack));
}

/** Builds the index of a pack's titles and questions, one entry per step. */
export function* buildSuggester(pack: Pack): Steps<PackSuggester> {
  const shared = yield* readLines(pack.entries);
  return {
    ...suggesterOf(pack, [shared]),
    over(laid, own) {
      const left = new Set(laid.entries.filter((entry) => !own.includes(entry)).map(({ language, id }) => `${language}/${id}`));
      const hidden = new Set(pack.entries.map(({ language, id }) => `${language}/${id}`).filter((key) => !left.has(key)));
      const isHidden = ({ suggestion: { language, entry } }: Line) => hidden.has(`${language}/${entry}`);
      return suggesterOf(laid, [{ ...shared, isHidden }, inOneGo(readLines(own))]);
    },
  };
}

function suggesterOf(pack: Pack, sources: readonly Lines[]): Suggester {
  return {
    suggest(typed, language, limit) {
      const text = normalise(typed);
      const wanted = language !== undefined && pack.languages.includes(language) ? language : pack.defaultLanguage;
      if (text === "") return firstQuestions(pack, wanted, limit);
      const ranked = sources.flatMap(({ lines, titles, isHidden = () => false }) => {
        const met = lines.flatMap((line) => {
          const rank = rankOf(line.text, text);
          // A title of an urgent entry that matches by beginnings of words ranks like one that begins with them, and then comes first as urgent.
          const isAid = rank === RANKS.wordPrefixes && line.urgent && line.isTitle;
          return rank === undefined ? [] : [{ line, rank: isAid ? RANKS.prefix : rank }];
        });
        const fuzzy = text.length < SHORTEST_FUZZY || text.length > LONGEST_FUZZY ? [] : titles.search(text, { limit });
        const found = fuzzy.map(({ item, score }) => ({ line: item, rank: RANKS.fuzzy + (score ?? 0) }));
        return [...met, ...found].filter(({ line }) => !isHidden(line));
      });
      const otherLanguage = ({ line }: { line: Line }) => (line.suggestion.language === wanted ? 0 : 1);
      ranked.sort(
        (a, b) =>
          otherLanguage(a) - otherLanguage(b) ||
          a.rank - b.rank ||
          Number(b.line.urgent) - Number(a.line.urgent) ||
          Number(b.line.isTitle) - Number(a.line.isTitle) ||
          a.line.text.length - b.line.text.length ||
          a.line.position - b.line.position,
      );
      return onePerEntry(ranked.map(({ line }) => line.suggestion)).slice(0, limit);
    },
  };
}

/** Reads titles and first questions. A question that is a whole sentence is shown as it is; a fragment, which only training needs, shows the title. */
function* readLines(entries: readonly Entry[]): Steps<Lines> {
  const lines: Line[] = [];
  for (const [position, { id, language, title, questions, urgent }] of entries.entries()) {
    const line = (original: string, isTitle: boolean): Line => ({
      suggestion: { entry: id, language, title, text: isTitle || isWholeQuestion(original) ? original : title },
      text: normalise(original),
      isTitle,
      urgent,
      position,
    });
    const whole = questions.filter(isWholeQuestion);
    const shown = [...new Set([...whole, ...questions])].slice(0, MOST_QUESTIONS);
    lines.push(line(title, true), ...shown.map((question) => line(question, false)));
    yield;
  }
  const titles = lines.filter(({ isTitle }) => isTitle);
  return { lines, titles: new Fuse(titles, FUZZY) };
}

/** The most questions of one entry that are indexed. More would take longer, and the index is built again at every edit of the pack. */
const MOST_QUESTIONS = 8;
const FEWEST_WORDS = 4;

function isWholeQuestion(text: string): boolean {
  return /^\p{Lu}.*\?$/u.test(text) && text.split(" ").length >= FEWEST_WORDS;
}

const normalise = (text: string) => splitWords(text).map(stripAccents).join(" ");

/** Returns the rank of a line that equals the typed text, begins with it, or has words that begin with the typed ones in any order; undefined for any other. */
function rankOf(line: string, typed: string): number | undefined {
  if (line === typed) return RANKS.exact;
  if (line.startsWith(typed)) return RANKS.prefix;
  const words = line.split(" ");
  const meets = typed.split(" ").every((start) => words.some((word) => word.startsWith(start)));
  return meets ? RANKS.wordPrefixes : undefined;
}

function onePerEntry(suggestions: readonly Suggestion[]): Suggestion[] {
  const seen = new Set<string>();
  return suggestions.filter(({ entry }) => {
    if (seen.has(entry)) return false;
    seen.add(entry);
    return true;
  });
}

/**
 * Returns what somebody new to the pack would ask. Up to half of it is urgent entries, those in the pack's `firstAid` first; then comes the first entry of each
 * area, then any other.
 */
function firstQuestions(pack: Pack, language: Language, limit: number): Suggestion[] {
  const own = pack.entries.filter((entry) => entry.language === language);
  const named = (pack.firstAid ?? []).flatMap((id) => own.find((entry) => entry.id === id) ?? []);
  const urgent = [...new Set([...named, ...own.filter((entry) => entry.urgent)])].slice(0, Math.ceil(limit / 2));
  const firstOfAreas = pack.areas.flatMap((area) => own.find((entry) => entry.area === area.id) ?? []);
  const chosen = [...new Set([...urgent, ...firstOfAreas, ...own])].slice(0, limit);
  return chosen.map((entry) => ({ entry: entry.id, language, title: entry.title, text: entry.title }));
}
