import type { Match, Matcher } from "../../matching/matcher.ts";
import { plainWords, type Utterance } from "../../text/utterance.ts";
import { type Reading, readingOf } from "../phrases/reading.ts";
import type { FollowUpReader } from "./follow-up.ts";
import { splitsOf } from "./splitter.ts";

/** Finds two questions in one message. Returns what the matcher makes of each, in order; undefined if there is only one question. */
export type TwoQuestionFinder = (utterance: Utterance, whole: Match) => readonly [Match, Match] | undefined;

/** The longest message that is taken for two questions; a longer one is a story. */
const LONGEST = 60;
/**
 * A message with two questions has two plausible entries, both far ahead of the third. This holds for nine in ten such messages of the development set,
 * but also for sixteen in a hundred single questions with an "and" or a second sentence, so the parts are then looked at one by one.
 */
const TWO_WAYS = { weakerFrom: 0.03, leadOnThird: 2 } as const;
/** Each part must then give one of the two entries this probability and this lead over the next, and one of the parts a strong one. */
const POINTING = { from: 0.15, lead: 1.5, strongFrom: 0.35 } as const;

export function createTwoQuestionFinder(matcher: Matcher, followUp: FollowUpReader): TwoQuestionFinder {
  return (utterance, whole) => {
    if (utterance.words.length > LONGEST) return undefined;
    const reading = readingOf(whole.language);
    const match = (text: string) => matcher.match(text, whole.language);
    const torn = pullsTwoWays(whole);
    for (const { first, second, plain } of splitsOf(utterance, reading)) {
      // If the matcher is not torn between two entries, the form must show two questions: "what are the rules and fines" is one.
      if ((!torn && !plain) || !mayBeQuestion(first, reading) || isBackground(first, second, reading)) continue;
      const one = match(first);
      if (one.outcome !== "answer" && !(torn && isClear(one))) continue;
      const two = match(second);
      if (mayBeQuestion(second, reading)) {
        const certain = plain && asksPlainly(first, reading) && isCertain(one, two, whole);
        if (certain || (torn && explains(one, two, whole))) return [one, two];
      }
      const inherited = plain && asksPlainly(first, reading) ? inherit(second, one, two) : undefined;
      if (inherited !== undefined) return [one, inherited];
    }
    return undefined;
  };

  /** Answers a second question without a topic of its own ("and how long do we have?") in the context of the first. */
  function inherit(second: string, one: Match, two: Match): Match | undefined {
    const [first] = one.candidates;
    if (one.outcome !== "answer" || first === undefined || two.outcome === "answer") return undefined;
    const { language, matched } = one;
    const read = followUp.read(second, two, {
      language,
      entries: [first.id],
      outcome: "answer",
      matched,
      confidence: first.confidence,
    });
    return read.outcome === "answer" && read.candidates[0]?.id !== first.id ? read : undefined;
  }
}

/** Returns whether both parts have an answer of their own, and the whole message has no third answer that is more likely. */
function isCertain(one: Match, two: Match, whole: Match): boolean {
  const [first, second, best] = [one.candidates[0], two.candidates[0], whole.candidates[0]];
  if (one.outcome !== "answer" || two.outcome !== "answer" || first === undefined || second === undefined) return false;
  if (first.id === second.id) return false;
  const isOneOfThem = best === undefined || best.id === first.id || best.id === second.id;
  return isOneOfThem || best.confidence < Math.min(first.confidence, second.confidence);
}

function pullsTwoWays({ candidates }: Match): boolean {
  const weaker = candidates[1]?.confidence ?? 0;
  return weaker >= TWO_WAYS.weakerFrom && weaker >= TWO_WAYS.leadOnThird * (candidates[2]?.confidence ?? 0);
}

/** Returns whether the parts point to the two best entries of the whole message, one each. */
function explains(one: Match, two: Match, whole: Match): boolean {
  const ids = whole.candidates.slice(0, 2).map(({ id }) => id);
  const [first, second] = [one.candidates[0], two.candidates[0]];
  if (first === undefined || second === undefined || first.id === second.id) return false;
  if (!ids.includes(first.id) || !ids.includes(second.id) || !isClear(one) || !isClear(two)) return false;
  return Math.max(first.confidence, second.confidence) >= POINTING.strongFrom;
}

function isClear({ candidates }: Match): boolean {
  const best = candidates[0]?.confidence ?? 0;
  return best >= POINTING.from && best >= POINTING.lead * (candidates[1]?.confidence ?? 0);
}

/** The fewest words before an "and" that can be a question of their own; "which laws and which services …" is one question. */
const SHORTEST_QUESTION = 3;
/** A statement about oneself with more words than this is the background of a question. */
const LONGEST_TELEGRAM = 5;

function asksPlainly(text: string, reading: Reading): boolean {
  const words = plainWords(text);
  return text.endsWith("?") || (words.length >= SHORTEST_QUESTION && reading.asks(words));
}

/** In "A strange text has come. Where do I report it?", the part before the question asks nothing: it is what the question is about. */
function isBackground(first: string, second: string, reading: Reading): boolean {
  const clauses = first.split(/[,:;]\s/u);
  return !clauses.some((clause) => asksPlainly(clause, reading)) && asksPlainly(second, reading);
}

/** Returns whether a part of a message may be a question of its own: it names a topic, is no story and is not off-topic. */
function mayBeQuestion(text: string, reading: Reading): boolean {
  const words = plainWords(text);
  if (words.every((word) => reading.isStopWord(word)) || reading.isOffTopic(words)) return false;
  if (asksPlainly(text, reading) || !reading.tellsOfSelf(words)) return true;
  return words.length <= LONGEST_TELEGRAM && !reading.tellsOfSelf(words.slice(0, 1));
}
