import { decodeForm, encodeAction } from "../actions.ts";
import { admit, unaskedIn } from "../administration/admission.ts";
import { type Policies, USUAL_POLICIES } from "../administration/policy.ts";
import type { RateLimiter } from "../administration/rate-limit.ts";
import { askerOf } from "../answers/answers.ts";
import type { Outcome } from "../answers/options.ts";
import type { CommandedChange, DecidedAnswer } from "../answers/ports.ts";
import { repeatedForm } from "../common/repeated-form.ts";
import { isNeverRefused } from "../conversation/turning-away.ts";
import { inTime } from "../delivery/in-time.ts";
import type { DeliveryOptions } from "../delivery/options.ts";
import { describe } from "../delivery/options.ts";
import type { Form } from "../forms.ts";
import type { NoteGaps } from "../gaps/noting.ts";
import { type MessageKey, say } from "../languages/index.ts";
import { DEFAULT_UI_LANGUAGE, languageOfLocale } from "../languages/languages.ts";
import type {
  Context,
  Decision,
  Inbound,
  Instant,
  Language,
  NudgeIntent,
  Pack,
  Reply,
  Submitted,
  WorkspaceKind,
} from "../model.ts";
import type { NudgeCommands } from "../nudges/commands/nudge-commands.ts";
import { localDate } from "../nudges/schedule/zoned-time.ts";
import { fillPlaceholders } from "../organisation/placeholders.ts";
import type { ChangeList, Feature, Logger, Store } from "../ports.ts";
import { countQuestions } from "../stats/counting.ts";
import { contextKeys } from "./context-key.ts";
import type { WorkspaceKnowledge } from "./knowledge/workspace-knowledge.ts";

export interface DecidingOptions {
  readonly store: Pick<Store, "context" | "personLanguage">;
  readonly knowledge: Pick<WorkspaceKnowledge, "current">;
  readonly now: () => Instant;
  readonly after: DeliveryOptions["after"];
  readonly logger: Logger;
  /** The IANA zone whose days questions are counted by. */
  readonly zone: string;
  /** Returns what a platform, given by name, calls a workspace. Absent: "workspace". */
  readonly workspaceKind?: ((platform: string) => WorkspaceKind) | undefined;
  /** Handles everything about nudges and quizzes. */
  readonly nudges?: NudgeCommands | undefined;
  /** Features may answer a message before the conversation does: first `nudges`, then these in their order. */
  readonly features?: readonly Feature[] | undefined;
  /** The workspaces' settings. Absent: the default settings apply everywhere. */
  readonly policies?: Policies | undefined;
  /** The rate limiter. Absent: there is no limit. */
  readonly limit?: RateLimiter | undefined;
  /** Notes what Malinois could not answer, or not well; absent: nothing is noted. */
  readonly noteGaps?: NoteGaps | undefined;
}

const DAY = 24 * 3_600_000;
/** How long to wait for what is remembered about a conversation, in ms; after that a question is answered without it. */
export const MEMORY_LIMIT = 2_000;

