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

/** Answers what comes in, each message once, across crashes and restarts. */
export interface Answers {
  readonly receive: Host["receive"];
  readonly withdraw: Host["withdraw"];
  /** From now on resumes what other processes, or this one, could not finish. */
  start(): void;
  /** Resumes nothing more; resolves when the answers under way have been sent or left to the next process. */
  stop(): Promise<void>;
  /** The health of the store, as far as answering questions shows it. */
  storeHealth(): Health;
}

const LEASED_AT_ONCE = 20;
const MOST_IN_WORK = 200;
/** More replies than a message gets: one with two questions gets two. */
const MOST_REPLIES = 4;
/**
 * As long as this process works on more, it takes over no others: with a great many at once its own heartbeats would come late, and processes would take over
 * from one another without end.
 */
const MOST_WHILE_TAKING_OVER = 50;

/**
 * Makes the service that answers messages. A message is kept from the moment that it is taken in; deciding replaces it with the answer, in one transaction with what
 * is to be remembered; once the answer has arrived nothing is kept. A message whose process is gone is taken over, and the platform is asked whether
 * the answer arrived.
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

  /** The answer, with the decision where there is one. */
  async function decide(inbound: Inbound): Promise<Partial<Outcome> & { readonly answer: DecidedAnswer }> {
    try {
      return await options.decide(inbound);
    } catch (error) {
      logger.error({ ...about(inbound), error: describe(error) }, "could not answer");
      return { answer: options.apologise(inbound) };
    }
  }

  /** Decides, and keeps what was decided; undefined where another process has taken the message over. */
  async function decideAndKeep(inbound: Inbound): Promise<(Partial<Outcome> & { readonly answer: DecidedAnswer }) | undefined> {
    const outcome = await decide(inbound);
    const remembering = outcome.remembering ?? { asker: askerOf(inbound), changes: [], contexts: [] };
    try {
      const keeping = inbox.decide(inbound.id, leaseOwner, outcome.answer, remembering, now());
      return (await inTime(keeping, timings.storeLimit, options.after)) ? outcome : undefined;
    } catch (error) {
      logger.error({ ...about(inbound), error: describe(error) }, "the store does not keep an answer");
      // An answer is of use without being remembered; a change that was not made must not be reported as made.
      return remembering.changes.length === 0 ? outcome : { answer: options.apologise(inbound) };
    }
  }

  /** Answers without the store: sent once, and nothing is remembered. */
  async function answerUnkept(inbound: Inbound): Promise<Decision | undefined> {
    const outcome = await decide(inbound);
    const isUseless = (outcome.remembering?.changes.length ?? 0) > 0;
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

  /** Works on what this process has leased, and gives the lease back. Rejects when the store does. */
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
    logger.error({ error: describe(error) }, "unfinished answers could not be looked at");
  }

  let takingOver: Promise<void> | undefined;
  /** Taking over may take long; meanwhile heartbeats must continue, or other processes would take over what this one is sending. */
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
        if (leases.size >= MOST_WHILE_TAKING_OVER) break;
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
      // It stays leased, and is taken up again when nobody works on it.
      logger.error({ ...about(inbound), error: describe(error) }, "an answer could not be handled");
    }
    leases.release(inbound.id);
    return undefined;
  }

  async function withdraw(id: string): Promise<readonly string[]> {
    const wasSeen = takingIn.refuse(id);
    // A reply that is already being sent is let through; anything later is not sent.
    leases.release(id);
    let wasTakenIn = wasSeen;
    try {
      const found = await inTime(inbox.withdraw(id, now()), timings.storeLimit, options.after);
      wasTakenIn ||= found.wasTakenIn;
      const isElsewhere = found.leaseOwner !== undefined && found.leaseOwner !== leaseOwner;
      if (isElsewhere) await new Promise<void>((resolve) => void options.after(timings.sendingElsewhere, resolve));
    } catch (error) {
      logger.warn({ inbound: id, error: describe(error) }, "the store could not be told that a question was deleted");
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

function about({ id, place }: Inbound) {
  return { inbound: id, platform: place.platform };
}

/** Who waits for the answer. */
export function askerOf({ place, asker }: Inbound): PersonKey {
  return { platform: place.platform, workspace: place.workspace, person: asker.id };
}
