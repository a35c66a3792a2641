/** What administering asks of the store. Every method may throw a `MalinoisError` "store". */
import type { Instant } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";

/** A setting that somebody changes, as JSON; undefined: undecided again. */
export interface SettingChange extends WorkspaceKey {
  readonly name: string;
  readonly value: string | undefined;
}

/** Something that somebody did with the rights of a manager. It never holds a secret or what people asked. */
export interface AuditRecord extends WorkspaceKey {
  readonly at: Instant;
  /** The id of the person on the platform; "terminal" where it was done on the server itself. */
  readonly actor: string;
  /** What was done, in one word: "setting", "publish". */
  readonly what: string;
  /** What it was done to, and how: { name, before, after }. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What is done for the whole installation belongs to no workspace. */
export const INSTALLATION: WorkspaceKey = { platform: "", workspace: "" };

export interface AdministrationStore {
  /** What is kept of a workspace's settings, by name. */
  workspaceSettings(workspace: WorkspaceKey): Promise<Readonly<Record<string, string>>>;
  /** Changes a setting and records who did, whole or not at all. Nothing is recorded where it had that value already. */
  changeSetting(change: SettingChange, actor: string, now: Instant): Promise<void>;
  /** Records something else that a manager did. */
  audit(record: AuditRecord): Promise<void>;
  /** What was done in a workspace, the latest first, at most `limit`, of before an instant where one is given. */
  auditTrail(workspace: WorkspaceKey, limit: number, before?: Instant): Promise<readonly AuditRecord[]>;
}