/** Makes the function that decides how to answer an inbound message, from the content and what is remembered. It rejects if that fails. */
export function createDecide(options: DecidingOptions) {
  const {
    store,
    knowledge,
    now,
    after,
    logger,
    nudges,
    features = [],
    policies = USUAL_POLICIES,
    limit,
    zone,
    workspaceKind,
    noteGaps,
  } = options;
  const allFeatures: readonly Feature[] = nudges === undefined ? features : [nudges, ...features];

  async function recall<Result>(inbound: Inbound, reading: Promise<Result>): Promise<Result | undefined> {
    try {
      return await inTime(reading, MEMORY_LIMIT, after);
    } catch (error) {
      logger.warn({ inbound: inbound.id, error: describe(error) }, "answered without what is remembered");
      return undefined;
    }
  }

  /** Returns the decision with what features add to it. A feature that fails or is too slow adds nothing. */
  async function complete(inbound: Inbound, decision: Decision): Promise<Decision> {
    let completed = decision;
    for (const feature of features) {
      const adding = feature.complete?.(inbound, completed);
      completed = (adding && (await recall(inbound, adding))) ?? completed;
    }
    return completed;
  }

  async function contextOf(inbound: Inbound): Promise<Context | undefined> {
    for (const key of contextKeys(inbound).read) {
      const context = await store.context(key, now());
      if (context !== undefined) return context;
    }
    return undefined;
  }

  /**
   * Returns the first answer of a feature. If there is none and somebody pressed a button for a form, the form could not be opened at the press, so the answer
   * is a notice with the form.
   */
  async function answerOfFeature(
    inbound: Inbound,
    language: Language,
    changes: ChangeList,
  ): Promise<readonly Reply[] | undefined> {
    for (const feature of allFeatures) {
      const replies = await feature.answer(inbound, language, changes);
      if (replies !== undefined) return replies;
    }
    const wanted = inbound.kind === "pressed" && inbound.action.kind === "form" ? inbound.action : undefined;
    const reference = wanted && decodeForm(encodeAction(wanted));
    const form = reference && (await formOf(allFeatures, reference, inbound.asker, inbound.place));
    return form && [{ kind: "notice", language, body: [], choices: [], actions: [], form }];
  }

  /** Returns the form as it was filled in, to be submitted again in a minute, so that nobody has to type it twice. */
  async function formKept({ submission, asker, place }: Submitted): Promise<readonly Reply[]> {
    const { form: name, values, ...reference } = submission;
    const form = await formOf(allFeatures, { name, ...reference }, asker, place);
    const [field] = form?.fields ?? [];
    const text = say(submission.language, "form.too-many");
    if (form === undefined || field === undefined) return [notice(submission.language, "form.too-many")];
    return [repeatedForm(form, values, { field: field.name, text })];
  }

  /** Returns an outcome that only the asker sees, even in a public place: what a feature answers concerns nobody else. */
  function privately(inbound: Inbound, decision: Decision, commanded: readonly CommandedChange[] = []): Outcome {
    const place = { ...inbound.place, private: true };
    const remembering = { ...rememberingOf(inbound, decision), ...(commanded.length === 0 ? {} : { commanded }) };
    return { decision, answer: { ...answerFor(inbound, decision), place }, remembering };
  }

  function rememberingOf(inbound: Inbound, { changes, context }: Decision): Outcome["remembering"] {
    const keys = context === undefined ? [] : contextKeys(inbound).write;
    const contexts = keys.flatMap(({ key, lifetime }) =>
      context === undefined ? [] : [{ thread: key, context, expires: now() + lifetime }],
    );
    return { asker: askerOf(inbound), changes, contexts };
  }

  async function withGaps(inbound: Inbound, outcome: Outcome, before: Context | undefined): Promise<Outcome> {
    const gaps = noteGaps && (await recall(inbound, noteGaps(inbound, outcome.decision, before)));
    return gaps === undefined || gaps.length === 0 ? outcome : { ...outcome, remembering: { ...outcome.remembering, gaps } };
  }

  function counted(inbound: Inbound, decision: Decision, pack: Pack): Pick<Outcome["remembering"], "counts"> {
    const counts = countQuestions(inbound, decision, pack, localDate(now(), zone));
    return counts.length === 0 ? {} : { counts };
  }

  /** Returns the replies of the feature that a message asks for in words; undefined if it asks for none. */
  async function answerIntent(
    inbound: Inbound,
    { action, language }: Decision,
    changes: ChangeList,
  ): Promise<readonly Reply[] | undefined> {
    if (nudges !== undefined && isNudgeIntent(action)) return nudges.answerIntent(inbound, action, language, changes);
    for (const feature of action === undefined ? [] : features) {
      const replies = action && (await feature.answerIntent?.(inbound, action, language, changes));
      if (replies !== undefined) return replies;
    }
    return undefined;
  }

  function publicly(inbound: Inbound, decision: Decision): Outcome {
    return { decision, answer: answerFor(inbound, decision), remembering: rememberingOf(inbound, decision) };
  }

  return async (received: Inbound): Promise<Outcome> => {
    const roomFor = (message: Inbound) => limit?.(message) ?? "room";
    // Talk between people does not count towards the rate limit here: it may not be a question at all, or may answer one.
    const room = isAddressed(received) ? roomFor(received) : "room";
    const [known, language, policy = policies.lastKnown(received.place)] = await Promise.all([
      recall(received, contextOf(received)),
      recall(received, store.personLanguage(askerOf(received))),
      recall(received, policies.of(received.place)),
    ]);
    const { values, organisation } = policy;
    const { inbound, obstacle } = admit(received, values, room === "room");
    const spoken = languageOfLocale(languageOf(inbound) ?? language ?? inbound.asker.language) ?? DEFAULT_UI_LANGUAGE;
    const silence = () => publicly(inbound, commandDecision(spoken, []));
    if (obstacle === "rate" && inbound.kind === "submitted")
      return privately(inbound, commandDecision(spoken, await formKept(inbound)));
    if (obstacle !== undefined && !isAddressed(inbound)) return silence();
    // If the settings make the answer private, it must not continue a context that others share.
    const context = inbound.place.private === received.place.private ? known : await recall(inbound, contextOf(inbound));
    const commanded: CommandedChange[] = [];
    const changes: ChangeList = { add: (change, onSaved) => void commanded.push({ change, onSaved }) };
    const answers = obstacle === undefined ? await answerOfFeature(inbound, spoken, changes) : undefined;
    const fill = (replies: readonly Reply[]) => replies.map((reply) => fillPlaceholders(reply, organisation));
    if (answers !== undefined)
      return withGaps(inbound, privately(inbound, commandDecision(spoken, fill(answers)), commanded), context);
    const unasked = known === undefined ? unaskedIn(inbound, values) : undefined;
    if (unasked === "nothing" || (!isAddressed(inbound) && roomFor(inbound) !== "room")) return silence();
    const { handle, pack, isProvisional = false } = await knowledge.current(inbound.place);
    const decision = handle(inbound, {
      ...{ today: Math.floor(now() / DAY), context, language, organisation, served: values.languages, unasked },
      workspaceKind: workspaceKind?.(inbound.place.platform),
      ...(obstacle === undefined ? {} : { obstacle: { kind: obstacle, isKnown: obstacle === "rate" && room === "over" } }),
    });
    if (room === "flood" && !isNeverRefused(decision)) return silence();
    // Even somebody who is turned away may see what is kept about them.
    if (obstacle !== undefined && decision.action !== "my-data") {
      // What is held in memory about somebody who asks to be erased is erased too.
      const isErasing = decision.changes.some(({ kind }) => kind === "erase-person");
      // Even somebody who hits the rate limit can still reach a person, so the buttons for that are added.
      const completed = isErasing || obstacle === "rate" ? await complete(inbound, decision) : decision;
      return isErasing ? withGaps(inbound, privately(inbound, completed), context) : privately(inbound, completed);
    }
    const meant = decision.replies.length > 0 ? await answerIntent(inbound, decision, changes) : undefined;
    const outcome =
      meant === undefined
        ? publicly(inbound, await complete(inbound, decision))
        : privately(inbound, { ...decision, replies: fill(meant) }, commanded);
    const counting = meant === undefined ? counted(inbound, decision, pack) : {};
    const remembered = { ...outcome, remembering: { ...outcome.remembering, ...counting } };
    // Before the first training has ended, an unanswered question does not mean that the content has a gap.
    return isProvisional ? remembered : withGaps(inbound, remembered, context);
  };
}

