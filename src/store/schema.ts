/**
 * The tables, as the queries see them. Instants are epoch milliseconds; booleans are 0 or 1, since SQLite has no
 * boolean type; records are JSON in text. Columns are created by the files in `migrations/`; this file must match them.
 */
export interface Schema {
  readonly claims: ClaimsTable;
  readonly inbox: InboxTable;
  readonly contexts: ContextsTable;
  readonly person_settings: PersonSettingsTable;
  readonly workspace_settings: WorkspaceSettingsTable;
  readonly feedback: FeedbackTable;
  readonly subscriptions: SubscriptionsTable;
  readonly deliveries: DeliveriesTable;
  readonly quizzes: QuizzesTable;
  readonly quiz_answers: QuizAnswersTable;
  readonly reviews: ReviewsTable;
  readonly audit: AuditTable;
  readonly question_counts: QuestionCountsTable;
  readonly admin_links: AdminGrantsTable;
  readonly admin_sessions: AdminGrantsTable;
  readonly hand_offs: HandOffsTable;
  readonly gaps: GapsTable;
  readonly installations: InstallationsTable;
  readonly installed_workspaces: InstalledWorkspacesTable;
}

interface ClaimsTable {
  /** A hash of the claimed key, since the key may name a person. */
  readonly key: string;
  readonly expires_at: number;
}

/** The messages that are not answered yet. A row is deleted when its answer has been delivered. */
export interface InboxTable {
  /** The inbound message's id. */
  readonly id: string;
  readonly platform: string;
  /** An `InboxRecord` as JSON. */
  readonly record: string;
  readonly received_at: number;
  /** It is not leased before this. */
  readonly send_at: number;
  /** How often sending has failed. */
  readonly attempts: number;
  /** The process that works on it; null: none does. */
  readonly lease_owner: string | null;
  /** Grows as long as its lease owner lives. */
  readonly heartbeat: number;
}

interface ContextsTable {
  readonly thread: string;
  /** A `Context` as JSON. */
  readonly context: string;
  /** With the next two columns: the person who may erase it. */
  readonly platform: string;
  readonly workspace: string;
  readonly person: string;
  readonly expires_at: number;
}

interface PersonSettingsTable {
  readonly platform: string;
  readonly workspace: string;
  readonly person: string;
  readonly name: string;
  readonly value: string;
}

interface WorkspaceSettingsTable {
  readonly platform: string;
  readonly workspace: string;
  readonly name: string;
  readonly value: string;
}

interface FeedbackTable {
  readonly platform: string;
  readonly workspace: string;
  /** Null once the person has been erased. */
  readonly person: string | null;
  readonly entry: string;
  readonly language: string;
  readonly helpful: 0 | 1;
  readonly reason: string | null;
  readonly given_at: number;
}

export interface SubscriptionsTable {
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  /** The person who gets it as direct messages; null for a channel. */
  readonly recipient: string | null;
  /** Null once the person has been erased. */
  readonly owner: string | null;
  /** A `Subscription` as JSON. */
  readonly record: string;
  readonly looked_until: number;
  readonly next_due_at: number | null;
}

export interface DeliveriesTable {
  readonly key: string;
  readonly kind: "nudge" | "quiz" | "result" | "report" | "hand-off";
  /** The id of the subscription, or of the hand-off. */
  readonly subscription: string | null;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  /** A `Place` as JSON. */
  readonly place: string;
  readonly recipient: string | null;
  readonly state: "pending" | "sending" | "sent" | "unknown" | "skipped";
  readonly reason: string | null;
  readonly item: string | null;
  readonly step: string | null;
  /** The campaign of its step. */
  readonly campaign: string | null;
  /** The command that sent a step early; null for everything else. */
  readonly cause: string | null;
  /** A `Reply` as JSON; null once it is settled. */
  readonly reply: string | null;
  readonly due_at: number;
  readonly send_at: number;
  /** When it entered its state. */
  readonly recorded_at: number;
  /** When its lease owner began to send. */
  readonly started_at: number | null;
  /** The process that sends it. */
  readonly lease_owner: string | null;
  /** Grows as long as its lease owner lives. */
  readonly heartbeat: number;
}

