import { randomUUID } from "node:crypto";
import { withRights } from "../administration/admission.ts";
import { type Policies, USUAL_POLICIES } from "../administration/policy.ts";
import { looksAt, presenceIn } from "../administration/presence.ts";
import type { RateLimiter } from "../administration/rate-limit.ts";
import { createAnswers } from "../answers/answers.ts";
import type { AnswerTimings } from "../answers/options.ts";
import type { Inbox } from "../answers/ports.ts";
import { inTime } from "../delivery/in-time.ts";
import { type DeliveryOptions, describe, REAL_TIME } from "../delivery/options.ts";
import type { Form, FormReference } from "../forms.ts";
import type { NoteGaps } from "../gaps/noting.ts";
import type { Observer } from "../metrics/observer.ts";
import type { Person, Place } from "../model.ts";
import type { NudgeCommands } from "../nudges/commands/nudge-commands.ts";
import type { Adapter, Feature, Health, Host, Opening, Store } from "../ports.ts";
import { recentPlaces, sharedContextKey } from "./context-key.ts";
import { apologyFor, createDecide, type DecidingOptions, formOf, MEMORY_LIMIT } from "./deciding.ts";
import type { WorkspaceKnowledge } from "./knowledge/workspace-knowledge.ts";
import { withKnownZone } from "./time-zone.ts";

/** Options that each process sets for itself; tests pass their own. */
type OfProcess = "monotonic" | "after" | "leaseOwner";

export interface BotOptions extends Pick<DeliveryOptions, "now" | "logger">, Partial<Pick<DeliveryOptions, OfProcess>> {
  readonly store: Store & { readonly inbox: Inbox };
  readonly knowledge: Pick<WorkspaceKnowledge, "current" | "suggest">;
  readonly adapters: readonly Adapter[];
  /** Handles everything about nudges and quizzes. */
  readonly nudges?: NudgeCommands;
  /** Features may answer a message before the conversation does: first `nudges`, then these in their order. */
  readonly features?: readonly Feature[];
  /** Forgets a workspace that Malinois was removed from; absent: nothing is forgotten. */
  readonly left?: Host["left"];
  /** The IANA zone whose days questions are counted by. Absent: UTC. */
  readonly zone?: string;
  /** Returns what a platform, given by name, calls a workspace. Absent: "workspace". */
  readonly workspaceKind?: DecidingOptions["workspaceKind"];
  /** Notified of every answer. Absent: nothing is. */
  readonly observer?: Pick<Observer, "answered"> | undefined;
  /** The workspaces' settings. Absent: the default settings apply everywhere. */
  readonly policies?: Policies;
  /** The rate limiter. Absent: there is no limit. */
  readonly limit?: RateLimiter;
  /** Notes what Malinois could not answer, or not well; absent: nothing is noted. */
  readonly noteGaps?: NoteGaps;
  readonly timings?: Partial<AnswerTimings>;
}

/** How long to wait for a workspace's settings while somebody waits for a form or an answer, in ms. */
const SETTINGS_LIMIT = 500;

/** The host that adapters talk to. It also resumes answers that could not be finished. */
export interface Bot extends Host {
  /** Starts to resume answers that this or another process could not finish. Call it when the adapters can send. */
  start(): void;
  /** Stops resuming answers. Resolves when the answers in progress have been sent or left to the next process. */
  stop(): Promise<void>;
  /** Returns the health of the store, as far as it can be seen from answering questions. */
  storeHealth(): Health;
}

/**
 * Makes the bot. It accepts an inbound message once, makes a decision and remembers it, and sends the replies. Any failure on the way is caught here and logged
 * by ids; then the work is retried, or the asker is told once.
 */
export function createBot({
  store,
  knowledge,
  nudges,
  features = [],
  left = async () => undefined,
  policies = USUAL_POLICIES,
  limit,
  noteGaps,
  zone = "UTC",
  workspaceKind,
  observer,
  ...options
}: BotOptions): Bot {
  const delivery = { ...REAL_TIME, leaseOwner: randomUUID(), ...options };
  const { now, after, logger } = delivery;
  const answers = createAnswers({
    ...delivery,
    inbox: store.inbox,
    decide: createDecide({
      store,
      knowledge,
      now,
      after,
      logger,
      nudges,
      features,
      policies,
      limit,
      zone,
      noteGaps,
      workspaceKind,
    }),
    apologise: apologyFor,
  });
  const valuesOf = (place: Place) => inTime(policies.of(place), SETTINGS_LIMIT, after).then(({ values }) => values);

  async function takesPart(place: Place, begins: Opening | undefined): Promise<boolean> {
    const presence = presenceIn(place, await valuesOf(place));
    if (begins !== undefined || presence === "off") return begins !== undefined && looksAt(begins, presence);
    const key = sharedContextKey(place);
    if (key !== undefined && (await store.context(key, now())) !== undefined) return true;
    for (const feature of features) if (await feature.listensTo?.(place)) return true;
    return false;
  }

  async function formFor(wanted: FormReference, asker: Person, place: Place): Promise<Form | undefined> {
    const all = nudges === undefined ? features : [nudges, ...features];
    const values = await valuesOf(place).catch(() => policies.lastKnown(place).values);
    return formOf(all, wanted, withRights(withKnownZone(asker), values), place);
  }

  return {
    async receive(inbound, onTaken) {
      const begun = delivery.monotonic();
      const decision = await answers.receive({ ...inbound, asker: withKnownZone(inbound.asker) }, onTaken);
      if (decision !== undefined) observer?.answered(inbound, decision, delivery.monotonic() - begun);
      return decision;
    },
    withdraw: answers.withdraw,
    suggest: knowledge.suggest,
    left,
    async form(wanted, asker, place) {
      try {
        return await inTime(formFor(wanted, asker, place), MEMORY_LIMIT, after);
      } catch (error) {
        logger.warn({ form: wanted.name, error: describe(error) }, "a form could not be made");
        return undefined;
      }
    },
    async takesPart(place, begins) {
      try {
        return await inTime(takesPart(place, begins), MEMORY_LIMIT, after);
      } catch {
        // If the store cannot be read, Malinois stays out of conversations between people.
        return false;
      }
    },
    async recentPlaces(platform) {
      try {
        return await inTime(recentPlaces(store, platform, now()), MEMORY_LIMIT, after);
      } catch (error) {
        logger.warn({ platform, error: describe(error) }, "messages written while Malinois was not listening are not looked for");
        return [];
      }
    },
    start: answers.start,
    stop: answers.stop,
    storeHealth: answers.storeHealth,
  };
}
