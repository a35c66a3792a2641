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

/** Builds the index of a pack's titles and questions, at once. */
export function createSuggester(pack: Pack): Suggester {
  return inOneGo(buildSuggester(pack));
}

/** Builds the index of a pack's titles and questions, entry by entry. */
export function* buildSuggester(pack: Pack): Steps<Suggester> {
  const lines: Line[] = [];
  for (const [position, entry] of pack.entries.entries()) {
    lines.push(...linesOf(entry, position));
    yield;
  }
  const titles = new Fuse(
    lines.filter(({ isTitle }) => isTitle),
    FUZZY,
  );

  return {
    suggest(typed, language, limit) {
      const text = normalise(typed);
      const wanted = language !== undefined && pack.languages.includes(language) ? language : pack.defaultLanguage;
      if (text === "") return firstQuestions(pack, wanted, limit);
      const ranked = lines.flatMap((line) => {
        const rank = rankOf(line.text, text);
        // First aid whose title has the words stands with what begins with them, and so before it.
        const isAid = rank === RANKS.wordPrefixes && line.urgent && line.isTitle;
        return rank === undefined ? [] : [{ line, rank: isAid ? RANKS.prefix : rank }];
      });
      if (text.length >= SHORTEST_FUZZY) {
        for (const { item, score } of titles.search(text, { limit }))
          ranked.push({ line: item, rank: RANKS.fuzzy + (score ?? 0) });
      }
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
function linesOf({ id, language, title, questions, urgent }: Entry, position: number): Line[] {
  const line = (original: string, isTitle: boolean): Line => ({
    suggestion: { entry: id, language, title, text: isTitle || isWholeQuestion(original) ? original : title },
    text: normalise(original),
    isTitle,
    urgent,
    position,
  });
  const whole = questions.filter(isWholeQuestion);
  const shown = [...new Set([...whole, ...questions])].slice(0, MOST_QUESTIONS);
  return [line(title, true), ...shown.map((question) => line(question, false))];
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
