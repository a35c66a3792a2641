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

/** What each process has of its own; tests pass their own. */
type OfProcess = "monotonic" | "after" | "leaseOwner";

export interface BotOptions extends Pick<DeliveryOptions, "now" | "logger">, Partial<Pick<DeliveryOptions, OfProcess>> {
  readonly store: Store & { readonly inbox: Inbox };
  readonly knowledge: Pick<WorkspaceKnowledge, "current" | "suggest">;
  readonly adapters: readonly Adapter[];
  /** Handles everything about nudges and quizzes. */
  readonly nudges?: NudgeCommands;
  /** Asked before the conversation, in this order, after nudges. */
  readonly features?: readonly Feature[];
  /** Forgets a workspace that Malinois was removed from; absent: nothing is forgotten. */
  readonly left?: Host["left"];
  /** IANA zone whose days questions are counted by; absent: UTC. */
  readonly zone?: string;
  /** What a platform calls a workspace, by its name; absent: a workspace. */
  readonly workspaceKind?: DecidingOptions["workspaceKind"];
  /** Told of every answer; absent: nobody. */
  readonly observer?: Pick<Observer, "answered"> | undefined;
  /** What workspaces have decided; absent: nothing. */
  readonly policies?: Policies;
  /** Absent: everybody may ask as much as they like. */
  readonly limit?: RateLimiter;
  /** Notes what Malinois could not answer, or not well. */
  readonly noteGaps?: NoteGaps;
  readonly timings?: Partial<AnswerTimings>;
}

/** How long to wait for a workspace's settings where a person waits for a form, in ms. */
const SETTINGS_LIMIT = 500;

/** The host that adapters talk to; it also resumes what could not be finished. */
export interface Bot extends Host {
  /** From now on resumes what other processes, or this one, could not finish; call it when the adapters can send. */
  start(): void;
  /** Resumes nothing more; resolves when the answers under way have been sent or left to the next process. */
  stop(): Promise<void>;
  /** The health of the store, as far as answering questions shows it. */
  storeHealth(): Health;
}

/**
 * Makes the bot. What happens to an inbound message: it is accepted once; a decision is made and remembered; the replies are sent. Whatever fails on the way is
 * caught here, logged by ids, and tried again, or the asker is told once.
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
    // Without the settings nobody has rights by them.
    const values = await valuesOf(place).catch(() => policies.usual().values);
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
        // Without its memory it keeps out of conversations between people.
        return false;
      }
    },
    async recentPlaces(platform) {
      try {
        return await inTime(recentPlaces(store, platform, now()), MEMORY_LIMIT, after);
      } catch (error) {
        logger.warn({ platform, error: describe(error) }, "messages written in the meantime are not looked for");
        return [];
      }
    },
    start: answers.start,
    stop: answers.stop,
    storeHealth: answers.storeHealth,
  };
}
