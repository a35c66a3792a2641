import type { Steps } from "../common/steps.ts";
import { say } from "../languages/index.ts";
import { namesOfLanguages } from "../languages/language-names.ts";
import { DEFAULT_UI_LANGUAGE, isUiLanguage } from "../languages/languages.ts";
import type { Matcher } from "../matching/matcher.ts";
import type { Asked, Decision, FollowUp, Inbound, Pack } from "../model.ts";
import { fillPlaceholders } from "../organisation/placeholders.ts";
import type { ForeignLanguageReader } from "../text/language-detector.ts";
import { plainWords, readUtterance, type Utterance } from "../text/utterance.ts";
import { createAnswering } from "./answering.ts";
import { carryOut, choosableLanguages, helpPage } from "./intents.ts";
import { onlyIfSure } from "./overhearing.ts";
import { createPackIndex } from "./pack-index.ts";
import { looksLikePassword } from "./phrases/password.ts";
import { readingOf } from "./phrases/reading.ts";
import { prepareRecogniser, recogniserFor } from "./phrases/recogniser.ts";
import { readSmalltalk, type Smalltalk, splitAtPause } from "./phrases/smalltalk.ts";
import { press } from "./pressing.ts";
import { type CoverageReader, createCoverageReader } from "./questions/coverage.ts";
import { createFollowUpReader } from "./questions/follow-up.ts";
import { createTwoQuestionFinder } from "./questions/two-questions.ts";
import { type Audience, isServed } from "./reader.ts";
import { goneReply, noticeReply } from "./replies/notices.ts";
import { packLanguages } from "./replies/pages.ts";
import { unreadableReply } from "./replies/undecided.ts";
import { decideTo, type Memory, NO_ORGANISATION, sayOnly, type Turn, takeTurn, withLead } from "./turn.ts";
import { turnAway } from "./turning-away.ts";

export type { Memory } from "./turn.ts";

/** Decides how to reply to an inbound message, from the content and the memory alone. Never throws, whatever was typed. */
export type IntentHandler = (inbound: Inbound, memory: Memory) => Decision;

export interface IntentHandlerOptions {
  readonly pack: Pack;
  readonly matcher: Matcher;
  /** Whether a text is in a language that Malinois does not speak. */
  readonly readForeign: ForeignLanguageReader;
  /** Caches what it reads of entries, so handlers for different views of the same pack share one; absent: the handler makes its own. */
  readonly coverage?: CoverageReader;
}

/** Builds ahead of time, in steps, the slowest part of a pack's intent handler. */
export function* prepareIntentHandler(pack: Pack): Steps<void> {
  yield* prepareRecogniser(namesOfLanguages(choosableLanguages({ pack })));
}

