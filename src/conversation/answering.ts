import type { Match, Matcher } from "../matching/matcher.ts";
import type { Candidate, Context, Decision, Entry, Language } from "../model.ts";
import { plainWord, plainWords, type Utterance } from "../text/utterance.ts";
import type { PackIndex } from "./pack-index.ts";
import { readingOf } from "./phrases/reading.ts";
import type { CoverageReader } from "./questions/coverage.ts";
import type { FollowUpReader } from "./questions/follow-up.ts";
import { isBeyondScope } from "./questions/scope.ts";
import type { TwoQuestionFinder } from "./questions/two-questions.ts";
import type { Audience } from "./reader.ts";
import { answerReply, passageReply } from "./replies/answer.ts";
import { choicesReply, openedReply, unknownReply } from "./replies/undecided.ts";
import { decideTo, type Turn } from "./turn.ts";

/** Answers questions about the pack: with an answer, choices or an honest "I do not know", and two questions in one message with two answers. */
export interface Answering {
  answer(utterance: Utterance, turn: Turn): Decision;
}

/** The least probability (0–1) of an entry that is offered with an honest "I do not know". */
const PLAUSIBLE = 0.12;
const MOST_NEAREST = 3;
/** How many passages of an entry that was shown already are quoted at most. */
const MOST_PASSAGES = 3;

interface Parts {
  readonly packIndex: PackIndex;
  readonly matcher: Matcher;
  readonly coverage: CoverageReader;
  readonly followUp: FollowUpReader;
  readonly findTwo: TwoQuestionFinder;
}

/** What a text means in the context of its thread. */
interface Understanding extends Match {
  readonly text: string;
  /** What the matcher made of the text without the context. */
  readonly alone: Match;
}

