import { onBehalfOf } from "../delivery/correlation.ts";
import { inTime } from "../delivery/in-time.ts";
import { createLeases } from "../delivery/leases.ts";
import { createLoop } from "../delivery/loop.ts";
import { describe } from "../delivery/options.ts";
import { trySend } from "../delivery/sending.ts";
import { createStaleLeases } from "../delivery/stale-leases.ts";
import type { Decision, Inbound } from "../model.ts";
import type { Health, Host, PersonKey } from "../ports.ts";
import { type AnswerInWork, createDeliver, type Delivered, replyKey } from "./deliver.ts";
import { ANSWER_TIMINGS, type AnswerOptions, type Outcome } from "./options.ts";
import type { DecidedAnswer, InboxMessage } from "./ports.ts";
import { createTakingIn } from "./take-in.ts";

/** The service that answers inbound messages, each once, also after crashes and restarts. */
export interface Answers {
  readonly receive: Host["receive"];
  readonly withdraw: Host["withdraw"];
  /** Starts to resume answers that this or another process could not finish. */
  start(): void;
  /** Stops resuming; resolves when every answer in progress has been sent or left to the next process. */
  stop(): Promise<void>;
  /** Returns the health of the store, judged by how it handles inbound messages. */
  storeHealth(): Health;
}

/** How often a command is carried out anew if what it was decided on changes meanwhile: more often than people press at once. */
const MOST_TRIES = 5;
const LEASED_AT_ONCE = 20;
const MOST_IN_WORK = 200;
/** More replies than a message ever gets; a message with two questions gets two. */
const MOST_REPLIES = 4;
/**
 * While this process has leased this many messages, it takes over no others. With far more, its heartbeats would come late, and processes would keep taking
 * messages over from one another.
 */
const MOST_WHILE_TAKING_OVER = 50;

/**
 * Returns the service that answers messages. A message is stored as soon as it is accepted. Deciding replaces it with the answer, in one transaction with
 * everything that is to be remembered. Once the answer has arrived, its record is deleted. If the process of a message is gone, another takes the message over
 * and asks the platform whether the answer arrived.
 */
