/** What nudges need from the store. Every method may throw a `MalinoisError` "store"; each takes effect completely or not at all. */
import type { LeaseStore } from "../delivery/ports.ts";
import type { Instant, Place, Reply } from "../model.ts";
import type { PersonKey, Transaction, WorkspaceKey } from "../ports.ts";
import type { GradedAnswers, Score } from "./content/quiz.ts";
import type {
  Delivery,
  FailureKind,
  Quiz,
  QuizAnswer,
  Review,
  Schedule,
  SkippedNudge,
  SkipReason,
  Subscription,
} from "./types.ts";

/** Up to when a subscription was checked, and when to check it again: parts of a {@link Look}. */
export interface NextLook {
  readonly lookedUntil: Instant;
  /** Absent: it is not checked again until somebody changes it. */
  readonly nextDueAt?: Instant;
}

/** "result": the result of a closed quiz; "report": tells the owner of a failure; "hand-off": passes between an asker and a person who answers. */
export type MessageKind = "nudge" | "quiz" | "result" | "report" | "hand-off";

/** A message to send once. */
export interface OutgoingMessage {
  /** Identifies the message for ever, in the ledger and on the platform: at most 64 characters. For a scheduled nudge, its occurrence's key. */
  readonly key: string;
  readonly kind: MessageKind;
  /** The id of the subscription that the message belongs to; for "hand-off", the id of the hand-off. */
  readonly subscription?: string;
  readonly place: Place;
  readonly reply: Reply;
  readonly item?: string;
  readonly step?: string;
  /** The name of the command that sends a step early, by which it is known if it is answered again. */
  readonly cause?: string;
  /** When it falls due. */
  readonly dueAt: Instant;
  /** It is not sent before this. */
  readonly sendAt: Instant;
}

/** A message that a process has leased to send it. */
export interface LeasedMessage extends OutgoingMessage {
  /** When the previous lease owner began to send it. Absent if it was not taken over from another process. */
  readonly startedAt?: Instant;
  /** When any process last sent to its workspace, and to its channel. Absent: not in the last seconds. */
  readonly lastSent?: { readonly workspace: Instant; readonly channel?: Instant };
}

export type Settlement =
  | { readonly state: "sent" }
  /** It may have been sent, and nobody can tell. It is not sent again. */
  | { readonly state: "unknown" }
  | { readonly state: "skipped"; readonly reason: SkipReason | FailureKind }
  /** It was certainly not sent, and is to be sent later, or to another place. */
  | { readonly state: "pending"; readonly sendAt: Instant; readonly place?: Place };

/** What was sent to a place, and how people answered; for a campaign, also what became of its subscription's occurrences. */
export interface PlaceFacts {
  /** When nudges were sent in the last eight days. */
  readonly sentToPlace: readonly Instant[];
  readonly timesShown: ReadonlyMap<string, number>;
  readonly lastShown: ReadonlyMap<string, Instant>;
  readonly last?: string;
  readonly answers: ReadonlyMap<string, { readonly answers: number; readonly wrong: number }>;
  readonly reviews: readonly Review[];
  /** Whether the subscription has not sent a nudge yet. */
  readonly first: boolean;
  /** With `graded`: of the subscription, if it is a campaign; else empty. */
  readonly deliveries: readonly Delivery[];
  readonly graded: GradedAnswers;
}

export interface DueSubscription {
  readonly subscription: Subscription;
  readonly lookedUntil: Instant;
  readonly facts: PlaceFacts;
}

/** A subscription after a change, with the consequences of the change. */
export interface SubscriptionChange {
  readonly subscription: Subscription;
  readonly nextLook: NextLook;
  /** Occurrences that the change skips. Absent: none. */
  readonly skipped?: readonly SkippedNudge[];
}

/** What was decided for a subscription that was due. */
export interface DueDecision {
  readonly nextLook: NextLook;
  readonly skipped: readonly SkippedNudge[];
  readonly message?: OutgoingMessage;
  /** The quiz that opens with the message. */
  readonly quiz?: Quiz;
  /** The campaign's steps, planned again after some could not be sent. */
  readonly schedule?: Schedule;
}

/** A quiz that has closed. */
export interface QuizToClose {
  readonly quiz: Quiz;
  readonly answers: readonly QuizAnswer[];
  /** The review of its question that the place, as a learner, has now. */
  readonly review: Review | undefined;
  /** The subscription that sent it. Absent for a quiz that somebody asked for. */
  readonly subscription?: string;
}

export interface QuizClosing {
  readonly message?: OutgoingMessage;
  /** The review of the question that the place, as a learner, has from now on. Undefined: none. */
  readonly review?: Review | undefined;
}

/** A record of the ledger, with its exact state, for people to read. */
export interface LedgerLine extends Omit<Delivery, "outcome"> {
  readonly state: "pending" | "sending" | Settlement["state"];
}

type WithinTransaction = "saveSubscription" | "changeSubscription" | "removeSubscription" | "saveAnswer" | "setReview";

