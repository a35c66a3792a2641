/** What privacy needs from the store. Every method may throw a `MalinoisError` "store". */
import type { Instant } from "../model.ts";
import type { PersonKey, WorkspaceKey } from "../ports.ts";

/** The data kept about a person, by kind; each record is plain data that people can read. */
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
  /** Only those of the current month; for older ones nobody can tell any more whose they are. */
  readonly gaps: readonly object[];
  readonly administration: readonly object[];
}

export interface PrivacyStore {
  /** Returns all data about a person; if `workspace` is empty, from all workspaces of the platform. */
  dataOf(person: PersonKey): Promise<PersonalData>;
  /** Records that Malinois was removed from a workspace. From then on any process may erase the workspace's data. */
  leave(workspace: WorkspaceKey, now: Instant): Promise<void>;
  /** Erases the data of workspaces that were left, in batches; returns the number of deleted records. */
  eraseLeft(): Promise<number>;
}