export interface QuizzesTable {
  readonly id: string;
  readonly subscription: string | null;
  /** With the next two columns: its place. All are null for a quiz that somebody takes alone. */
  readonly platform: string | null;
  readonly workspace: string | null;
  readonly channel: string | null;
  readonly item: string;
  readonly right_option: number;
  /** A `Quiz` as JSON. */
  readonly record: string;
  /** When its place is to see the result; null if it has, or never will. */
  readonly result_due_at: number | null;
  readonly closes_at: number;
}

interface QuizAnswersTable {
  readonly quiz: string;
  readonly participant: string;
  /** A `NamedPerson` as JSON; null if the quiz is anonymous, and once the person has been erased. */
  readonly person: string | null;
  readonly first_option: number;
  /** 1 if it counts a point for the person: named, and right at the first choice. The right answer is shown after that. */
  readonly point: 0 | 1;
  readonly last_option: number;
  readonly answered_at: number;
  /** With the next column: where it was given; null for answers older than these columns. */
  readonly platform: string | null;
  readonly workspace: string | null;
}

interface ReviewsTable {
  /** A participant, or a channel as a whole. */
  readonly learner: string;
  readonly item: string;
  readonly rung: number;
  readonly due_on: string;
  /** With the next column: where the latest answer was given, or those of the channel; null for reviews older than these columns. */
  readonly platform: string | null;
  readonly workspace: string | null;
}

interface AuditTable {
  readonly id: string;
  readonly at: number;
  readonly platform: string;
  readonly workspace: string;
  readonly actor: string;
  readonly what: string;
  /** JSON. */
  readonly detail: string;
}

/** How many questions of a day, a language and an area had an outcome. Names nobody. */
interface QuestionCountsTable {
  readonly platform: string;
  readonly workspace: string;
  /** A local date. */
  readonly day: string;
  readonly language: string;
  /** Empty for questions for which nothing was found. */
  readonly area: string;
  readonly outcome: string;
  readonly count: number;
}

export interface AdminGrantsTable {
  /** The hash of the secret in the link or the cookie. */
  readonly hash: string;
  /** With the next column: the workspace. Both are null for all workspaces. */
  readonly platform: string | null;
  readonly workspace: string | null;
  readonly actor: string;
  readonly expires_at: number;
}

/** Questions that were passed to a person. */
export interface HandOffsTable {
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  /** The channel's message whose thread the conversation is in. */
  readonly message: string | null;
  /** With the next column: who asked, and where they get the answer. Null once that has been erased. */
  readonly asker: string | null;
  /** A `Place` as JSON. */
  readonly address: string | null;
  /** The person who has taken it. */
  readonly claimed_by: string | null;
  /** The messages and the names, as JSON; null once they have been deleted. */
  readonly texts: string | null;
  /** The rest of a `HandOff` as JSON. Names nobody. */
  readonly record: string;
  readonly state: "waiting" | "answered" | "closed";
  readonly created_at: number;
  /** When the next deadline passes; null: there is none any more. */
  readonly next_at: number | null;
  readonly closed_at: number | null;
  /** The draft entry made from it; null again once the asker has been told that it was published. */
  readonly entry: string | null;
}

/** Questions that found no answer, and questions whose answer was confirmed as helpful. They do not say who asked. */
export interface GapsTable {
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly reason: "unknown" | "refused" | "unhelpful" | "helpful";
  readonly language: string;
  /** How `text` was made: "words", the known words; "text", the text with names and the like redacted. */
  readonly keeping: "words" | "text";
  readonly text: string;
  /** The entry that matched best, or that was shown. */
  readonly entry: string | null;
  readonly confidence: number | null;
  /** A keyed hash of the person. The key is deleted once the month is over. */
  readonly asker: string;
  readonly month: string;
  readonly noted_at: number;
  /** The entry for which somebody accepted it. */
  readonly accepted: string | null;
}

/** Where a platform's app is installed: a workspace, or an organisation for several of them. */
export interface InstallationsTable {
  readonly platform: string;
  readonly id: string;
  /** The platform's tokens for it, encrypted by the adapter; null: they were revoked. */
  readonly sealed: string | null;
  /** Incremented with each change. */
  readonly version: number;
  readonly installed_at: number;
  /** Until then, one process holds the lease to renew the tokens. */
  readonly leased_until: number;
}

interface InstalledWorkspacesTable {
  readonly platform: string;
  readonly workspace: string;
  /** The id of the installation that serves it. */
  readonly installation: string;
}
