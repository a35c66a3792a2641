/**
 * The records of nudges, as the store keeps them and the rest of this folder reads them. All are plain data.
 * Schedule → Occurrence (it falls due) → DueNudge or SkippedNudge (what the send policy decides) → Nudge (the text or quiz) → Delivery.
 */
import type { Instant, Language, Place, QuizQuestion } from "../model.ts";
import type { PersonKey } from "../ports.ts";

/** A day in the subscription's zone: "2026-10-25". */
export type LocalDate = string;
/** A wall-clock time of 24 hours: "09:30". */
export type LocalTime = string;
/** ISO 8601: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

// ── When ────────────────────────────────────────────────────────────────────

/** A step of a campaign, with the day planned for it in one place. */
export interface PlannedStep {
  readonly date: LocalDate;
  /** The step's id in its campaign, or {@link CLOSING_STEP}. */
  readonly step: string;
}

/** The step that every plan of a campaign ends with: the closing summary. */
export const CLOSING_STEP = "closing";

export type Schedule =
  | { readonly kind: "weekdays"; readonly days: readonly Weekday[]; readonly time: LocalTime }
  /** Every `days` days, counted from `from`, the first day on which it falls due. */
  | { readonly kind: "interval"; readonly days: number; readonly from: LocalDate; readonly time: LocalTime }
  | { readonly kind: "campaign"; readonly steps: readonly PlannedStep[]; readonly time: LocalTime };

/** One moment at which a schedule falls due. */
export interface Occurrence {
  /** Identifies it for ever: "<subscription>/<date>/<time without colon>", at most 37 characters, without ":". */
  readonly key: string;
  readonly subscription: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly at: Instant;
  /** The requested time does not exist on this day (the clocks go forward), so `at` is the first moment after it. */
  readonly inGap: boolean;
  readonly step?: string;
}

// ── Subscription ────────────────────────────────────────────────────────────

export type NudgeKind = "tip" | "quiz";

export type SubscriptionContent =
  | { readonly kind: "pack"; readonly areas: readonly string[] | "all"; readonly kinds: readonly NudgeKind[] }
  | { readonly kind: "campaign"; readonly campaign: string };

