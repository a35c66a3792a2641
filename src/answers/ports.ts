/** What answering needs from the store. Every method may throw a `MalinoisError` "store"; each is atomic. */
import type { LeaseStore } from "../delivery/ports.ts";
import type { Gap } from "../gaps/types.ts";
import type { Change, Context, Inbound, Instant, Language, Place, Reply } from "../model.ts";
import type { ChangeList, PersonKey } from "../ports.ts";
import type { CountedQuestion } from "../stats/ports.ts";

/** An answer that was decided and is being sent. It contains nothing that the asker typed. */
export interface DecidedAnswer {
  readonly place: Place;
  readonly language: Language;
  /** The replies that are still to be sent, in order. */
  readonly replies: readonly Reply[];
  /** How many replies have been sent. */
  readonly sent: number;
  /** The person who is told if it cannot be delivered; absent: nobody waits for it. */
  readonly asker?: PersonKey;
  /** Whether it is sent as a direct message because it could not be delivered in its own place. */
  readonly isRedirected?: boolean;
}

/** An inbound message that is not answered yet: the message itself, or once it is decided, its answer. */
export type InboxRecord = { readonly inbound: Inbound } | { readonly answer: DecidedAnswer };

export interface InboxMessage {
  /** The inbound message's id. */
  readonly key: string;
  readonly record: InboxRecord;
  readonly receivedAt: Instant;
  /** The number of times that sending it has been postponed. */
  readonly attempts: number;
}

/** A change that a command makes, as in {@link ChangeList}. */
export interface CommandedChange {
  readonly change: Parameters<ChangeList["add"]>[0];
  readonly onSaved: (() => void) | undefined;
}

/** What to remember with an answer. */
export interface Remembering {
  readonly asker: PersonKey;
  readonly changes: readonly Change[];
  /** What a command changes. Absent: nothing. */
  readonly commanded?: readonly CommandedChange[];
  /** What the question shows about missing entries. Unlike a change, it is not reported to the asker. Absent: nothing. */
  readonly gaps?: readonly Gap[];
  /** The conversation's context from now on, for every thread that it is kept under; empty: the context stays as it is. */
  readonly contexts: readonly { readonly thread: string; readonly context: Context; readonly expires: Instant }[];
  /** What to add to the statistics; absent: nothing. */
  readonly counts?: readonly CountedQuestion[];
}

/** What was known about a question that was deleted. */
export interface Withdrawn {
  /** Whether it was received recently, so that there may be an answer. */
  readonly wasTakenIn: boolean;
  /** The process that was working on it. Absent: none was. */
  readonly leaseOwner?: string;
}

/** Inbound messages from the moment that they are accepted until they are answered; after that only fingerprints of their ids are kept. */
export interface Inbox extends LeaseStore<InboxMessage> {
  /** Stores a message and leases it to a process. Returns false, and does nothing, if the message was accepted before and that record has not expired. */
  takeIn(inbound: Inbound, now: Instant, expires: Instant, leaseOwner: string): Promise<boolean>;
  /**
   * Replaces the message with its answer and saves what is to be remembered. Returns false, and saves nothing, if another process has the lease; returns
   * "outdated", and saves nothing, if a command must be carried out anew.
   */
  decide(
    key: string,
    leaseOwner: string,
    answer: DecidedAnswer,
    remembering: Remembering,
    now: Instant,
  ): Promise<boolean | "outdated">;
  /** Saves how far the answer has got. */
  saveProgress(key: string, leaseOwner: string, answer: DecidedAnswer): Promise<void>;
  /** Releases the lease of a message whose next reply was certainly not sent; it can be leased again from `sendAt` on. */
  postpone(key: string, leaseOwner: string, sendAt: Instant): Promise<void>;
  /** Deletes a message, whichever process is working on it. */
  withdraw(key: string, now: Instant): Promise<Withdrawn>;
  /** Deletes a message that is answered, or never will be. */
  finish(key: string, leaseOwner: string): Promise<void>;
}
