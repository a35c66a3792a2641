/** What the admin page needs from the store. Every method may throw a `MalinoisError` "store". */
import type { Instant } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";

/** The person that a session belongs to, and what it gives access to. */
export interface AdminGrant {
  /** The only workspace that it can show and change; undefined: all. */
  readonly scope: WorkspaceKey | undefined;
  /** The id of the person on the platform; `TERMINAL` for somebody at the server's command line. */
  readonly actor: string;
}

export interface AdminSessionStore {
  /** Stores a link under the hash of its token. */
  addLink(hash: string, grant: AdminGrant, expires: Instant): Promise<void>;
  /** Deletes a link and stores the session that it opens. Returns undefined, and stores nothing, if the link was used before, has expired or never existed. */
  useLink(linkHash: string, sessionHash: string, now: Instant, expires: Instant): Promise<AdminGrant | undefined>;
  /** Returns a session; undefined if it has expired, was ended or never existed. */
  session(hash: string, now: Instant): Promise<AdminGrant | undefined>;
  /** Ends a session. */
  removeSession(hash: string): Promise<void>;
}
