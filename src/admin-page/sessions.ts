import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Instant } from "../model.ts";
import { markSecret } from "../privacy/redaction.ts";
import type { AdminGrant, AdminSessionStore } from "./ports.ts";

/** How long a link can be used, and a session lasts, in ms. */
export const LINK_LIFETIME = 10 * 60_000;
export const SESSION_LIFETIME = 8 * 3_600_000;
/** The actor of sessions opened with a link from the terminal. */
export const TERMINAL = "terminal";
/** Of random bytes: nobody guesses 256 bits. */
const TOKEN_BYTES = 32;

/** A session that is open, with the secret of its cookie. */
export interface AdminSession extends AdminGrant {
  readonly token: string;
}

/** Links and sessions. Their secrets are known to links and cookies alone: the store keeps hashes. Rejects when the store does. */
export interface AdminSessions {
  /** The secret of a new link, good for ten minutes and once. */
  addLink(grant: AdminGrant): Promise<string>;
  /** Opens a session with a link's secret; undefined where the link is used up, too old or made up. */
  signIn(linkToken: string): Promise<AdminSession | undefined>;
  /** The session of a cookie. */
  find(token: string): Promise<AdminSession | undefined>;
  end(session: AdminSession): Promise<void>;
}

export function createAdminSessions(store: AdminSessionStore, now: () => Instant): AdminSessions {
  return {
    async addLink(grant) {
      const token = newToken();
      await store.addLink(hashOf(token), grant, now() + LINK_LIFETIME);
      return token;
    },
    async signIn(linkToken) {
      const token = newToken();
      const grant = await store.useLink(hashOf(linkToken), hashOf(token), now(), now() + SESSION_LIFETIME);
      return grant && { ...grant, token };
    },
    async find(token) {
      const grant = await store.session(hashOf(token), now());
      return grant && { ...grant, token };
    },
    end: ({ token }) => store.removeSession(hashOf(token)),
  };
}

/** What every form of a session carries: another site cannot know it, and it tells nothing of the cookie. */
export function formToken({ token }: AdminSession): string {
  return markSecret(createHmac("sha256", token).update("form").digest("base64url"));
}

export function isFormToken(session: AdminSession, given: string): boolean {
  const [expected, found] = [Buffer.from(formToken(session)), Buffer.from(given)];
  return expected.length === found.length && timingSafeEqual(expected, found);
}

function newToken(): string {
  return markSecret(randomBytes(TOKEN_BYTES).toString("base64url"));
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
