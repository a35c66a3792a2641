import type { Outcome } from "../answers/options.ts";
import type { DecidedAnswer } from "../answers/ports.ts";
import { inTime } from "../answers/take-in.ts";
import { CONTEXT_HOURS } from "../conversation/retention.ts";
import type { DeliveryOptions } from "../delivery/options.ts";
import { describe } from "../delivery/options.ts";
import { type MessageKey, say } from "../languages/index.ts";
import { DEFAULT_UI_LANGUAGE, languageOfLocale } from "../languages/languages.ts";
import type { Decision, Inbound, Instant, Language, Place, Reply } from "../model.ts";
import type { NudgeCommands } from "../nudges/commands/nudge-commands.ts";
import type { Logger, PersonKey, Store } from "../ports.ts";
import type { LiveKnowledge } from "./live-knowledge.ts";

export interface DecidingOptions {
  readonly store: Pick<Store, "context" | "personLanguage">;
  readonly knowledge: Pick<LiveKnowledge, "current">;
  readonly now: () => Instant;
  readonly after: DeliveryOptions["after"];
  readonly logger: Logger;
  /** Takes what is about nudges and quizzes. */
  readonly nudges?: NudgeCommands | undefined;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CONTEXT_LIFETIME = CONTEXT_HOURS * HOUR;
/** What is remembered of a conversation is waited for so long, in ms; a question is answered without it. */
const MEMORY_LIMIT = 2_000;

/** Makes what decides on an inbound message, from content and what is remembered. It rejects where that cannot be done. */
export function createDecide({ store, knowledge, now, after, logger, nudges }: DecidingOptions) {
  async function recall<Result>(inbound: Inbound, reading: Promise<Result>): Promise<Result | undefined> {
    try {
      return await inTime(reading, MEMORY_LIMIT, after);
    } catch (error) {
      logger.warn({ inbound: inbound.id, error: describe(error) }, "answered without what is remembered");
      return undefined;
    }
  }

  return async (inbound: Inbound): Promise<Outcome> => {
    const asker = personOf(inbound);
    const thread = threadOf(inbound.place, asker);
    const [context, language] = await Promise.all([
      recall(inbound, store.context(thread, now())),
      recall(inbound, store.personLanguage(asker)),
    ]);
    const spoken = languageOfLocale(languageOf(inbound) ?? language ?? inbound.asker.language) ?? DEFAULT_UI_LANGUAGE;
    const replies = await nudges?.answer(inbound, spoken);
    if (replies !== undefined) {
      const decision = commandDecision(spoken, replies);
      const place = { ...inbound.place, private: true };
      return { decision, answer: { ...answerFor(inbound, decision), place }, remembering: { asker, changes: [] } };
    }
    const { handle } = await knowledge.current();
    const decision = handle(inbound, {
      today: Math.floor(now() / DAY),
      ...(context === undefined ? {} : { context }),
      ...(language === undefined ? {} : { language }),
    });
    const kept = decision.context && { thread, context: decision.context, expires: now() + CONTEXT_LIFETIME };
    const remembering = { asker, changes: decision.changes, ...(kept === undefined ? {} : { context: kept }) };
    return { decision, answer: answerFor(inbound, decision), remembering };
  };
}

/** What is said where deciding failed; nothing where nobody waits for an answer. */
export function apologyFor(inbound: Inbound): DecidedAnswer {
  const language = inbound.asker.language ?? DEFAULT_UI_LANGUAGE;
  return answerFor(inbound, { language, replies: isAddressed(inbound) ? [notice(language, "failure")] : [] });
}

function answerFor(inbound: Inbound, { language, replies }: Pick<Decision, "language" | "replies">): DecidedAnswer {
  const asker = isAddressed(inbound) ? { asker: personOf(inbound) } : {};
  return { place: inbound.place, language, replies, sent: 0, ...asker };
}

/** What somebody sets up, or answers in a quiz, is nobody else's business. */
function commandDecision(language: Language, replies: readonly Reply[]): Decision {
  return { outcome: "command", language, entries: [], replies, changes: [], considered: [] };
}

/** The language that a button or a form was written in. */
function languageOf(inbound: Inbound): Language | undefined {
  switch (inbound.kind) {
    case "pressed":
      return inbound.action.language;
    case "submitted":
      return inbound.submission.language;
    case "asked":
    case "joined":
      return undefined;
  }
}

/** Whether somebody waits for an answer: not where people talk to each other, and not who has just joined. */
function isAddressed(inbound: Inbound): boolean {
  return inbound.kind === "asked" ? inbound.addressed : inbound.kind !== "joined";
}

function notice(language: Language, key: MessageKey): Reply {
  return { kind: "notice", language, body: [say(language, key)], choices: [], actions: [] };
}

function personOf({ place, asker }: Inbound): PersonKey {
  return { platform: place.platform, workspace: place.workspace, person: asker.id };
}

export const threadKey = (place: Place) => [place.platform, place.workspace, place.channel, place.thread ?? ""].join(":");

/** A thread's context is its own; private answers in a channel are each person's own conversation. */
function threadOf(place: Place, { person }: PersonKey): string {
  return place.private ? `${threadKey(place)}:${person}` : threadKey(place);
}
