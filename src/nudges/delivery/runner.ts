import { createLeases } from "../../delivery/leases.ts";
import { createLoop } from "../../delivery/loop.ts";
import { describe } from "../../delivery/options.ts";
import { createStaleLeases } from "../../delivery/stale-leases.ts";
import { MalinoisError } from "../../errors.ts";
import type { Instant } from "../../model.ts";
import type { Health } from "../../ports.ts";
import { isOfEntry } from "../content/library.ts";
import { closeQuiz } from "../decide/close-quiz.ts";
import { decideNudge } from "../decide/decide.ts";
import type { DueDecision, DueSubscription, QuizToClose } from "../ports.ts";
import { type ContentsAtHand, createContentsAtHand } from "./contents-at-hand.ts";
import { type NudgeRunnerOptions, RUNNER_TIMINGS } from "./options.ts";
import { createRecovery } from "./recovery.ts";
import { createSender } from "./sender.ts";

export interface NudgeRunner {
  /** Checks once, sends what is due and waits until sending has ended. Throws a `MalinoisError` of the store. */
  tick(): Promise<void>;
  /** Starts to check again and again. */
  start(): void;
  /** Checks at once, if it is running. */
  wake(): void;
  /** Stops checking. Resolves when sending has ended. Harmless when repeated. */
  stop(): Promise<void>;
  /** Returns whether it is running and the last check succeeded. */
  health(): Health;
}

/** How many subscriptions or quizzes one transaction decides: few enough that questions in between wait only some milliseconds. */
const DECIDED_AT_ONCE = 20;
const TAKEN_AT_ONCE = 50;
const MOST_IN_FLIGHT = 200;
/** The time until a subscription that could not be decided is retried, in milliseconds. */
const RETRY_MS = 600_000;

/**
 * Creates the runner of nudges. It decides what to do with all that is due, records the decisions in the store, sends the messages through the adapters
 * and records the results. Any number of processes may do so at once: each occurrence is sent once, or skipped with a recorded reason. The cost of a
 * check grows only with what is due.
 */
export function createNudgeRunner(options: NudgeRunnerOptions): NudgeRunner {
  const { store, adapters, now, monotonic, leaseOwner, logger } = options;
  const timings = { ...RUNNER_TIMINGS, ...options.timings };
  const platforms = adapters.map(({ name }) => name);
  const { staleAfter } = timings;
  const leases = createLeases({ store, leaseOwner, monotonic, staleAfter });
  const send = createSender(options, timings, leases);
  const recover = createRecovery(
    options,
    createStaleLeases({ store, adapters, leaseOwner, monotonic, staleAfter }, leases),
    leases,
  );
  const sending = new Set<Promise<void>>();

  /** Decides one subscription. One that fails must not hold up the others. One whose workspace's content is not cached yet stays due. */
  function decide(due: DueSubscription, at: Instant, contents: ContentsAtHand): DueDecision {
    const content = contents.of(due.subscription.place);
    if (content === undefined) return { nextLook: { lookedUntil: due.lookedUntil, nextDueAt: at }, skipped: [] };
    try {
      return decideNudge(due, at, { ...options, content, jitterMs: timings.jitter });
    } catch (error) {
      logger.error({ subscription: due.subscription.id, error: describe(error) }, "a subscription could not be decided");
      return { nextLook: { lookedUntil: due.lookedUntil, nextDueAt: at + RETRY_MS }, skipped: [] };
    }
  }

  let recovering: Promise<void> | undefined;
  /** Runs the recovery in the background: asking a platform may take long, and without heartbeats meanwhile, others would take over this process's messages. */
  function recoverMeanwhile(): void {
    recovering ??= recover()
      .catch(report)
      .finally(() => {
        recovering = undefined;
      });
  }

  function report(error: unknown): void {
    const fix = error instanceof MalinoisError ? { fix: error.fix } : {};
    logger.error({ error: describe(error), ...fix }, "nudges could not be checked");
  }

  /** Checks once. Messages are sent between the batches of decisions, so that a large backlog does not delay them. */
  async function look(): Promise<void> {
    const at = now();
    const contents = createContentsAtHand(options.content);
    for (let isMoreDue = true; isMoreDue; ) {
      const decided = await store.decideDue(platforms, at, DECIDED_AT_ONCE, (due) => decide(due, at, contents));
      const isWaiting = await contents.fetch();
      isMoreDue = isWaiting || decided >= DECIDED_AT_ONCE;
      await sendWhatWaits();
    }
    const close = (closing: QuizToClose) => closeQuiz(closing, at, options.zone, isOfEntry(closing.quiz.item));
    while ((await store.closeQuizzes(platforms, at, DECIDED_AT_ONCE, close)) >= DECIDED_AT_ONCE);
    recoverMeanwhile();
    await sendWhatWaits();
  }

  async function sendWhatWaits(): Promise<void> {
    await leases.keep();
    while (leases.size < MOST_IN_FLIGHT) {
      const asked = monotonic();
      const taken = await store.leaseMessages(platforms, now(), leaseOwner, TAKEN_AT_ONCE);
      if (taken.length === 0) return;
      leases.take(
        taken.map(({ key }) => key),
        asked,
      );
      const sent: Promise<void> = send(taken).finally(() => sending.delete(sent));
      sending.add(sent);
    }
  }

  async function settled(): Promise<void> {
    await recovering;
    while (sending.size > 0) await Promise.all(sending);
  }

  const loop = createLoop({ look, onError: report, every: timings.every, after: options.after });
  return {
    async tick() {
      await look();
      await settled();
    },
    start: loop.start,
    wake: loop.wake,
    health: loop.health,
    async stop() {
      await loop.stop();
      await settled();
    },
  };
}
