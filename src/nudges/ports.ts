/** What nudges ask of the store. Every method may throw a `MalinoisError` "store"; each runs whole or not at all. */
import type { LeaseStore } from "../delivery/ports.ts";
import type { Instant, Place, Reply } from "../model.ts";
import type { PersonKey, WorkspaceKey } from "../ports.ts";
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

/** When a subscription was looked at and is to be looked at again: parts of a {@link Look}. */
export interface NextLook {
  readonly lookedUntil: Instant;
  /** Absent: not before somebody changes it. */
  readonly nextDueAt?: Instant;
}

/** "result": a quiz has closed; "report": something failed, for the owner; "hand-off": between an asker and a person who answers. */
export type MessageKind = "nudge" | "quiz" | "result" | "report" | "hand-off";

/** A message that is to be sent once. */
export interface OutgoingMessage {
  /** Its identity for ever, in the ledger and on the platform: at most 64 characters. An occurrence's key, for its nudge. */
  readonly key: string;
  readonly kind: MessageKind;
  /** The id of the subscription, or for "hand-off" the hand-off, that it belongs to. */
  readonly subscription?: string;
  readonly place: Place;
  readonly reply: Reply;
  readonly item?: string;
  readonly step?: string;
  /** When it should have gone. */
  readonly dueAt: Instant;
  /** Not before. */
  readonly sendAt: Instant;
}

/** A message that a process has taken to send. */
export interface LeasedMessage extends OutgoingMessage {
  /** When the process that took it before began to send; absent when it is the first. */
  readonly startedAt?: Instant;
  /** When its workspace, and its channel, were last sent to by any process; absent: not in the last seconds. */
  readonly lastSent?: { readonly workspace: Instant; readonly channel?: Instant };
}

export type Settlement =
  | { readonly state: "sent" }
  /** It may have been sent, and nobody can tell: it is not sent again. */
  | { readonly state: "unknown" }
  | { readonly state: "skipped"; readonly reason: SkipReason | FailureKind }
  /** To be sent later, or elsewhere: it certainly was not. */
  | { readonly state: "pending"; readonly sendAt: Instant; readonly place?: Place };

/** What a place, and for a campaign its subscription, has had. */
export interface PlaceFacts {
  /** Nudges of the last eight days. */
  readonly sentToPlace: readonly Instant[];
  readonly timesShown: ReadonlyMap<string, number>;
  readonly lastShown: ReadonlyMap<string, Instant>;
  readonly last?: string;
  readonly answers: ReadonlyMap<string, { readonly answers: number; readonly wrong: number }>;
  readonly reviews: readonly Review[];
  /** Whether the subscription has sent nothing yet. */
  readonly first: boolean;
  /** Of the subscription, where it is a campaign; else empty. */
  readonly deliveries: readonly Delivery[];
  readonly graded: GradedAnswers;
}

export interface DueSubscription {
  readonly subscription: Subscription;
  readonly lookedUntil: Instant;
  readonly facts: PlaceFacts;
}

/** A subscription after a change, and what the change entails. */
export interface SubscriptionChange {
  readonly subscription: Subscription;
  readonly nextLook: NextLook;
  /** Occurrences that are skipped because of the change. Absent: none. */
  readonly skipped?: readonly SkippedNudge[];
}

/** What becomes of a subscription that was due. */
export interface DueDecision {
  readonly nextLook: NextLook;
  readonly skipped: readonly SkippedNudge[];
  readonly message?: OutgoingMessage;
  /** Opened with the message. */
  readonly quiz?: Quiz;
  /** The campaign's steps, planned anew after some could not go. */
  readonly schedule?: Schedule;
}

/** A quiz that has closed. */
export interface QuizToClose {
  readonly quiz: Quiz;
  readonly answers: readonly QuizAnswer[];
  /** What the place as a learner is to be asked again of it. */
  readonly review: Review | undefined;
  /** Whose nudge it was. */
  readonly subscription?: string;
}

export interface QuizClosing {
  readonly message?: OutgoingMessage;
  /** What the place as a learner is to be asked again, instead of what it was. */
  readonly review?: Review | undefined;
}

/** A record of the ledger as people look at it. */
export interface LedgerLine extends Omit<Delivery, "outcome"> {
  readonly state: "pending" | "sending" | Settlement["state"];
}

