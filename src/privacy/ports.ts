/** What privacy asks of the store. Every method may throw a `MalinoisError` "store". */
import type { Instant } from "../model.ts";
import type { PersonKey, WorkspaceKey } from "../ports.ts";

/** What is kept about a person, by what it is; each record is plain data that a person can read. */
export interface PersonalData {
  readonly messages: readonly object[];
  readonly conversations: readonly object[];
  readonly settings: readonly object[];
  readonly feedback: readonly object[];
  readonly nudges: readonly object[];
  readonly deliveries: readonly object[];
  readonly quizAnswers: readonly object[];
  readonly reviews: readonly object[];
  readonly handOffs: readonly object[];
  /** Of the current month alone: nobody can tell any more whose the others are. */
  readonly gaps: readonly object[];
  readonly administration: readonly object[];
}

export interface PrivacyStore {
  /** Everything that is kept about a person. Without a workspace: in all of them, on that platform. */
  dataOf(person: PersonKey): Promise<PersonalData>;
  /** Notes that Malinois is no longer in a workspace: from then on everything that is kept of it is to be erased, whatever process does it. */
  leave(workspace: WorkspaceKey, now: Instant): Promise<void>;
  /** Erases what is kept of workspaces that were left, in batches; returns how many records went. */
  eraseLeft(): Promise<number>;
}
