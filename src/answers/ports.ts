/** What answering asks of the store. Every method may throw a `MalinoisError` "store"; each runs whole or not at all. */
import type { LeaseStore } from "../delivery/ports.ts";
import type { Gap } from "../gaps/types.ts";
import type { Change, Context, Inbound, Instant, Language, Place, Reply } from "../model.ts";
import type { PersonKey } from "../ports.ts";
import type { CountedQuestion } from "../stats/ports.ts";

/** An answer that was decided and is on its way. Holds nothing that the asker typed. */
export interface DecidedAnswer {
  readonly place: Place;
  readonly language: Language;
  /** What is still to be sent, in order. */
  readonly replies: readonly Reply[];
  /** How many replies have been sent. */
  readonly sent: number;
  /** Who is told when it cannot be delivered; absent: nobody waits for it. */
  readonly asker?: PersonKey;
  /** It goes to direct messages, because its own place did not work. */
  readonly isRedirected?: boolean;
}

/** An inbound message that is not answered yet: as it came, or with its answer on its way. */
export type InboxRecord = { readonly inbound: Inbound } | { readonly answer: DecidedAnswer };

export interface InboxMessage {
  /** The inbound message's id. */
  readonly key: string;
  readonly record: InboxRecord;
  readonly receivedAt: Instant;
  /** How often sending it has failed. */
  readonly attempts: number;
}

/** What is to be remembered with an answer. */
export interface Remembering {
  readonly asker: PersonKey;
  readonly changes: readonly Change[];
  /** What the question teaches; unlike a change, nobody is told of it. Absent: nothing. */
  readonly gaps?: readonly Gap[];
  /** The conversation's context from now on, wherever it is kept; none: as before. */
  readonly contexts: readonly { readonly thread: string; readonly context: Context; readonly expires: Instant }[];
  /** What is added to the figures; absent: nothing. */
  readonly counts?: readonly CountedQuestion[];
}

/** What was known about a question that was deleted. */
export interface Withdrawn {
  /** Whether it was received recently, so that there may be an answer. */
  readonly wasTakenIn: boolean;
  /** The process that was working on it. Absent: none was. */
  readonly leaseOwner?: string;
}

/** Inbound messages from the moment that they are taken in until they are answered; then nothing of them stays but their ids. */
export interface Inbox extends LeaseStore<InboxMessage> {
  /** Keeps a message and leases it, unless it was taken in before and that has not expired; false then. */
  takeIn(inbound: Inbound, now: Instant, expires: Instant, leaseOwner: string): Promise<boolean>;
  /** Replaces the message with its answer, and remembers; false, with nothing saved, where another process has taken the message over. */
  decide(key: string, leaseOwner: string, answer: DecidedAnswer, remembering: Remembering, now: Instant): Promise<boolean>;
  /** Saves how far the answer has got. */
  saveProgress(key: string, leaseOwner: string, answer: DecidedAnswer): Promise<void>;
  /** Gives the lease back; the message is leased again from an instant on. It certainly was not sent. */
  postpone(key: string, leaseOwner: string, sendAt: Instant): Promise<void>;
  /** Deletes a message, whichever process is working on it. */
  withdraw(key: string, now: Instant): Promise<Withdrawn>;
  /** Deletes what was kept: it is answered, or never will be. */
  finish(key: string, leaseOwner: string): Promise<void>;
}
