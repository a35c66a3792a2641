/** What administration needs from the store. Every method may throw a `MalinoisError` "store". */
import type { Instant } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";

/** A change of a setting, with the new value as JSON; undefined resets it to its default. */
export interface SettingChange extends WorkspaceKey {
  readonly name: string;
  readonly value: string | undefined;
}

/** A record of something that somebody did with the rights of a manager. It never contains a secret or what people asked. */
export interface AuditRecord extends WorkspaceKey {
  readonly at: Instant;
  /** The id of the person on the platform, or {@link TERMINAL}. */
  readonly actor: string;
  /** What was done, in one word: "setting", "publish". */
  readonly what: string;
  /** What it was done to, and how: { name, before, after }. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The actor who is somebody at the server's command line. */
export const TERMINAL = "terminal";

/** The key for records about the whole installation, which belong to no workspace. */
export const INSTALLATION: WorkspaceKey = { platform: "", workspace: "" };

export interface AdministrationStore {
  /** Returns the stored settings of a workspace, as JSON by name. */
  workspaceSettings(workspace: WorkspaceKey): Promise<Readonly<Record<string, string>>>;
  /** Changes a setting and records who did so, atomically. Records nothing if the setting had that value already. */
  changeSetting(change: SettingChange, actor: string, now: Instant): Promise<void>;
  /** Records any other action of a manager. */
  audit(record: AuditRecord): Promise<void>;
  /**
   * Returns the records of a workspace, the latest first; with `before`, only those from before that instant. Returns `limit` of them, and more only if they
   * are of the same instant as the last one, so that the records from before that instant are all the others.
   */
  auditTrail(workspace: WorkspaceKey, limit: number, before?: Instant): Promise<readonly AuditRecord[]>;
}