export function createAnswering({ packIndex, matcher, coverage, followUp, findTwo }: Parts): Answering {
  function understand(text: string, { assumed, context, addressed, standsAlone }: Turn): Understanding {
    const alone = refuseBeyondScope(text, onlyKnown(matcher.match(text, assumed)));
    const follows = !standsAlone && (addressed || isQuestion(text, alone.language));
    const match = follows && context !== undefined && context.entries.length > 0 ? followUp.read(text, alone, context) : alone;
    return { ...match, text, alone };
  }

  /** Drops candidates that the pack no longer has: an old model may still name them. */
  function onlyKnown(match: Match): Match {
    const candidates = match.candidates.filter(({ id }) => packIndex.has(id));
    return candidates.length > 0 ? { ...match, candidates } : { ...match, candidates, outcome: "unknown", offered: 0 };
  }

  function decide(utterance: Utterance, turn: Turn): Decision {
    const whole = understand(utterance.text, turn);
    const audience = turn.audience(whole.language);
    const both = findTwo(utterance, whole.alone);
    if (both !== undefined) return answerBoth(both, whole, audience);
    const offered = whole.candidates.slice(0, Math.min(4, whole.offered));
    if (whole.outcome === "answer") return answerOne(whole, turn, audience);
    if (whole.outcome === "choices" && offered.length >= 2) return offerChoices(whole, offered, audience);
    return admitUnknown(whole, turn, audience);
  }

  function answerOne(match: Understanding, turn: Turn, audience: Audience): Decision {
    const best = match.candidates[0];
    const entry = best === undefined ? undefined : packIndex.entry(best.id, audience.languages);
    if (best === undefined || entry === undefined) return admitUnknown(match, turn, audience);
    const { besides } = match;
    const context = { ...contextOf(match, match.language, [best.id]), besides };
    const passages = goesDeeper(match, best, entry, turn) ? passagesOf(match, entry) : [];
    const reply =
      passages.length > 0
        ? passageReply(packIndex, entry, passages, audience)
        : answerReply(packIndex, entry, audience, { before: besides ?? [], reasons: context });
    return decideTo("answer", [reply], audience.language, { entries: [best], considered: match.candidates, context });
  }

  /**
   * Returns whether a message asks for details of the entry just shown. If the entry would be the answer without the context too, the question is asked
   * anew, maybe by somebody else, and gets the whole answer, unless it begins like one that goes on ("and insurance?"). First aid is always given whole.
   */
  function goesDeeper(
    { alone, text, language }: Understanding,
    best: Candidate,
    { urgent }: Entry,
    { context, standsAlone }: Turn,
  ): boolean {
    const isShown = context?.outcome === "answer" && context.entries.includes(best.id);
    const isAnew =
      alone.outcome === "answer" && alone.candidates[0]?.id === best.id && !readingOf(language).goesOn(plainWords(text));
    return isShown && !urgent && !standsAlone && !isAnew;
  }

  function passagesOf({ text, language }: Understanding, entry: Entry): string[] {
    const asked = coverage.contentWords(text, language);
    return coverage.passages(coverage.coverage(asked, entry).known, entry).slice(0, MOST_PASSAGES);
  }

  function answerBoth(pair: readonly [Match, Match], whole: Match, audience: Audience): Decision {
    const entries = pair.flatMap(({ candidates }) => candidates.slice(0, 1));
    const replies = pair.flatMap((match) => {
      const entry = packIndex.entry(match.candidates[0]?.id ?? "", audience.languages);
      const reasons = contextOf(match, match.language, []);
      return entry === undefined ? [] : [answerReply(packIndex, entry, audience, { brief: true, reasons })];
    });
    return decideTo("answer", replies, audience.language, {
      entries,
      considered: [...entries, ...whole.candidates.filter(({ id }) => !entries.some((entry) => entry.id === id))],
      context: {
        language: whole.language,
        entries: entries.map(({ id }) => id),
        outcome: "answer",
        matched: [...new Set(pair.flatMap(tellingWords))],
        confidence: Math.min(...entries.map(({ confidence }) => confidence)),
      },
    });
  }

  function offerChoices(match: Understanding, offered: readonly Candidate[], audience: Audience): Decision {
    const ids = offered.map(({ id }) => id);
    const reply = match.opensFirst ? openedReply(packIndex, ids, audience) : choicesReply(packIndex, ids, audience);
    return decideTo("choices", [reply], audience.language, {
      entries: offered,
      considered: match.candidates,
      context: { ...contextOf(match, match.language, ids), outcome: "choices", opened: match.opensFirst },
    });
  }

  function admitUnknown(match: Understanding, turn: Turn, audience: Audience): Decision {
    const nearest = match.alone.candidates
      .filter(({ confidence }) => confidence >= PLAUSIBLE)
      .slice(0, MOST_NEAREST)
      .map(({ id }) => id);
    // The thread keeps its topic, so that the next message may go on with it.
    const isNew = turn.context === undefined && nearest.length > 0;
    return decideTo("unknown", [unknownReply(packIndex, nearest, audience)], audience.language, {
      considered: match.candidates,
      ...(isNew ? { context: { ...contextOf(match, match.language, nearest), outcome: "unknown" } } : {}),
    });
  }

  return { answer: (utterance, turn) => ({ ...decide(utterance, turn), isQuestion: true }) };
}

function contextOf(match: Match, language: Language, entries: readonly string[]): Context {
  return { language, entries, outcome: "answer", matched: tellingWords(match), confidence: match.candidates[0]?.confidence ?? 0 };
}

/** Returns the matched words that name a topic: what a person would give as the reason. */
function tellingWords({ matched, language }: Match): string[] {
  const { isStopWord } = readingOf(language);
  return matched.filter((word) => !isStopWord(plainWord(word)));
}

/** Refuses what is beyond scope: entries only share words with it. */
function refuseBeyondScope(text: string, match: Match): Match {
  return match.outcome !== "unknown" && isBeyondScope(text, match) ? { ...match, outcome: "unknown" } : match;
}

/** Returns whether a text asks something. Talk between people continues the thread only with a question. */
export function isQuestion(text: string, language: Language): boolean {
  return text.includes("?") || readingOf(language).asks(plainWords(text));
}
