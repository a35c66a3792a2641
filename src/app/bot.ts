import { randomUUID } from "node:crypto";
import { createAnswers } from "../answers/answers.ts";
import type { AnswerTimings } from "../answers/options.ts";
import type { Inbox } from "../answers/ports.ts";
import { inTime } from "../answers/take-in.ts";
import { type DeliveryOptions, REAL_TIME } from "../delivery/options.ts";
import type { NudgeCommands } from "../nudges/commands/nudge-commands.ts";
import type { Adapter, Health, Host, Store } from "../ports.ts";
import { sharedContextKey } from "./context-key.ts";
import { apologyFor, createDecide, MEMORY_LIMIT } from "./deciding.ts";
import type { LiveKnowledge } from "./live-knowledge.ts";
import { withKnownZone } from "./time-zone.ts";

/** What a process has of its own, unless a test says otherwise. */
type OfProcess = "monotonic" | "after" | "leaseOwner";

export interface BotOptions extends Pick<DeliveryOptions, "now" | "logger">, Partial<Pick<DeliveryOptions, OfProcess>> {
  readonly store: Store & { readonly inbox: Inbox };
  readonly knowledge: Pick<LiveKnowledge, "current" | "suggest">;
  readonly adapters: readonly Adapter[];
  /** Takes what is about nudges and quizzes. */
  readonly nudges?: NudgeCommands;
  readonly timings?: Partial<AnswerTimings>;
}

/** The host that adapters talk to, and what takes up again what could not be finished. */
export interface Bot extends Host {
  /** Takes up, from now on, what other processes, or this one, could not finish; call it when the adapters can send. */
  start(): void;
  /** Takes nothing up any more; resolves when what is being answered has been answered, or left to the next process. */
  stop(): Promise<void>;
  /** How the store is, as far as answering knows. */
  storeHealth(): Health;
}

/**
 * Makes the bot. The way of an inbound message: take it in, so that it is answered once; decide, and remember; send. Whatever fails on the way is
 * caught here, logged by ids, and tried again, or said to the asker once.
 */
export function createBot({ store, knowledge, nudges, ...options }: BotOptions): Bot {
  const delivery = { ...REAL_TIME, leaseOwner: randomUUID(), ...options };
  const { now, after, logger } = delivery;
  const answers = createAnswers({
    ...delivery,
    inbox: store.inbox,
    decide: createDecide({ store, knowledge, now, after, logger, nudges }),
    apologise: apologyFor,
  });
  return {
    receive: (inbound, onTaken) => answers.receive({ ...inbound, asker: withKnownZone(inbound.asker) }, onTaken),
    suggest: knowledge.suggest,
    form: (name, language, asker) => nudges?.form(name, language, withKnownZone(asker)),
    async takesPart(place) {
      const key = sharedContextKey(place);
      if (key === undefined) return false;
      try {
        return (await inTime(store.context(key, now()), MEMORY_LIMIT, after)) !== undefined;
      } catch {
        // Without its memory it stays out of what people say to each other.
        return false;
      }
    },
    start: answers.start,
    stop: answers.stop,
    storeHealth: answers.storeHealth,
  };
}
