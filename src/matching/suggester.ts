import Fuse from "fuse.js";
import { inOneGo, type Steps } from "../common/steps.ts";
import type { Entry, Language, Pack } from "../model.ts";
import type { Suggestion } from "../ports.ts";
import { splitWords, stripAccents } from "../text/words.ts";

/** Finds titles and questions while somebody types. */
export interface Suggester {
  /**
   * At most `limit` entries, each once: exact before prefix before fuzzy, urgent entries before others, the preferred language first; for
   * an empty text, good first ones. Each shows a title or a whole question.
   */
  suggest(typed: string, language: Language | undefined, limit: number): Suggestion[];
}

interface Line {
  readonly suggestion: Suggestion;
  /** Normalised text. */
  readonly text: string;
  readonly isTitle: boolean;
  /** Of an urgent entry. */
  readonly urgent: boolean;
  /** Position in the pack: the order of its areas. */
  readonly position: number;
}

/** How a line meets what was typed; smaller is better. */
const RANKS = { exact: 0, prefix: 1, wordPrefixes: 2, fuzzy: 3 } as const;
/** fuse.js scans every line at every keystroke; titles alone keep that under a millisecond. */
const FUZZY = { keys: ["text"], threshold: 0.4, ignoreLocation: true, includeScore: true };
const SHORTEST_FUZZY = 3;

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
          // First aid with the words anywhere in its title ranks with lines that begin with them, and being urgent comes first.
          const isAid = rank === RANKS.wordPrefixes && line.urgent && line.isTitle;
          return rank === undefined ? [] : [{ line, rank: isAid ? RANKS.prefix : rank }];
        });
        const fuzzy = text.length < SHORTEST_FUZZY ? [] : titles.search(text, { limit });
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

/** Titles, and the first questions: one that is a whole, clean sentence is shown itself, a fragment that training needs too shows the title. */
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

/** Of one entry; all of them would have to be read again at every edit of the pack. */
const MOST_QUESTIONS = 8;
const FEWEST_WORDS = 4;

function isWholeQuestion(text: string): boolean {
  return /^\p{Lu}.*\?$/u.test(text) && text.split(" ").length >= FEWEST_WORDS;
}

const normalise = (text: string) => splitWords(text).map(stripAccents).join(" ");

/** The whole text, its beginning, or the beginnings of some of its words in any order. */
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

/** Urgent entries first, those of them first that the pack names as such, then the first of each area: what somebody new to the pack would ask. */
function firstQuestions(pack: Pack, language: Language, limit: number): Suggestion[] {
  const own = pack.entries.filter((entry) => entry.language === language);
  const named = (pack.firstAid ?? []).flatMap((id) => own.find((entry) => entry.id === id) ?? []);
  const urgent = [...new Set([...named, ...own.filter((entry) => entry.urgent)])].slice(0, Math.ceil(limit / 2));
  const firstOfAreas = pack.areas.flatMap((area) => own.find((entry) => entry.area === area.id) ?? []);
  const chosen = [...new Set([...urgent, ...firstOfAreas, ...own])].slice(0, limit);
  return chosen.map((entry) => ({ entry: entry.id, language, title: entry.title, text: entry.title }));
}
