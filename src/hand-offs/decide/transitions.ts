/** Decides how a hand-off changes when something happens, and which messages follow. Pure: the same event gives the same decision again. */

import { endingOf } from "../../common/cut.ts";
import type { ContactLine, Instant, Place, Reply } from "../../model.ts";
import type { OutgoingMessage } from "../../nudges/ports.ts";
import { messageKey, type Step } from "../keys.ts";
import type { HandOff, HandOffChange, Participant } from "../types.ts";
import { answerReply, closedReply, knownReply, nobodyReply, unreachableReply, word } from "./asker-replies.ts";
import {
  askersReply,
  claimReply,
  copyReply,
  endReply,
  questionReply,
  reminderReply,
  undeliveredReply,
} from "./channel-replies.ts";

/** Something that a person does: who, when, and at which message. */
export interface Doing {
  readonly by: Participant;
  readonly now: Instant;
  /** Identifies what was done, the same each time the event is delivered: at most 20 characters. */
  readonly cause: string;
  /** The channel's message at which it was done. */
  readonly message?: string | undefined;
}

/** Why nothing is done: the hand-off is closed, or somebody else has taken it. */
export type Refused = { readonly refused: "closed" } | { readonly refused: "taken"; readonly claim: Participant };

/** The longest text of all answers together, in characters. The oldest part is cut off. */
const LONGEST_ANSWER = 4_000;
const DAY = 24 * 3_600_000;
/** After how long a hand-off closes by itself, in milliseconds: after an answer without a reply, and after the asker was told that nobody answered. */
const ANSWERED_FOR = 14 * DAY;
const UNANSWERED_FOR = 30 * DAY;

/** Starts a hand-off, and sends the question to the channel. */
export function passOn(handOff: HandOff, now: Instant, mayDraft: boolean): HandOffChange {
  const place = { ...channelOf(handOff), private: false };
  return { handOff, messages: [message(handOff, "ask", undefined, place, questionReply(handOff, mayDraft), now)] };
}

/** Lets somebody take the question. The first person gets it; after a reminder, the first one since then. */
export function claim(handOff: HandOff, { by, now, cause, message: at }: Doing): HandOffChange | Refused {
  const refused = refusal(handOff, by);
  if (refused !== undefined) return refused;
  const isTheirs = handOff.claim?.person === by.person && isClaimKept(handOff);
  if (isTheirs && (at === undefined || at === handOff.message)) return { handOff, messages: [] };
  const taken: HandOff = {
    ...atStage(handOff, handOff.stage),
    ...{ claim: by, ...(handOff.stage === "fresh" ? {} : { reclaimed: true }) },
    ...(at === undefined ? {} : { message: at }),
  };
  return { handOff: taken, messages: [toThread(taken, "claim", cause, claimReply(taken, by), now)] };
}

/** Sends an answer to the asker, and with `copy` also to the thread. The first person to answer takes the question. */
export function answer(handOff: HandOff, text: string, doing: Doing, copy: boolean): HandOffChange | Refused {
  const { by, now, cause, message: at } = doing;
  const refused = refusal(handOff, by);
  if (refused !== undefined) return refused;
  const answered: HandOff = {
    ...atStage(handOff, "fresh"),
    claim: by,
    ...(handOff.message === undefined && at !== undefined ? { message: at } : {}),
    ...{ state: "answered", nextAt: now + ANSWERED_FOR },
    answer: endingOf([handOff.answer, text].filter(Boolean).join("\n\n"), LONGEST_ANSWER),
  };
  return {
    handOff: answered,
    once: true,
    messages: [
      ...toAsker(answered, "answer", cause, answerReply(answered, by, text), now),
      ...(copy ? [toThread(answered, "copy", cause, copyReply(answered, by, text), now)] : []),
    ],
  };
}

/** Sends the asker's reply to the thread. */
export function reply(handOff: HandOff, text: string, { now, cause }: Doing, nextAt: Instant): HandOffChange | Refused {
  if (handOff.state === "closed") return { refused: "closed" };
  const waiting: HandOff = { ...atStage(handOff, "fresh"), state: "waiting", nextAt };
  return { handOff: waiting, once: true, messages: [toThread(waiting, "reply", cause, askersReply(waiting, text), now)] };
}

/** Closes a hand-off, since the asker has what they need or somebody in the channel ends it. The channel is told; so is the asker, unless they did it. */
export function close(
  handOff: HandOff,
  { by, now, message: at }: Doing,
  isAsker: boolean,
  mayDraft: boolean,
): HandOffChange | Refused {
  if (handOff.state === "closed") return { refused: "closed" };
  // The asker's button is on a message of their own conversation.
  const thread = handOff.message ?? (isAsker ? undefined : at);
  const placed = thread === undefined ? handOff : { ...handOff, message: thread };
  const end = toThread(placed, "closed", undefined, endReply(handOff, isAsker ? "asker" : by, mayDraft), now);
  const told = isAsker ? [] : toAsker(handOff, "told", "closed", closedReply(handOff, by), now);
  return { handOff: ended(handOff, now), messages: [end, ...told] };
}

/**
 * Decides what happens when a deadline has passed: the channel is reminded, then the asker is told that nobody answered, then the hand-off is closed.
 * Returns undefined if no deadline has passed.
 */
