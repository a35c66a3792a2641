import { createHash } from "node:crypto";
import type { Leases } from "../delivery/leases.ts";
import { describe } from "../delivery/options.ts";
import { lookFor, type SendResult, trySend } from "../delivery/sending.ts";
import type { Place } from "../model.ts";
import type { AnswerOptions, AnswerTimings } from "./options.ts";
import type { DecidedAnswer, InboxMessage } from "./ports.ts";
import { redirect, redirectLate } from "./redirect.ts";

/** An answer on its way. */
export interface AnswerInWork extends Pick<InboxMessage, "key" | "receivedAt" | "attempts"> {
  readonly answer: DecidedAnswer;
  /** Another process, or an earlier attempt, may have sent the next reply. */
  readonly maybeSent: boolean;
}

/** The result for now. "left": it will be resumed, by this process or another. */
export type Delivered = "answered" | "left" | "given up";

/** How often a private answer is tried in its own place before it goes to direct messages. */
const PRIVATE_ATTEMPTS = 2;

type Step = { readonly answer: DecidedAnswer; readonly maybeSent: boolean } | Delivered;

/**
 * Makes the function that sends an answer, reply by reply, and saves its progress. Where it is not known whether a reply arrived, the platform is asked; where
 * the platform cannot tell, what only the asker sees is sent again, since that harms nobody, and of anything else the asker is told.
 * Rejects when the store does: the message is taken up again later.
 * @param isStopping whether this process is stopping: what can no longer be sent is left to the next one at once
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
    // After the last reply the whole message is deleted; saving that none is left would be one write too many.
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
    logger.warn({ inbound: key, reason, wait }, "an answer goes later");
    await inbox.postpone(key, leaseOwner, now() + wait);
    return "left";
  }

  /** Asks the platform for a reply that may have been sent. */
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
      logger.warn({ inbound: key, error: describe(error) }, "a platform could not be asked for an answer");
    }
    return "left";
  }

  async function afterDoubt(work: AnswerInWork, reason: string): Promise<Step> {
    const { key, answer, attempts } = work;
    logger.warn({ inbound: key, reason }, "it is not known whether an answer was sent");
    // It stays leased; whoever finds that nobody works on it any more asks the platform.
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
    // Without the lease, the question was withdrawn meanwhile, and nobody waits for an answer.
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

  /** The answer has arrived even if the store fails here: whoever resumes the message will find it on the platform. */
  async function finish(key: string): Promise<void> {
    await inbox.finish(key, leaseOwner).catch((error: unknown) => {
      logger.error({ inbound: key, error: describe(error) }, "the store does not take note of an answer");
    });
  }
}

function keyOf({ key, answer: { sent, isRedirected } }: AnswerInWork): string {
  return replyKey(key, `${isRedirected ? "direct" : ""}${sent}`);
}

/** The key of a reply on its platform, the same in every process: at most 64 characters, however long the message's id is. */
export function replyKey(inboundId: string, reply: string): string {
  return `answer/${createHash("sha256").update(inboundId).digest("hex").slice(0, 32)}/${reply}`;
}