export interface NudgeStore extends LeaseStore<LeasedMessage> {
  /**
   * Leases messages that may be sent now, each to one process only. It is fair: workspaces take turns, each has a limited number of messages in
   * flight, and only one process at a time sends to a workspace. Fewer messages than `limit` do not mean that no more are waiting; no messages mean
   * that none is waiting for this process.
   */
  leaseMessages(platforms: readonly string[], now: Instant, leaseOwner: string, limit: number): Promise<readonly LeasedMessage[]>;
  /** Returns the part of the store that commands change, within a transaction. */
  within(transaction: Transaction): Pick<NudgeStore, WithinTransaction>;
  /** Saves a new or edited subscription. */
  saveSubscription(subscription: Subscription, nextLook: NextLook): Promise<void>;
  subscription(id: string): Promise<(Subscription & { readonly nextLook: NextLook }) | undefined>;
  /** Returns the subscriptions of a channel, or those of a person's direct messages from any workspace, oldest first. */
  subscriptionsOf(
    place: Pick<Place, "platform" | "workspace" | "channel" | "recipient">,
  ): Promise<readonly (Subscription & { readonly nextLook: NextLook })[]>;
  /** Reads, changes and saves a subscription under a lock. Returns what was saved. `change` returns undefined to leave the subscription as it is. */
  changeSubscription(
    id: string,
    change: (subscription: Subscription, nextLook: NextLook) => SubscriptionChange | undefined,
  ): Promise<Subscription | undefined>;
  /** Deletes the subscription. Its pending messages are skipped as "paused". The ledger stays. */
  removeSubscription(id: string, now: Instant): Promise<void>;

  /**
   * Calls `decide` for the subscriptions of some platforms that are due, each in one process only, and saves the decisions: skipped occurrences, the
   * message to send, its quiz and when to check again. Takes about `limit` subscriptions of each platform. An occurrence whose key is already in the
   * ledger stays as it is. If more than `limit` are due, half of the limit is shared out by turns among the workspaces, so that none waits for
   * another's backlog. Returns how many were decided; if fewer than `limit`, no more are due.
   */
  decideDue(
    platforms: readonly string[],
    now: Instant,
    limit: number,
    decide: (due: DueSubscription) => DueDecision,
  ): Promise<number>;
  /** Adds a message to the ledger, to be sent. Returns false if its key is already there. */
  addMessage(message: OutgoingMessage, now: Instant, quiz?: Quiz): Promise<boolean>;
  /** Records what became of a message that `leaseOwner` had leased. Returns false if another process has taken it over. */
  settle(key: string, leaseOwner: string, settlement: Settlement, now: Instant): Promise<boolean>;
  /** Returns the facts about a place that `decideDue` passes to `decide`. */
  facts(subscription: Pick<Subscription, "id" | "place" | "recipient" | "content">, now: Instant): Promise<PlaceFacts>;
  /** Returns what became of a subscription's occurrences, latest first. */
  ledger(subscription: string, limit: number): Promise<readonly LedgerLine[]>;

  /** Saves a quiz that somebody takes alone. */
  addQuiz(quiz: Quiz): Promise<void>;
  quiz(id: string): Promise<Quiz | undefined>;
  /** Returns the name under which a person's answers are stored: a keyed hash, with a key of this installation's own. */
  participant(person: PersonKey): Promise<string>;
  quizAnswer(quiz: string, participant: string): Promise<QuizAnswer | undefined>;
  /**
   * Saves an answer in place of `previous`. Returns false if another answer was saved meanwhile.
   * @param givenIn the workspace together with which the answer is deleted
   */
  saveAnswer(answer: QuizAnswer, previous: QuizAnswer | undefined, givenIn?: WorkspaceKey): Promise<boolean>;
  /**
   * Calls `close` for at most `limit` quizzes that have closed and whose place is to see the result, and saves the outcome. A quiz that never reached its
   * place gets no result. Returns how many quizzes were handled.
   */
  closeQuizzes(
    platforms: readonly string[],
    now: Instant,
    limit: number,
    close: (closing: QuizToClose) => QuizClosing,
  ): Promise<number>;
  gradedAnswers(of: { readonly participant: string } | { readonly subscription: string } | WorkspaceKey): Promise<GradedAnswers>;
  /**
   * Returns the people with the most points in a workspace, at most `most`. Each question answered correctly at the first choice counts a point; later
   * choices count nothing, since the correct answer has been shown by then. Leaves out anonymous answers, and people without a point.
   */
  points(of: WorkspaceKey, most: number): Promise<readonly Score[]>;
  reviews(participant: string): Promise<readonly Review[]>;
  /**
   * Saves a participant's review of a question; deletes it if `review` is undefined.
   * @param givenIn the workspace together with which the review is deleted
   */
  setReview(participant: string, item: string, review: Review | undefined, givenIn?: WorkspaceKey): Promise<void>;
}
