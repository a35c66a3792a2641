import { type MessageKey, say } from "../languages/index.ts";
import { DEFAULT_UI_LANGUAGE, languageOfLocale } from "../languages/languages.ts";
import type { Change, Context, Decision, Inbound, Instant, Language, NudgeIntent, Place, Reply } from "../model.ts";
import type { NudgeCommands } from "../nudges/commands/nudge-commands.ts";
import type { Adapter, Host, Logger, PersonKey, Store } from "../ports.ts";
import { contextKeys, sharedContextKey } from "./context-key.ts";
import type { LiveKnowledge } from "./live-knowledge.ts";

export interface BotOptions {
  readonly store: Store;
  readonly knowledge: Pick<LiveKnowledge, "current" | "suggest">;
  readonly adapters: readonly Adapter[];
  readonly now: () => Instant;
  readonly logger: Logger;
  /** Handles everything about nudges and quizzes. */
  readonly nudges?: NudgeCommands;
}

interface Answer extends Decision {
  /** For the asker alone, wherever the question came from. */
  readonly isPrivate?: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Platforms deliver again for up to a day (Slack's delayed events); an hour more for clocks that differ. */
const CLAIM_LIFETIME = 25 * HOUR;

/**
 * Makes the host that adapters talk to. The way of an inbound message: claim it, so that it is answered once; handle it; remember;
 * send. Whatever fails on the way is caught here, logged by ids, and said to the asker once.
 */
export function createBot({ store, knowledge, adapters, now, logger, nudges }: BotOptions): Host {
  const adapterOf = new Map(adapters.map((adapter) => [adapter.name, adapter]));

  async function send(place: Place, reply: Reply): Promise<void> {
    const adapter = adapterOf.get(place.platform);
    if (adapter === undefined) throw new Error(`No adapter is named ${place.platform}`);
    await adapter.send(place, reply);
  }

  async function answer(inbound: Inbound): Promise<Answer> {
    const asker = personOf(inbound);
    const [context, language] = await Promise.all([contextOf(inbound), store.personLanguage(asker)]);
    const spoken = languageOfLocale(languageOf(inbound) ?? language ?? inbound.asker.language);
    const replies = await nudges?.answer(inbound, spoken ?? DEFAULT_UI_LANGUAGE);
    if (replies !== undefined) return commandDecision(spoken ?? DEFAULT_UI_LANGUAGE, replies);
    const { handle } = await knowledge.current();
    const decision = handle(inbound, {
      today: Math.floor(now() / DAY),
      ...(context === undefined ? {} : { context }),
      ...(language === undefined ? {} : { language }),
    });
    for (const change of decision.changes) await apply(change, asker);
    if (decision.context !== undefined) await remember(inbound, decision.context);
    return carryOutIntent(inbound, decision);
  }

  /** What was asked of nudges and quizzes in words gets what their commands get. */
  async function carryOutIntent(inbound: Inbound, decision: Decision): Promise<Answer> {
    const { action, language, replies } = decision;
    if (nudges === undefined || replies.length === 0 || !isNudgeIntent(action)) return decision;
    return { ...decision, replies: await nudges.answerIntent(inbound, action, language), isPrivate: true };
  }

  async function contextOf(inbound: Inbound): Promise<Context | undefined> {
    for (const key of contextKeys(inbound).read) {
      const context = await store.context(key, now());
      if (context !== undefined) return context;
    }
    return undefined;
  }

  async function remember(inbound: Inbound, context: Context): Promise<void> {
    for (const { key, lifetime } of contextKeys(inbound).write) {
      await store.remember(key, context, personOf(inbound), now() + lifetime);
    }
  }

  async function apply(change: Change, asker: PersonKey): Promise<void> {
    switch (change.kind) {
      case "person-language":
        return store.setPersonLanguage(asker, change.language);
      case "erase-person":
        return store.erasePerson(asker);
      case "feedback": {
        const { kind: _, ...feedback } = change;
        return store.addFeedback({ ...asker, ...feedback, at: now() });
      }
    }
  }

  async function receive(inbound: Inbound): Promise<Decision | undefined> {
    const { place } = inbound;
    const about = { inbound: inbound.id, platform: place.platform };
    const started = now();
    let decision: Answer | undefined;
    try {
      if (!(await store.claim(`question:${inbound.id}`, started, started + CLAIM_LIFETIME))) {
        logger.info(about, "duplicate delivery ignored");
        return undefined;
      }
      decision = await answer(inbound);
      for (const reply of decision.replies) await send(decision.isPrivate ? { ...place, private: true } : place, reply);
      const entries = decision.entries.map(({ id }) => id);
      logger.info({ ...about, outcome: decision.outcome, entries, ms: now() - started }, "answered");
      return decision;
    } catch (error) {
      logger.error({ ...about, error: describe(error) }, decision === undefined ? "could not answer" : "could not send");
      if (decision === undefined && isAddressed(inbound)) await apologise(inbound);
      return undefined;
    }
  }

  async function apologise({ id, place, asker }: Inbound): Promise<void> {
    const language = asker.language ?? DEFAULT_UI_LANGUAGE;
    await send(place, notice(language, "failure")).catch((error: unknown) =>
      logger.error({ inbound: id, error: describe(error) }, "could not apologise"),
    );
  }

  return {
    receive,
    suggest: knowledge.suggest,
    form: (name, language, asker) => nudges?.form(name, language, asker),
    async takesPart(place) {
      const key = sharedContextKey(place);
      return key !== undefined && (await store.context(key, now())) !== undefined;
    },
  };
}

/** What somebody sets up, or answers in a quiz, is nobody else's business. */
function commandDecision(language: Language, replies: readonly Reply[]): Answer {
  return { outcome: "command", language, entries: [], replies, changes: [], considered: [], isPrivate: true };
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

function personOf({ place, asker }: Inbound): PersonKey {
  return { platform: place.platform, workspace: place.workspace, person: asker.id };
}

/** An error for the log: its kind and words, and the cause's; errors here never hold what people wrote. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.name}: ${error.cause.message})` : "";
  return `${error.name}: ${error.message}${cause}`;
}