/** Makes the intent handler that all platforms share. */
export function createIntentHandler({
  pack,
  matcher,
  readForeign,
  coverage = createCoverageReader(),
}: IntentHandlerOptions): IntentHandler {
  const packIndex = createPackIndex(pack);
  const followUp = createFollowUpReader(packIndex, matcher, coverage);
  const findTwo = createTwoQuestionFinder(matcher, followUp);
  const answering = createAnswering({ packIndex, matcher, coverage, followUp, findTwo });
  const recognise = recogniserFor(namesOfLanguages(choosableLanguages(packIndex)));

  function handleText(text: string, turn: Turn): Decision {
    const utterance = readUtterance(text);
    const audience = turn.audience(turn.assumed);
    if (utterance.text === "" && turn.hasFiles) return sayOnly("unknown", unreadableReply("unknown.files", audience));
    if (utterance.text === "") return helpPage(audience, packIndex);
    if (utterance.addressOnly) return sayOnly("unknown", unreadableReply("unknown.address", audience));
    if (utterance.words.length === 0) return handleSymbols(utterance.text, turn);
    return handleWords(utterance, turn);
  }

  function handleWords(utterance: Utterance, turn: Turn): Decision {
    const plain = utterance.words.map((word) => word.plain);
    const recognised = recognise(plain);
    const carried = recognised === undefined ? undefined : carryOut(recognised, turn, packIndex);
    if (carried !== undefined) return carried;
    const smalltalk = readSmalltalk(plain);
    if (smalltalk !== undefined) {
      if (smalltalk.length === plain.length && !asksBack(utterance, smalltalk, turn)) return answerSmalltalk(smalltalk, turn);
      const rest = splitAtPause(utterance, smalltalk.length)?.after;
      if (rest !== undefined) return handleAfterSmalltalk(smalltalk, rest, turn);
    }
    return thanksAfterRemark(utterance, turn) ?? answerInLanguage(utterance, turn);
  }

  // A pack may have entries in a language that Malinois itself does not speak; then questions in that language are not foreign.
  const mayBeForeign = pack.languages.every(isUiLanguage);

  /** Answers in English those who ask in a language that Malinois does not speak, and tells them first which languages it does speak. */
  function answerInLanguage(utterance: Utterance, turn: Turn): Decision {
    const decision = answering.answer(utterance, turn);
    const foreign = mayBeForeign ? readForeign(utterance.text) : "no";
    if (foreign === "certain" || (foreign === "likely" && decision.outcome === "unknown")) {
      const audience = turn.audience(DEFAULT_UI_LANGUAGE);
      const english = answering.answer(utterance, { ...turn, audience: () => audience });
      return withLead(english, languagesLine(audience));
    }
    const { language, outcome, context } = decision;
    if (outcome === "unknown" && looksLikePassword(utterance.text))
      return withLead(decision, say(turn.audience(language).language, "unknown.secret"));
    const isLost = outcome === "unknown" && !packIndex.pack.languages.includes(language);
    const { served } = turn.audience(language);
    const isUnserved = context !== undefined && !isServed(context.language, served);
    return isLost || isUnserved ? withLead(decision, languagesLine(turn.audience(language))) : decision;
  }

  function languagesLine(audience: Audience): string {
    return say(audience.language, "unknown.languages", { languages: packLanguages(packIndex, audience) });
  }

  /** "Thanks, and what about X?" is a question; "thanks, changing it right now" is thanks. */
  function handleAfterSmalltalk(smalltalk: Smalltalk, rest: Utterance, turn: Turn): Decision {
    const words = rest.words.map((word) => word.plain);
    const reading = readingOf(turn.assumed);
    const wantsSomething = rest.text.includes("?") || reading.asks(words) || reading.isOffTopic(words) || reading.goesOn(words);
    if (smalltalk.kind !== "thanks" || wantsSomething) return handleWords(rest, turn);
    const decision = handleWords(rest, { ...turn, context: undefined });
    return decision.outcome === "answer" ? decision : answerSmalltalk(smalltalk, turn);
  }

  /** "It works" is an acknowledgement; "and does it work?" asks about the answer above. */
  function asksBack({ text, words }: Utterance, { kind }: Smalltalk, { context, assumed }: Turn): boolean {
    const mayAsk = kind === "acknowledgement" || kind === "praise";
    return mayAsk && context !== undefined && text.includes("?") && readingOf(assumed).goesOn(words.map((word) => word.plain));
  }

  /** "Fascinating, thanks" is thanks; "stolen laptop, thanks" is a question. Returns undefined for everything but thanks. */
  function thanksAfterRemark(utterance: Utterance, turn: Turn): Decision | undefined {
    const parts = splitAtPause(utterance, utterance.words.length - 1);
    if (parts === undefined || parts.before.words.length > LONGEST_REMARK || utterance.text.includes("?")) return undefined;
    const last = parts.after.words.map((word) => word.plain);
    const smalltalk = readSmalltalk(last);
    if (smalltalk?.kind !== "thanks" || smalltalk.length < last.length) return undefined;
    const remark = answering.answer(parts.before, { ...turn, context: undefined });
    return remark.outcome === "unknown" ? answerSmalltalk(smalltalk, turn) : undefined;
  }

  function answerSmalltalk({ kind, languages }: Smalltalk, turn: Turn): Decision {
    const tone = kind === "praise" ? "thanks" : kind;
    return sayOnly("smalltalk", noticeReply(`smalltalk.${tone}`, turn.audienceAmong(languages)));
  }

  function handleSymbols(text: string, turn: Turn): Decision {
    const audience = turn.audience(turn.assumed);
    if (THANKING_SYMBOLS.test(text)) return sayOnly("smalltalk", noticeReply("smalltalk.thanks", audience));
    if (GREETING_SYMBOLS.test(text)) return sayOnly("smalltalk", noticeReply("smalltalk.greeting", audience));
    return sayOnly("unknown", unreadableReply("unknown.no-words", audience));
  }

  function handleAsked({ text, addressed }: Asked, turn: Turn): Decision {
    const decision = handleText(text, turn);
    return addressed ? decision : overhear(decision, text, turn);
  }

  /** Handles talk between people, where Malinois speaks only if it knows the answer or is clearly asked to go on. */
  function overhear(decision: Decision, text: string, turn: Turn): Decision {
    const { outcome, action } = decision;
    const goesOn = FOLLOW_UPS.some((followUp) => followUp === action);
    if (outcome === "answer" || goesOn || (outcome === "choices" && asksOfThread(text, turn))) return decision;
    const { context: _, action: __, ...silent } = decision;
    return { ...silent, replies: [], changes: [] };
  }

  /** Returns whether a question names no topic of its own, such as "who do I tell?" below an answer: it can only be about that answer. */
  function asksOfThread(text: string, { context, assumed }: Turn): boolean {
    const isQuestion = readingOf(assumed).asks(plainWords(text));
    return context?.outcome === "answer" && isQuestion && coverage.contentWords(text, assumed).length === 0;
  }

  function handle(inbound: Inbound, turn: Turn): Decision {
    switch (inbound.kind) {
      case "asked":
        return handleAsked(inbound, turn);
      case "pressed":
        return press(inbound, turn, packIndex);
      case "submitted":
        // A form that no feature has handled comes from another version of the program.
        return sayOnly("command", goneReply("gone.button", turn.audience(turn.assumed)));
      case "joined":
        return decideTo("command", [], turn.assumed);
    }
  }

  return (received, memory) => {
    // Everything below reads the same text: cleaned, and no longer than what is read.
    const inbound = received.kind === "asked" ? { ...received, text: readUtterance(received.text).text } : received;
    const turn = takeTurn(inbound, memory, packIndex);
    const { organisation = NO_ORGANISATION, obstacle, unasked } = memory;
    const decided = handle(inbound, turn);
    const spoken = unasked === undefined || inbound.kind !== "asked" ? decided : onlyIfSure(decided, inbound.text, unasked);
    const decision = obstacle === undefined ? spoken : turnAway(spoken, obstacle, packIndex, turn.audience(decided.language));
    return { ...decision, replies: decision.replies.map((reply) => fillPlaceholders(reply, organisation)) };
  };
}

/** Follow-ups that Malinois carries out in talk among people; other commands are not meant for it there. */
const FOLLOW_UPS: readonly FollowUp[] = ["more", "sources", "switch-language", "why", "person"];

/** Any of these may be followed by a skin tone or by the variation selector that turns a character into an emoji. */
const THANKING_SYMBOLS = /^(?:👍|🙏|❤|💚|👌|💪|🎉|💯|😊|\p{Emoji_Modifier}|\uFE0F|\s)+$/u;
const GREETING_SYMBOLS = /^(?:👋|\p{Emoji_Modifier}|\uFE0F|\s)+$/u;

/** The most words of a remark before thanks; a longer one may be a report that needs its context. */
const LONGEST_REMARK = 3;
