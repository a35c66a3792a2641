import type { Match, Matcher } from "../matching/matcher.ts";
import type { Candidate, Context, Decision, Entry, Language } from "../model.ts";
import { plainWord, plainWords, type Utterance } from "../text/utterance.ts";
import type { PackIndex } from "./pack-index.ts";
import { readingOf } from "./phrases/reading.ts";
import type { CoverageReader } from "./questions/coverage.ts";
import type { FollowUpReader } from "./questions/follow-up.ts";
import type { TwoQuestionFinder } from "./questions/two-questions.ts";
import type { Audience } from "./reader.ts";
import { answerReply, passageReply } from "./replies/answer.ts";
import { choicesReply, openedReply, unknownReply } from "./replies/undecided.ts";
import { decideTo, type Turn } from "./turn.ts";

/** Answers what is asked of the pack: answer, choices or unknown; two questions in one message with two answers. */
export interface Answering {
  answer(utterance: Utterance, turn: Turn): Decision;
}

/** An entry offered beside an honest "I do not know" should be at least this probable (0–1). */
const PLAUSIBLE = 0.12;
const MOST_NEAREST = 3;
/** Quoted back at most, of an entry that was shown already. */
const MOST_PASSAGES = 3;

interface Parts {
  readonly packIndex: PackIndex;
  readonly matcher: Matcher;
  readonly coverage: CoverageReader;
  readonly followUp: FollowUpReader;
  readonly findTwo: TwoQuestionFinder;
}

/** What a text means in its thread. */
interface Understanding extends Match {
  readonly text: string;
  /** What the matcher made of it by itself. */
  readonly alone: Match;
}

export function createAnswering({ packIndex, matcher, coverage, followUp, findTwo }: Parts): Answering {
  function understand(text: string, { assumed, context, addressed, standsAlone }: Turn): Understanding {
    const alone = withoutVainChoices(text, onlyKnown(matcher.match(text, assumed)));
    const follows = !standsAlone && (addressed || isQuestion(text, alone.language));
    const match = follows && context !== undefined && context.entries.length > 0 ? followUp.read(text, alone, context) : alone;
    return { ...match, text, alone };
  }

  /** An old model may name entries that the pack no longer has. */
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
    const context = contextOf(match, match.language, [best.id]);
    const passages = goesDeeper(match, best, entry, turn) ? passagesOf(match, entry) : [];
    const reply =
      passages.length > 0
        ? passageReply(packIndex, entry, passages, audience)
        : answerReply(packIndex, entry, audience, { before: match.besides ?? [], reasons: context });
    return decideTo("answer", [reply], audience.language, { entries: [best], considered: match.candidates, context });
  }

  /**
   * Whether a message asks for more about the entry just shown. A question that the entry answers without the thread is asked anew, maybe by
   * somebody else, and gets the whole answer; so does first aid, always.
   */
  function goesDeeper({ alone }: Understanding, best: Candidate, { urgent }: Entry, { context, standsAlone }: Turn): boolean {
    const isShown = context?.outcome === "answer" && context.entries.includes(best.id);
    const answersAlone = alone.outcome === "answer" && alone.candidates[0]?.id === best.id;
    return isShown && !urgent && !standsAlone && !answersAlone;
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
      context: { ...contextOf(match, match.language, ids), outcome: "choices" },
    });
  }

  function admitUnknown(match: Understanding, turn: Turn, audience: Audience): Decision {
    const nearest = match.alone.candidates
      .filter(({ confidence }) => confidence >= PLAUSIBLE)
      .slice(0, MOST_NEAREST)
      .map(({ id }) => id);
    // The topic of the thread stays, so that the next message may go on with it.
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

/** The matched words that name a topic: what a person would call the reason. */
function tellingWords({ matched, language }: Match): string[] {
  const { isStopWord } = readingOf(language);
  return matched.filter((word) => !isStopWord(plainWord(word)));
}

/**
 * Orders to make something, and questions about other countries, are refused rather than offered entries that share their words with them; an answer
 * stands. People who tell about themselves may be in trouble while abroad.
 */
function withoutVainChoices(text: string, match: Match): Match {
  if (match.outcome !== "choices") return match;
  const words = plainWords(text);
  const reading = readingOf(match.language);
  const isVain = reading.isOffTopic(words) || (match.isElsewhere === true && !reading.tellsOfSelf(words));
  return isVain ? { ...match, outcome: "unknown" } : match;
}

/** Whether a text asks something. Talk between people continues the thread only with a question. */
export function isQuestion(text: string, language: Language): boolean {
  return text.includes("?") || readingOf(language).asks(plainWords(text));
}