/** A span of each day; it may run over midnight ("18:00" to "08:00"). */
export interface QuietHours {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

export interface SendPolicy {
  readonly quietHours?: QuietHours;
  readonly workingDays: readonly Weekday[];
  /** The country or region whose public holidays count, as in ISO 3166 ("BE", "BE-VLG", "BE-WAL", "BE-BRU", "BE-DE", "LU"). */
  readonly region?: string;
  /** What happens on a holiday or a non-working day: skip the nudge, send it on the next working day, or send it anyway. */
  readonly dayOff: "skip" | "move" | "send";
  /** The most nudges that the place gets from a Monday to the next Sunday, counting all its subscriptions. */
  readonly weeklyLimit: number;
}

export interface QuizPolicy {
  readonly openForHours: number;
  /** Whether people may change their answer until the quiz closes. */
  readonly changeable: boolean;
  /** False: each answer is stored with the person who gave it. */
  readonly anonymous: boolean;
  /** Shows people's points; needs answers that are not anonymous. */
  readonly leaderboard: boolean;
}

/** Why a subscription is paused. Absent `until`: until somebody resumes it. */
export interface Pause {
  readonly until?: Instant;
  readonly reason: "asked" | "snoozed" | FailureKind;
}

/** "undeliverable": the person accepts no direct messages; "gone": the channel no longer exists; "forbidden": it does not allow posting. */
export type FailureKind = "undeliverable" | "gone" | "forbidden";

export interface Failure {
  readonly kind: FailureKind;
  readonly since: Instant;
}

/** A place and its schedule. */
export interface Subscription {
  /** At most 20 letters, digits, "-" or "_", since buttons carry it. */
  readonly id: string;
  /** Has no thread and no handle; is `private` for direct messages. */
  readonly place: Place;
  /** The person who gets the direct messages; absent for a channel. */
  readonly recipient?: PersonKey;
  /** The person who set it up and looks after it. An empty `person`: nobody does. */
  readonly owner: PersonKey;
  /** The owner's name as the platform showed it, for "who set this up". */
  readonly ownerName?: string;
  readonly content: SubscriptionContent;
  readonly schedule: Schedule;
  /** IANA name, never an offset: "Europe/Brussels". */
  readonly zone: string;
  readonly language: Language;
  readonly sendPolicy: SendPolicy;
  readonly quiz: QuizPolicy;
  readonly pause?: Pause;
  /** Where direct messages are sent that cannot be delivered. */
  readonly fallback?: Place;
  /** Set while deliveries fail, so that the failure is reported only once. */
  readonly failure?: Failure;
  readonly createdAt: Instant;
}

// ── What became of an occurrence ────────────────────────────────────────────

/** "merged": another occurrence falls on the day this one was moved to; "superseded": a later one was due at the same time. */
export type SkipReason =
  | "holiday"
  | "day-off"
  | "merged"
  | "paused"
  | "too-late"
  | "superseded"
  | "weekly-limit"
  | "nothing-to-say";

export interface DueNudge {
  readonly occurrence: Occurrence;
  /** When it fell due, after days off were taken into account. */
  readonly dueAt: Instant;
  /** Milliseconds since then; large when Malinois was down. */
  readonly lateBy: number;
}

export interface SkippedNudge {
  readonly occurrence: Occurrence;
  readonly reason: SkipReason;
}

/** A record of the ledger, one for each occurrence key: that the occurrence was sent to a place, or why it was not. */
export interface Delivery {
  readonly key: string;
  readonly subscription: string;
  readonly place: Place;
  readonly outcome: "sent" | "skipped";
  readonly at: Instant;
  readonly reason?: SkipReason | FailureKind;
  /** What was sent: {@link Nudge.item}. */
  readonly item?: string;
  readonly step?: string;
  /** The name of the command that sent a step early. */
  readonly cause?: string;
}

// ── What is said ────────────────────────────────────────────────────────────

/** A tip or quiz question of the pack, in all its languages. */
export interface Material {
  /** "<entry>#tip-0" or "<entry>#quiz-1", counted from 0. */
  readonly id: string;
  readonly kind: NudgeKind;
  readonly entry: string;
  readonly area: string;
  /** Whether it belongs to an area that people need every day. */
  readonly everyday: boolean;
}

/** A text or quiz to post, in the language that was found for it. */
export type Nudge = {
  /** A material's id, or "<campaign>/<step>" for a campaign's own text or quiz. */
  readonly item: string;
  readonly language: Language;
  /** The entry that it offers to read more in. */
  readonly entry: string;
  readonly entryTitle: string;
} & (
  | { readonly kind: "tip"; readonly text: string }
  | { readonly kind: "entry"; readonly text: string }
  | { readonly kind: "quiz"; readonly question: QuizQuestion }
);

// ── Quizzes ─────────────────────────────────────────────────────────────────

export interface Quiz {
  /** The occurrence's key, or the caller's own id of at most 64 characters without ":" for a quiz on demand. */
  readonly id: string;
  readonly item: string;
  readonly language: Language;
  readonly question: QuizQuestion;
  readonly entry: string;
  /** Absent for a quiz that somebody takes alone. */
  readonly place?: Place;
  readonly policy: QuizPolicy;
  readonly openedAt: Instant;
  readonly closesAt: Instant;
}

/** A person, with the name that the platform showed. */
export interface NamedPerson extends PersonKey {
  readonly name?: string;
}

/** One participant's answer to one quiz; the store keeps one for each (quiz, participant). */
export interface QuizAnswer {
  readonly quiz: string;
  /** A keyed hash of the person, so that nobody can read who it was. The same hash finds the person's own progress. */
  readonly participant: string;
  /** Present only if the quiz is not anonymous. */
  readonly person?: NamedPerson;
  /** The first choice, which counts for progress and repetition. */
  readonly first: number;
  /** The choice that counts when the quiz closes. */
  readonly option: number;
  readonly at: Instant;
}

/** A question that comes back to a learner (a participant, or a place as a whole). */
export interface Review {
  readonly item: string;
  /** Position in the ladder of 1, 3, 7 and 21 days. */
  readonly rung: number;
  /** The day, in the learner's zone, from which it may come back. */
  readonly dueOn: LocalDate;
}