export function timePassed(
  handOff: HandOff,
  now: Instant,
  /** The deadline after another `reminderHours` working hours, and whom the asker can contact. */
  {
    nextAt,
    contacts,
    mayDraft,
  }: { readonly nextAt: Instant; readonly contacts: readonly ContactLine[]; readonly mayDraft: boolean },
): HandOffChange | undefined {
  const { state, stage } = handOff;
  if (handOff.nextAt === undefined || handOff.nextAt > now) return undefined;
  if (state !== "waiting" || stage === "told") return { handOff: ended(handOff, now), messages: [] };
  const cause = handOff.nextAt.toString(36);
  if (stage === "fresh") {
    const place = { ...channelOf(handOff), private: false };
    return {
      handOff: { ...atStage(handOff, "reminded"), nextAt },
      messages: [message(handOff, "reminder", cause, place, reminderReply(handOff, mayDraft), now)],
    };
  }
  return unanswered(handOff, cause, contacts, now);
}

/** Tells the asker that nobody has answered. */
function unanswered(handOff: HandOff, cause: string, contacts: readonly ContactLine[], now: Instant): HandOffChange {
  return {
    handOff: { ...atStage(handOff, "told"), nextAt: now + UNANSWERED_FOR },
    messages: toAsker(handOff, "told", cause, nobodyReply(handOff, contacts), now),
  };
}

/** Decides what happens if a message could not be delivered: the people who wait because of it are told at once. */
export function undelivered(
  handOff: HandOff,
  {
    step,
    cause,
    now,
    contacts,
  }: { readonly step: Step; readonly cause: string; readonly now: Instant; readonly contacts: readonly ContactLine[] },
): HandOffChange | undefined {
  switch (step) {
    case "ask":
      if (handOff.state === "closed") return undefined;
      return {
        handOff: ended(handOff, now),
        messages: toAsker(handOff, "told", "unreachable", unreachableReply(handOff, contacts), now),
      };
    case "reminder":
      // Nobody sees the reminder, so there is nothing to wait for.
      return handOff.state === "waiting" && handOff.stage === "reminded" ? unanswered(handOff, cause, contacts, now) : undefined;
    case "reply":
      return { handOff, messages: toAsker(handOff, "told", cause, word(handOff.language, "asker.reply-lost"), now) };
    case "answer":
      return { handOff, messages: [toThread(handOff, "note", cause, undeliveredReply(handOff), now)] };
    default:
      return undefined;
  }
}

/** Records that a draft was made from it. */
export function saved(handOff: HandOff, entry: string): HandOffChange {
  return { handOff: handOff.asker === undefined ? handOff : { ...handOff, entry }, messages: [] };
}

/** Tells the asker that the entry made from it is in the pack. */
export function published(handOff: HandOff, entry: string, title: string, now: Instant): HandOffChange | undefined {
  if (handOff.entry !== entry) return undefined;
  const { entry: _, ...told } = handOff;
  return { handOff: told, messages: toAsker(handOff, "known", undefined, knownReply(handOff, entry, title), now) };
}

/** Closes a hand-off. An anonymous asker is erased; others are kept, so that they can be told if the answer becomes an entry. */
function ended(handOff: HandOff, now: Instant): HandOff {
  const { asker, nextAt: _, ...rest } = handOff;
  const kept = handOff.anonymous || asker === undefined ? {} : { asker };
  return { ...rest, ...kept, state: "closed", closedAt: now };
}

/** Returns the hand-off at a stage of the wait for an answer, without the mark that it was taken after the last reminder. */
function atStage({ reclaimed: _, ...handOff }: HandOff, stage: HandOff["stage"]): HandOff {
  return { ...handOff, stage };
}

/** Returns why somebody may not take or answer it; undefined if they may. */
function refusal(handOff: HandOff, by: Participant): Refused | undefined {
  const { state, claim: taken } = handOff;
  if (state === "closed") return { refused: "closed" };
  return taken === undefined || taken.person === by.person || !isClaimKept(handOff)
    ? undefined
    : { refused: "taken", claim: taken };
}

/** Whether a claim keeps others out. Once the channel has been reminded, only one made since then does. */
function isClaimKept({ stage, reclaimed }: HandOff): boolean {
  return stage === "fresh" || reclaimed === true;
}

function channelOf({ platform, workspace, channel }: HandOff): Pick<Place, "platform" | "workspace" | "channel"> {
  return { platform, workspace, channel };
}

function toThread(handOff: HandOff, step: Step, cause: string | undefined, said: Reply, now: Instant): OutgoingMessage {
  const thread = handOff.message === undefined ? {} : { thread: handOff.message };
  return message(handOff, step, cause, { ...channelOf(handOff), ...thread, private: false }, said, now);
}

function toAsker(handOff: HandOff, step: Step, cause: string | undefined, said: Reply, now: Instant): OutgoingMessage[] {
  return handOff.asker === undefined ? [] : [message(handOff, step, cause, handOff.asker.place, said, now)];
}

function message(
  { id }: HandOff,
  step: Step,
  cause: string | undefined,
  place: Place,
  said: Reply,
  now: Instant,
): OutgoingMessage {
  return {
    ...{ key: messageKey(id, step, cause), kind: "hand-off", subscription: id, place, reply: said },
    ...{ dueAt: now, sendAt: now },
  } as const;
}