export interface NudgeStore extends LeaseStore<LeasedMessage> {
  /**
   * Leases messages that may be sent now, each to one process only, and fairly: the workspaces have their turns, each has a bound in flight, and
   * only one process at a time sends to a workspace. Fewer than `limit` does not mean that no more wait; none does, for this process.
   */
  leaseMessages(platforms: readonly string[], now: Instant, leaseOwner: string, limit: number): Promise<readonly LeasedMessage[]>;
  /** Keeps a new subscription, or one that was edited. */
  saveSubscription(subscription: Subscription, nextLook: NextLook): Promise<void>;
  subscription(id: string): Promise<(Subscription & { readonly nextLook: NextLook }) | undefined>;
  /** Those of a channel, or of a person's direct messages from whatever workspace, the oldest first. */
  subscriptionsOf(
    place: Pick<Place, "platform" | "workspace" | "channel" | "recipient">,
  ): Promise<readonly (Subscription & { readonly nextLook: NextLook })[]>;
  /** Reads, changes and keeps a subscription while nobody else does; gives what was kept. `change` gives nothing to leave it. */
  changeSubscription(
    id: string,
    change: (subscription: Subscription, nextLook: NextLook) => SubscriptionChange | undefined,
  ): Promise<Subscription | undefined>;
  /** Forgets it; what it was about to send is skipped as "paused". The ledger stays. */
  removeSubscription(id: string, now: Instant): Promise<void>;

  /**
   * Has every subscription of some platforms that is due decided, at most `limit`, each by one process only, and keeps what was decided: skipped
   * occurrences, the message to send, its quiz and when to look again. An occurrence whose key the ledger has already is left as it is. Where more is
   * due than `limit`, half of it goes by the workspaces' turns, so that none waits for another's backlog.
   * Returns how many were decided; less than `limit`: no more are due.
   */
  decideDue(
    platforms: readonly string[],
    now: Instant,
    limit: number,
    decide: (due: DueSubscription) => DueDecision,
  ): Promise<number>;
  /** Puts a message in the ledger to be sent; false where its key is there already. */
  addMessage(message: OutgoingMessage, now: Instant, quiz?: Quiz): Promise<boolean>;
  /** Records what became of a message that `leaseOwner` took; false where another process has taken it over. */
  settle(key: string, leaseOwner: string, settlement: Settlement, now: Instant): Promise<boolean>;
  /** What a place has had, as `decideDue` gives it. */
  facts(subscription: Pick<Subscription, "id" | "place" | "recipient" | "content">, now: Instant): Promise<PlaceFacts>;
  /** What became of a subscription's occurrences, the latest first. */
  ledger(subscription: string, limit: number): Promise<readonly LedgerLine[]>;

  /** Keeps a quiz that somebody takes alone. */
  addQuiz(quiz: Quiz): Promise<void>;
  quiz(id: string): Promise<Quiz | undefined>;
  /** The name under which a person's answers are kept: a keyed hash, whose key is this installation's own. */
  participant(person: PersonKey): Promise<string>;
  quizAnswer(quiz: string, participant: string): Promise<QuizAnswer | undefined>;
  /** Keeps an answer in place of the previous one; false where another has come meanwhile. `givenIn` is the workspace with which it is forgotten. */
  saveAnswer(answer: QuizAnswer, previous: QuizAnswer | undefined, givenIn?: WorkspaceKey): Promise<boolean>;
  /** Has quizzes that have closed and whose place is to see the result decided, at most `limit`; returns how many were. One that never got there has none. */
  closeQuizzes(
    platforms: readonly string[],
    now: Instant,
    limit: number,
    close: (closing: QuizToClose) => QuizClosing,
  ): Promise<number>;
  gradedAnswers(of: { readonly participant: string } | { readonly subscription: string } | WorkspaceKey): Promise<GradedAnswers>;
  /**
   * The people with most points in a workspace, at most `most`: a point for each question that was right at the first choice, since the right answer is
   * shown after it. Leaves out anonymous answers, and people without a point.
   */
  points(of: WorkspaceKey, most: number): Promise<readonly Score[]>;
  reviews(participant: string): Promise<readonly Review[]>;
  /** Keeps what a participant is asked again; without a review, forgets it. `givenIn` is the workspace with which it is forgotten. */
  setReview(participant: string, item: string, review: Review | undefined, givenIn?: WorkspaceKey): Promise<void>;
}
