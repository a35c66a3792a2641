import { createHash } from "node:crypto";
import type { Leases } from "../delivery/leases.ts";
import { describe } from "../delivery/options.ts";
import { lookFor, type SendResult, trySend } from "../delivery/sending.ts";
import type { Place } from "../model.ts";
import type { AnswerOptions, AnswerTimings } from "./options.ts";
import type { DecidedAnswer, InboxMessage } from "./ports.ts";
import { redirect, redirectLate } from "./redirect.ts";

/** An answer that is being sent. */
export interface AnswerInWork extends Pick<InboxMessage, "key" | "receivedAt" | "attempts"> {
  readonly answer: DecidedAnswer;
  /** Whether another process, or an earlier attempt, may already have sent the next reply. */
  readonly maybeSent: boolean;
}

/** The result of one run. "left": this or another process will resume it. */
export type Delivered = "answered" | "left" | "given up";

/** The number of attempts to send a private answer in its own place before it is sent as a direct message. */
const PRIVATE_ATTEMPTS = 2;

type Step = { readonly answer: DecidedAnswer; readonly maybeSent: boolean } | Delivered;

/**
 * Returns the function that sends an answer, reply by reply, and saves the progress. If it is unknown whether a reply arrived, it asks the platform. If the
 * platform cannot tell, a reply that only the asker sees is sent again, since a duplicate does no harm there; for any other reply, the asker gets a notice in a
 * direct message. Rejects if the store does; the message is resumed later.
 * @param isStopping whether this process is stopping: it then leaves a failed answer to the next process, which may retry at once
 */
export function createDeliver(
  options: AnswerOptions,
  timings: AnswerTimings,
  leases: Leases,
  isStopping: () => boolean,
): (work: AnswerInWork) => Promise<Delivered> {
  const { inbox, adapters, now, leaseOwner, logger } = options;

  async function advance(key: string, answer: DecidedAnswer): Promise<Step> {
    const next = { ...answer, replies: answer.replies.slice(1), sent: answer.sent + 1 };
    // After the last reply the whole message is deleted, so there is no progress to save.
    if (next.replies.length > 0) await inbox.saveProgress(key, leaseOwner, next);
    return { answer: next, maybeSent: false };
  }

  async function goElsewhere({ key, answer }: AnswerInWork, other: DecidedAnswer | undefined, reason: string): Promise<Step> {
    const about = { inbound: key, platform: answer.place.platform, reason };
    if (other === undefined) {
      logger.error(about, "an answer could not be delivered, and its asker cannot be told");
      return "given up";
    }
    logger.warn(about, "an answer could not be delivered; its asker is told in a direct message");
    await inbox.saveProgress(key, leaseOwner, other);
    return { answer: other, maybeSent: false };
  }

  async function goLater({ key, attempts }: AnswerInWork, reason: string): Promise<Step> {
    const wait = isStopping() ? 0 : Math.min(timings.retryAfter * 2 ** attempts, timings.longestRetry);
    logger.warn({ inbound: key, reason, wait }, "an answer could not be sent yet; it will be retried");
    await inbox.postpone(key, leaseOwner, now() + wait);
    return "left";
  }

  /** Asks the platform whether a reply that may have been sent is there. */
  async function lookAgain(work: AnswerInWork): Promise<Step> {
    const { key, answer, receivedAt } = work;
    const adapter = adapterOf(answer.place);
    try {
      const found = adapter && (await lookFor(adapter, { place: answer.place, key: keyOf(work) }, receivedAt, now()));
      if (found === "sent") return advance(key, answer);
      if (found === "absent") return { answer, maybeSent: false };
      if (found === "unknown" && answer.place.private) return { answer, maybeSent: false };
      if (found === "unknown") return goElsewhere(work, redirect(answer), "it is not known whether it arrived");
    } catch (error) {
      logger.warn({ inbound: key, error: describe(error) }, "could not ask a platform whether an answer arrived");
    }
    return "left";
  }

  async function afterDoubt(work: AnswerInWork, reason: string): Promise<Step> {
    const { key, answer, attempts } = work;
    logger.warn({ inbound: key, reason }, "it is not known whether an answer was sent");
    // The store still has the lease. The process that takes the message over asks the platform.
    if (!answer.place.private || isStopping()) return "left";
    const adapter = adapterOf(answer.place);
    const asking = adapter && lookFor(adapter, { place: answer.place, key: keyOf(work) }, work.receivedAt, now());
    const found = await asking?.catch(() => "unanswered");
    if (found === "sent") return advance(key, answer);
    if (found !== "unknown") return "left";
    const other = attempts + 1 >= PRIVATE_ATTEMPTS ? redirect(answer) : undefined;
    return other === undefined ? goLater(work, reason) : goElsewhere(work, other, reason);
  }

  function afterFailure(work: AnswerInWork, result: Exclude<SendResult, { kind: "sent" }>): Promise<Step> {
    switch (result.kind) {
      case "refused":
        return goElsewhere(work, redirect(work.answer), result.reason);
      case "later":
        return goLater(work, result.reason);
      case "in-doubt":
        return afterDoubt(work, result.reason);
    }
  }

  async function step(work: AnswerInWork): Promise<Step> {
    const { key, answer, maybeSent, receivedAt } = work;
    const [reply] = answer.replies;
    if (reply === undefined) return answer.isRedirected ? "given up" : "answered";
    if (maybeSent) return lookAgain(work);
    const waited = now() - receivedAt;
    if (waited > timings.latest && !answer.isRedirected) return goElsewhere(work, redirectLate(answer), "it comes too late");
    if (waited > 2 * timings.latest) return goElsewhere(work, undefined, "it comes too late");
    const adapter = adapterOf(answer.place);
    if (adapter === undefined) return goLater(work, `no adapter is named ${answer.place.platform}`);
    if (!(await leases.confirm(key))) return "left";
    const result = await trySend(adapter, { place: answer.place, reply, key: keyOf(work) });
    if (result.kind === "sent") return advance(key, answer);
    // If the lease is gone, the question was withdrawn meanwhile, and nobody waits for an answer.
    return leases.has(key) ? afterFailure(work, result) : "left";
  }

  function adapterOf({ platform }: Place) {
    return adapters.find(({ name }) => name === platform);
  }

  return async (work) => {
    for (let going = work; ; ) {
      const next = await step(going);
      if (typeof next === "object") going = { ...going, ...next };
      else {
        if (next !== "left") await finish(going.key);
        return next;
      }
    }
  };

  /** Deletes the message. If the store fails, the answer has arrived all the same: the process that resumes the message will find it on the platform. */
  async function finish(key: string): Promise<void> {
    await inbox.finish(key, leaseOwner).catch((error: unknown) => {
      logger.error({ inbound: key, error: describe(error) }, "the store could not delete a finished answer");
    });
  }
}

function keyOf({ key, answer: { sent, isRedirected } }: AnswerInWork): string {
  return replyKey(key, `${isRedirected ? "direct" : ""}${sent}`);
}

/** Returns the key of a reply on its platform, the same in every process: at most 64 characters, however long the message's id is. */
export function replyKey(inboundId: string, reply: string): string {
  return `answer/${createHash("sha256").update(inboundId).digest("hex").slice(0, 32)}/${reply}`;
}