export function createAnswers(options: AnswerOptions): Answers {
  const { inbox, adapters, now, monotonic, leaseOwner, logger } = options;
  const timings = { ...ANSWER_TIMINGS, ...options.timings };
  const { staleAfter } = timings;
  const platforms = adapters.map(({ name }) => name);
  let isStopping = false;
  const leases = createLeases({ store: inbox, leaseOwner, monotonic, staleAfter });
  const takeOverStale = createStaleLeases({ store: inbox, adapters, leaseOwner, monotonic, staleAfter }, leases);
  const takingIn = createTakingIn(options, timings);
  const deliver = createDeliver(options, timings, leases, () => isStopping);
  /** Work in progress, with the id of its message. */
  const inWork = new Map<Promise<unknown>, string>();

  function track<Result>(id: string, work: Promise<Result>): Promise<Result> {
    inWork.set(work, id);
    const done = () => void inWork.delete(work);
    work.then(done, done);
    return work;
  }

  /** Returns the answer, with its decision; an apology without a decision if deciding fails. */
  async function decide(inbound: Inbound): Promise<Partial<Outcome> & { readonly answer: DecidedAnswer }> {
    try {
      return await options.decide(inbound);
    } catch (error) {
      logger.error({ ...about(inbound), error: describe(error) }, "could not answer");
      return { answer: options.apologise(inbound) };
    }
  }

  /** Decides and saves the outcome; returns undefined if another process has taken the message over. */
  async function decideAndKeep(inbound: Inbound): Promise<(Partial<Outcome> & { readonly answer: DecidedAnswer }) | undefined> {
    for (let tries = 1; ; tries += 1) {
      const outcome = await decide(inbound);
      const remembering = outcome.remembering ?? { asker: askerOf(inbound), changes: [], contexts: [] };
      try {
        const keeping = inbox.decide(inbound.id, leaseOwner, outcome.answer, remembering, now());
        const kept = await inTime(keeping, timings.storeLimit, options.after);
        if (kept === "outdated" && tries < MOST_TRIES) continue;
        if (kept === "outdated") throw new Error("what it was decided on keeps changing");
        for (const { onSaved } of kept ? (remembering.commanded ?? []) : []) onSaved?.();
        return kept ? outcome : undefined;
      } catch (error) {
        logger.error({ ...about(inbound), error: describe(error) }, "the store could not save an answer");
        // An answer is useful even if it is not saved. But a change that was not saved must not be reported as made.
        return changesNothing(outcome) ? outcome : { answer: options.apologise(inbound) };
      }
    }
  }

  /** Answers without the store: each reply is sent once, without retries, and nothing is remembered. */
  async function answerUnkept(inbound: Inbound): Promise<Decision | undefined> {
    const outcome = await decide(inbound);
    const isUseless = !changesNothing(outcome);
    const { place, replies } = isUseless ? options.apologise(inbound) : outcome.answer;
    const adapter = adapters.find(({ name }) => name === place.platform);
    for (const [index, reply] of replies.entries()) {
      const result = adapter && (await trySend(adapter, { place, reply, key: replyKey(inbound.id, String(index)) }));
      if (result?.kind === "sent") continue;
      logger.error({ ...about(inbound), reason: result?.reason }, "could not send");
      return undefined;
    }
    return isUseless ? undefined : outcome.decision;
  }

  /** Delivers an answer that this process has leased, then releases the lease. Rejects if the store does. */
  async function finish(work: AnswerInWork): Promise<Delivered> {
    try {
      return await deliver(work);
    } finally {
      leases.release(work.key);
    }
  }

  async function answerKept(inbound: Inbound): Promise<Decision | undefined> {
    const started = now();
    const outcome = await decideAndKeep(inbound);
    if (outcome === undefined) {
      leases.release(inbound.id);
      return undefined;
    }
    const { answer, decision } = outcome;
    const became = await finish({ key: inbound.id, receivedAt: started, attempts: 0, answer, maybeSent: false });
    if (became !== "answered" || decision === undefined) return undefined;
    const entries = decision.entries.map(({ id }) => id);
    logger.info({ ...about(inbound), outcome: decision.outcome, entries, ms: now() - started }, "answered");
    return decision;
  }

  /** Continues with a message that this process has leased again or taken over from another. */
  async function goOn({ key, record, ...message }: InboxMessage, maybeSent: boolean): Promise<void> {
    try {
      const answer = "answer" in record ? record.answer : (await decideAndKeep(record.inbound))?.answer;
      const became = answer && (await finish({ key, ...message, answer, maybeSent }));
      if (became === "answered") logger.info({ inbound: key }, "answered after an interruption");
    } catch (error) {
      logger.error({ inbound: key, error: describe(error) }, "an answer could not be handled");
    } finally {
      leases.release(key);
    }
  }

  function reportLook(error: unknown): void {
    logger.error({ error: describe(error) }, "could not check for unfinished answers");
  }

  let takingOver: Promise<void> | undefined;
  /** Does not wait: taking over may take long, and without heartbeats other processes would take over what this one is sending. */
  function takeOverMeanwhile(): void {
    if (leases.size >= MOST_WHILE_TAKING_OVER) return;
    takingOver ??= takeOver().finally(() => {
      takingOver = undefined;
    });
  }

  async function takeOver(): Promise<void> {
    try {
      for await (const message of takeOverStale()) {
        void track(
          message.key,
          onBehalfOf(message.key, () => goOn(message, true)),
        );
        if (isStopping || leases.size >= MOST_WHILE_TAKING_OVER) break;
      }
    } catch (error) {
      reportLook(error);
    }
  }

  async function look(): Promise<void> {
    await leases.keep();
    takeOverMeanwhile();
    while (!isStopping && leases.size < MOST_IN_WORK) {
      const asked = monotonic();
      const leased = await inbox.leaseMessages(platforms, now(), leaseOwner, LEASED_AT_ONCE);
      leases.take(
        leased.map(({ key }) => key),
        asked,
      );
      for (const message of leased)
        void track(
          message.key,
          onBehalfOf(message.key, () => goOn(message, false)),
        );
      if (leased.length < LEASED_AT_ONCE) return;
    }
  }

  const loop = createLoop({
    look,
    every: timings.every,
    after: options.after,
    onError: reportLook,
  });

  async function receive(inbound: Inbound, onTaken?: () => Promise<boolean>): Promise<Decision | undefined> {
    const asked = monotonic();
    const taken = await takingIn.takeIn(inbound);
    if (taken === "known") {
      logger.info(about(inbound), "duplicate delivery ignored");
      return undefined;
    }
    if (taken === "kept") leases.take([inbound.id], asked);
    try {
      if (onTaken === undefined || (await onTaken()))
        return await (taken === "kept" ? answerKept(inbound) : answerUnkept(inbound));
      if (taken === "kept") await inbox.finish(inbound.id, leaseOwner);
    } catch (error) {
      // The store still has the lease. Without heartbeats it becomes stale, and some process takes the message over.
      logger.error({ ...about(inbound), error: describe(error) }, "an answer could not be handled");
    }
    leases.release(inbound.id);
    return undefined;
  }

  async function withdraw(id: string): Promise<readonly string[]> {
    const wasSeen = takingIn.refuse(id);
    // A reply that is already being sent cannot be stopped; without the lease, no further reply is sent.
    leases.release(id);
    let wasTakenIn = wasSeen;
    try {
      const found = await inTime(inbox.withdraw(id, now()), timings.storeLimit, options.after);
      wasTakenIn ||= found.wasTakenIn;
      const isElsewhere = found.leaseOwner !== undefined && found.leaseOwner !== leaseOwner;
      if (isElsewhere) await new Promise<void>((resolve) => void options.after(timings.sendingElsewhere, resolve));
    } catch (error) {
      logger.warn({ inbound: id, error: describe(error) }, "could not record in the store that a question was deleted");
    }
    await Promise.allSettled([...inWork].flatMap(([work, of]) => (of === id ? [work] : [])));
    return wasTakenIn ? Array.from({ length: MOST_REPLIES }, (_, index) => replyKey(id, String(index))) : [];
  }

  return {
    receive: (inbound, onTaken) =>
      track(
        inbound.id,
        onBehalfOf(inbound.id, () => receive(inbound, onTaken)),
      ),
    withdraw,
    start: loop.start,
    storeHealth() {
      const failure = takingIn.failure();
      const { ok, detail } = failure === undefined ? loop.health() : { ok: false, detail: failure };
      return { ok, detail: ok ? "takes questions" : detail };
    },
    async stop() {
      isStopping = true;
      await loop.stop();
      await takingOver;
      while (inWork.size > 0) await Promise.allSettled(inWork.keys());
    },
  };
}

function changesNothing({ remembering }: Partial<Outcome>): boolean {
  return (remembering?.changes ?? []).length === 0 && (remembering?.commanded ?? []).length === 0;
}

function about({ id, place }: Inbound) {
  return { inbound: id, platform: place.platform };
}

/** Returns the person who waits for the answer. */
export function askerOf({ place, asker }: Inbound): PersonKey {
  return { platform: place.platform, workspace: place.workspace, person: asker.id };
}
