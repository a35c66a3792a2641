import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Instant } from "../model.ts";
import { markSecret } from "../privacy/redaction.ts";
import type { AdminGrant, AdminSessionStore } from "./ports.ts";

/** How long a link can be used, and a session lasts, in ms. */
export const LINK_LIFETIME = 10 * 60_000;
export const SESSION_LIFETIME = 8 * 3_600_000;
/** The number of random bytes in a token: nobody can guess 256 bits. */
const TOKEN_BYTES = 32;

/** An open session, with the token in its cookie. */
export interface AdminSession extends AdminGrant {
  readonly token: string;
}

/** Links and sessions. Their tokens are only in the links and cookies; the store has hashes of them. All methods reject if the store does. */
export interface AdminSessions {
  /** Returns the token of a new link, which can be used once, within ten minutes. */
  addLink(grant: AdminGrant): Promise<string>;
  /** Opens a session with a link's token; returns undefined if the link was used before, has expired or never existed. */
  signIn(linkToken: string): Promise<AdminSession | undefined>;
  /** Returns the session of a cookie's token; undefined if there is none. */
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

/** Returns the token against cross-site request forgery in every form of a session. Other sites cannot know it, and it does not reveal the cookie. */
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
