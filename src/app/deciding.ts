import { decodeForm, encodeAction } from "../actions.ts";
import { askerOf } from "../answers/answers.ts";
import type { Outcome } from "../answers/options.ts";
import type { DecidedAnswer } from "../answers/ports.ts";
import { inTime } from "../delivery/in-time.ts";
import type { DeliveryOptions } from "../delivery/options.ts";
import { describe } from "../delivery/options.ts";
import type { Form } from "../forms.ts";
import { type MessageKey, say } from "../languages/index.ts";
import { DEFAULT_UI_LANGUAGE, languageOfLocale } from "../languages/languages.ts";
import type { Context, Decision, Inbound, Instant, Language, NudgeIntent, Reply } from "../model.ts";
import type { NudgeCommands } from "../nudges/commands/nudge-commands.ts";
import type { Feature, Logger, Store } from "../ports.ts";
import { contextKeys } from "./context-key.ts";
import type { LiveKnowledge } from "./knowledge/live-knowledge.ts";

export interface DecidingOptions {
  readonly store: Pick<Store, "context" | "personLanguage">;
  readonly knowledge: Pick<LiveKnowledge, "current">;
  readonly now: () => Instant;
  readonly after: DeliveryOptions["after"];
  readonly logger: Logger;
  /** Handles everything about nudges and quizzes. */
  readonly nudges?: NudgeCommands | undefined;
  /** Asked before the conversation, in this order, after nudges. */
  readonly features?: readonly Feature[] | undefined;
}

const DAY = 24 * 3_600_000;
/** How long to wait for what is remembered of a conversation, in ms; after that a question is answered without it. */
export const MEMORY_LIMIT = 2_000;

/** Makes the function that decides on an inbound message, from content and memory. It rejects where that fails. */
export function createDecide({ store, knowledge, now, after, logger, nudges, features = [] }: DecidingOptions) {
  const allFeatures: readonly Feature[] = nudges === undefined ? features : [nudges, ...features];

  async function recall<Result>(inbound: Inbound, reading: Promise<Result>): Promise<Result | undefined> {
    try {
      return await inTime(reading, MEMORY_LIMIT, after);
    } catch (error) {
      logger.warn({ inbound: inbound.id, error: describe(error) }, "answered without what is remembered");
      return undefined;
    }
  }

  async function contextOf(inbound: Inbound): Promise<Context | undefined> {
    for (const key of contextKeys(inbound).read) {
      const context = await store.context(key, now());
      if (context !== undefined) return context;
    }
    return undefined;
  }

  /** The first answer of a feature; a form that could not be opened at the press that wanted it is an answer too. */
  async function answerOfFeature(inbound: Inbound, language: Language): Promise<readonly Reply[] | undefined> {
    for (const feature of allFeatures) {
      const replies = await feature.answer(inbound, language);
      if (replies !== undefined) return replies;
    }
    const wanted = inbound.kind === "pressed" && inbound.action.kind === "form" ? inbound.action : undefined;
    const reference = wanted && decodeForm(encodeAction(wanted));
    const form = reference && (await formOf(allFeatures, reference, inbound.asker, inbound.place));
    return form && [{ kind: "notice", language, body: [], choices: [], actions: [], form }];
  }

  async function intentOfFeature(inbound: Inbound, action: NonNullable<Decision["action"]>, language: Language) {
    for (const feature of features) {
      const replies = await feature.answerIntent?.(inbound, action, language);
      if (replies !== undefined) return replies;
    }
    return undefined;
  }

  /** What a feature answers is about the asker alone: for nobody else, wherever it was asked. */
  function privately(inbound: Inbound, decision: Decision): Outcome {
    const place = { ...inbound.place, private: true };
    return { decision, answer: { ...answerFor(inbound, decision), place }, remembering: rememberingOf(inbound, decision) };
  }

  function rememberingOf(inbound: Inbound, { changes, context }: Decision): Outcome["remembering"] {
    const keys = context === undefined ? [] : contextKeys(inbound).write;
    const contexts = keys.flatMap(({ key, lifetime }) =>
      context === undefined ? [] : [{ thread: key, context, expires: now() + lifetime }],
    );
    return { asker: askerOf(inbound), changes, contexts };
  }

  return async (inbound: Inbound): Promise<Outcome> => {
    const [context, language] = await Promise.all([
      recall(inbound, contextOf(inbound)),
      recall(inbound, store.personLanguage(askerOf(inbound))),
    ]);
    const spoken = languageOfLocale(languageOf(inbound) ?? language ?? inbound.asker.language) ?? DEFAULT_UI_LANGUAGE;
    const answers = await answerOfFeature(inbound, spoken);
    if (answers !== undefined) return privately(inbound, commandDecision(spoken, answers));
    const { handle } = await knowledge.current();
    const decision = handle(inbound, {
      today: Math.floor(now() / DAY),
      ...(context === undefined ? {} : { context }),
      ...(language === undefined ? {} : { language }),
    });
    const { action } = decision;
    const own = action && decision.replies.length > 0 ? await intentOfFeature(inbound, action, decision.language) : undefined;
    if (own !== undefined) return privately(inbound, { ...decision, replies: own });
    if (nudges !== undefined && decision.replies.length > 0 && isNudgeIntent(action)) {
      const replies = await nudges.answerIntent(inbound, action, decision.language);
      return privately(inbound, { ...decision, replies });
    }
    return { decision, answer: answerFor(inbound, decision), remembering: rememberingOf(inbound, decision) };
  };
}

/** The answer where deciding failed; empty where nobody waits for one. */
export function apologyFor(inbound: Inbound): DecidedAnswer {
  const language = inbound.asker.language ?? DEFAULT_UI_LANGUAGE;
  return answerFor(inbound, { language, replies: isAddressed(inbound) ? [notice(language, "failure")] : [] });
}

function answerFor(inbound: Inbound, { language, replies }: Pick<Decision, "language" | "replies">): DecidedAnswer {
  const asker = isAddressed(inbound) ? { asker: askerOf(inbound) } : {};
  return { place: inbound.place, language, replies, sent: 0, ...asker };
}

/** The first form that a feature has for a reference. */
export async function formOf(
  features: readonly Feature[],
  ...[wanted, asker, place]: Parameters<Feature["form"]>
): Promise<Form | undefined> {
  for (const feature of features) {
    const form = await feature.form(wanted, asker, place);
    if (form !== undefined) return form;
  }
  return undefined;
}

/** What somebody sets up, or answers in a quiz, is nobody else's business. */
function commandDecision(language: Language, replies: readonly Reply[]): Decision {
  return { outcome: "command", language, entries: [], replies, changes: [], considered: [] };
}

const NUDGE_INTENTS: Readonly<Record<NudgeIntent, true>> = {
  quiz: true,
  "add-nudge": true,
  "pause-nudges": true,
  "stop-nudges": true,
};

function isNudgeIntent(action: Decision["action"]): action is NudgeIntent {
  return action !== undefined && Object.hasOwn(NUDGE_INTENTS, action);
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
