/** What the admin page asks of the store. Every method may throw a `MalinoisError` "store". */
import type { Instant } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";

/** Whose session it is, and what it is about. */
export interface AdminGrant {
  /** The one workspace that it shows and changes; undefined: all. */
  readonly scope: WorkspaceKey | undefined;
  /** The id of the person on the platform; "terminal" for whoever runs the server. */
  readonly actor: string;
}

export interface AdminSessionStore {
  /** Keeps a link by the hash of its token. */
  addLink(hash: string, grant: AdminGrant, expires: Instant): Promise<void>;
  /** Uses a link up, and keeps the session that it opens; undefined, with nothing kept, where it was used before, is too old or never was. */
  useLink(linkHash: string, sessionHash: string, now: Instant, expires: Instant): Promise<AdminGrant | undefined>;
  /** Undefined where it has expired, was ended or never was. */
  session(hash: string, now: Instant): Promise<AdminGrant | undefined>;
  /** Ends a session. */
  removeSession(hash: string): Promise<void>;
}
