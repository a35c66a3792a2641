import type { Phrase } from "../../languages/phrases.ts";
import { plainWord, plainWords } from "../../text/utterance.ts";

/** What `<name>` stands for. */
export interface Names {
  /** Words that stand in for each other, written as a phrase. */
  readonly groups: Readonly<Record<string, Phrase>>;
  /** What is captured, as regular expressions over plain words that each end in a space. */
  readonly slots: Readonly<Record<string, string>>;
}

const TOKEN = /\[|\]|\(|\)|\||<[a-z]+>|[^[\]()|<>]+/gu;

/** The source of a regular expression over plain words, each followed by a space; a slot becomes a capturing group. */
export function phraseSource(phrase: Phrase, names: Names = NO_NAMES): string {
  const tokens = Array.from(phrase.matchAll(TOKEN), ([token]) => token);
  return readAlternatives(tokens, names);
}

const NO_NAMES: Names = { groups: {}, slots: {} };

/** Reads up to the closing bracket; the longest alternative comes first, so that it matches as much as possible. */
function readAlternatives(tokens: string[], names: Names): string {
  const alternatives = [""];
  for (;;) {
    const token = tokens.shift();
    if (token === undefined || token === "]" || token === ")") break;
    if (token === "|") alternatives.push("");
    else alternatives.push(`${alternatives.pop()}${readToken(token, tokens, names)}`);
  }
  return `(?:${longestFirst(alternatives).join("|")})`;
}

function readToken(token: string, tokens: string[], names: Names): string {
  if (token === "[") return `${readAlternatives(tokens, names)}?`;
  if (token === "(") return readAlternatives(tokens, names);
  return token.startsWith("<") ? nameSource(token.slice(1, -1), names) : literalSource(token);
}

function nameSource(name: string, names: Names): string {
  const group = names.groups[name];
  return group === undefined ? `(${names.slots[name] ?? ""})` : phraseSource(group, names);
}

function longestFirst(sources: readonly string[]): string[] {
  return [...sources].sort((a, b) => b.length - a.length);
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: "ae?", ö: "oe?", ü: "ue?" };
const LITERAL = /[\p{L}\p{M}\p{N}]+|['’]/gu;

/** "für Sie" → "fue?r sie ", "that's" → "that ?s ". */
function literalSource(text: string): string {
  let source = "";
  for (const [piece] of text.normalize("NFC").toLowerCase().matchAll(LITERAL)) {
    if (piece === "'" || piece === "’") source = `${source.trimEnd()} ?`;
    else source += `${Array.from(piece, (letter) => UMLAUTS[letter] ?? plainWord(letter)).join("")} `;
  }
  return source;
}

/** The source of an expression for any of several phrases. */
export function anyOf(phrases: readonly Phrase[], names?: Names): string {
  return `(?:${longestFirst(phrases.map((phrase) => phraseSource(phrase, names))).join("|")})`;
}

/** Any words, from one to so many, as a slot. */
export const anyWords = (most: number) => `(?:\\S+ ){1,${most}}`;
const ANY_WORDS = /\(\?:\\S\+ \)\{1,\d+\}/gu;

/**
 * Makes a cheap test that every text which an expression matches whole must pass: its words are words of the expression, or the first one is, where the
 * expression has room for any.
 */
export function createWordTest(source: string): (text: string) => boolean {
  const words = new Set<string>();
  /** Words that may be written together with the one after them, as "l'" is. */
  const joined = new Set<string>();
  const literal = source.replaceAll(ANY_WORDS, "");
  const pieces = literal.split(/\(\?:|[()|]\??/u);
  for (const word of pieces.flatMap((piece) => piece.split(/ (?!\?)/u))) {
    const parts = word.split(" ?").flatMap(spellings);
    for (const each of [...parts, ...spellings(word.replaceAll(" ?", ""))]) words.add(each);
    if (word.endsWith(" ?")) for (const each of parts) joined.add(each);
  }
  words.delete("");
  joined.delete("");
  const isKnown = (word: string): boolean =>
    words.has(word) || [...joined].some((start) => word.startsWith(start) && words.has(word.slice(start.length)));
  const hasRoom = literal !== source;
  return (text) => {
    const typed = text.trimEnd().split(" ");
    return hasRoom ? isKnown(typed[0] ?? "") : typed.every(isKnown);
  };
}

/** "fue?r" → "fur", "fuer". */
function spellings(word: string): string[] {
  const at = word.indexOf("e?");
  if (at < 0) return [word];
  return spellings(word.slice(at + 2)).flatMap((rest) => [word.slice(0, at) + rest, `${word.slice(0, at)}e${rest}`]);
}

/** All words that stand literally in phrases. */
export function literalWords(phrases: readonly Phrase[]): string[] {
  return phrases.flatMap((phrase) => plainWords(phrase.replace(/<[a-z]+>/gu, " ")));
}

/** Plain words as the text that the expressions are matched against. */
export function phraseText(words: readonly string[]): string {
  return words.map((word) => `${word} `).join("");
}