/** Returns the answer that is sent if deciding fails; without replies if nobody waits for an answer. */
export function apologyFor(inbound: Inbound): DecidedAnswer {
  const language = inbound.asker.language ?? DEFAULT_UI_LANGUAGE;
  return answerFor(inbound, { language, replies: isAddressed(inbound) ? [notice(language, "failure")] : [] });
}

function answerFor(inbound: Inbound, { language, replies }: Pick<Decision, "language" | "replies">): DecidedAnswer {
  const asker = isAddressed(inbound) ? { asker: askerOf(inbound) } : {};
  return { place: inbound.place, language, replies, sent: 0, ...asker };
}

/** Returns the first form that a feature has for a reference; undefined if none has one. */
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

/** Returns the decision of a command. It names no entries: what somebody sets up, or answers in a quiz, is nobody else's business. */
function commandDecision(language: Language, replies: readonly Reply[]): Decision {
  return { outcome: "command", language, entries: [], replies, changes: [], considered: [] };
}

const NUDGE_INTENTS: Readonly<Record<NudgeIntent, true>> = {
  quiz: true,
  "add-nudge": true,
  "edit-nudges": true,
  "pause-nudges": true,
  "stop-nudges": true,
};

function isNudgeIntent(action: Decision["action"]): action is NudgeIntent {
  return action !== undefined && Object.hasOwn(NUDGE_INTENTS, action);
}

/** Returns the language that the pressed button or submitted form was written in; undefined for other messages. */
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

/** Returns whether somebody waits for an answer. Nobody does if people talk to each other, or if somebody has just joined. */
function isAddressed(inbound: Inbound): boolean {
  return inbound.kind === "asked" ? inbound.addressed : inbound.kind !== "joined";
}

function notice(language: Language, key: MessageKey): Reply {
  return { kind: "notice", language, body: [say(language, key)], choices: [], actions: [] };
}
