import { lexiconOf } from "../../languages/lexicon.ts";
import type { Language } from "../../model.ts";
import { comparable } from "../../text/comparable-text.ts";
import type { DraftText } from "./draft-entry.ts";
import { phrasesOf } from "./phrases.ts";
import { isOrder, questionsOf } from "./sentence-questions.ts";
import { firstWord, type Wording } from "./wording.ts";

/** What ways of asking are made of. */
export interface Asked {
  readonly text: Pick<DraftText, "title" | "summary" | "points" | "steps" | "more">;
  /** Ways of asking that the source gives. */
  readonly asks: readonly string[];
  /** Names that stand in this entry and in no other. */
  readonly names: readonly string[];
  /** Words that tell this entry from the others. */
  readonly keywords: readonly string[];
  /** The title of the whole document. */
  readonly document: string;
  /** The entry's place among all: entries next to each other ask in different ways. */
  readonly turn: number;
}

/** In words: a longer heading is a sentence, and not what something is called. */
const LONGEST_TOPIC = 8;
/** An e-mail address or a telephone number. "An Peeters, an@example.be" states nothing that people ask about, and begins with no article. */
const CONTACT = /\S@\S|(?<![\p{L}\p{N}.])(?:\+|0)\d(?:[\s./()-]*\d){6,}/u;
/** Has no divisor in common with the usual numbers of forms. */
const STRIDE = 7;
/** In words. */
const SHORTEST_TASK = 2;

/** Proposes ways of asking for an entry, from its heading, its names, its sentences and what they are about. Each once. */
export function proposeWays(
  { text, asks, names, keywords, document, turn }: Asked,
  language: Language,
  wording: Wording,
): readonly string[] {
  const sentences = sentencesOf(text, language).filter((each) => isOrder(each, wording.asking) || !CONTACT.test(each));
  const proposed = [
    ...waysOfHeading(text.title, document, language, wording),
    ...(wording.asking === undefined ? [] : names.flatMap((name) => waysOfName(name, text, wording))),
    ...sentences.flatMap((sentence) => questionsOf(sentence, wording)),
    ...inTurn(
      [
        ...new Set(
          sentences.flatMap((sentence) => phrasesOf(sentence, wording)).flatMap((phrase) => wording.fromReader(phrase) ?? []),
        ),
      ],
      wording.asking?.phrases,
      turn,
      wording,
    ),
    ...inTurn(keywords, wording.asking?.words, turn, wording),
  ];
  const seen = new Set([text.title, ...asks].map(comparable));
  return proposed.filter((way) => {
    const key = comparable(way);
    if (key === "" || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A question stays what it is; a task, an incident and a topic are asked for in their own ways. */
function waysOfHeading(heading: string, document: string, language: Language, wording: Wording): readonly string[] {
  const { asking } = wording;
  if (asking === undefined || heading.endsWith("?")) return [];
  const general = asking.general[heading.toLowerCase()];
  if (general !== undefined) return general.map((form) => wording.fill(form, { document }));
  const x = wording.within(heading.replace(/[.!:]$/, ""));
  const words = x.split(" ");
  const fill = (forms: readonly string[], values: Readonly<Record<string, string>> = { x }) =>
    forms.map((form) => wording.atStart(wording.fill(form, values)));
  if (isOrder(x, asking) && words.length >= SHORTEST_TASK) return questionsOf(`${heading}.`, wording);
  if (namesTask(firstWord(x).toLowerCase(), asking)) return fill(asking.taskHeadings);
  const speaksOfOneself = lexiconOf(language).firstPerson.split(" ").includes(firstWord(x).toLowerCase());
  const hasVerb = words.slice(1).some((word) => asking.copulas.has(word) || asking.inverting.has(word));
  const isIncident = words.length > SHORTEST_TASK && (speaksOfOneself || hasVerb);
  if (isIncident) return fill(asking.incidents);
  if (words.length > LONGEST_TOPIC || wording.fromReader(x) !== x) return [];
  return fill(asking.topics);
}

/** Each is asked about in one way, so that no way of putting a question belongs to an entry. */
function inTurn(
  things: readonly string[],
  forms: readonly string[] | undefined,
  turn: number,
  wording: Wording,
): readonly string[] {
  if (forms === undefined) return [];
  return things.map((x, at) => wording.atStart(wording.fill(forms[(turn * STRIDE + at) % forms.length] ?? "{x}", { x })));
}

/** A name is asked for with the article that the text gives it. */
function waysOfName(name: string, { summary, points, steps, more }: Asked["text"], wording: Wording): readonly string[] {
  const { asking } = wording;
  if (asking === undefined) return [];
  const all = [summary, ...points, ...steps, ...more].join(" ");
  const before = /(\S+)\s$/.exec(all.slice(0, Math.max(0, all.indexOf(name))))?.[1]?.toLowerCase() ?? "";
  const x = asking.articles.has(before) && asking.defining.has(before) ? `${before} ${name}` : name;
  return asking.names.map((form) => wording.fill(form, { x }));
}

/** "Resetting", or "changer" where that is what a question needs. */
function namesTask(word: string, { imperatives, gerund, taskHeadings }: NonNullable<Wording["asking"]>): boolean {
  if (taskHeadings.length === 0) return false;
  if (gerund === "") return Object.values(imperatives).includes(word);
  if (!word.endsWith(gerund)) return false;
  const stem = word.slice(0, -gerund.length);
  return [stem, `${stem}e`, stem.slice(0, -1)].some((verb) => Object.hasOwn(imperatives, verb));
}

function sentencesOf({ summary, points, steps, more }: Asked["text"], language: Language): readonly string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  const texts = [summary, ...steps, ...points, ...more.flatMap((paragraph) => paragraph.split("\n"))];
  return texts.flatMap((text) => [...segmenter.segment(text)].map(({ segment }) => segment.trim()));
}
