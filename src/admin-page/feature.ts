import { isManager, type ManagerCheck, managersOnlyReply } from "../administration/managers.ts";
import { sayAdmin } from "../languages/index.ts";
import type { Language, Reply } from "../model.ts";
import type { Feature } from "../ports.ts";
import type { AdminAccess } from "./access.ts";
import { SIGN_IN } from "./layout.ts";
import type { AdminSessions } from "./sessions.ts";

export interface AdminFeatureOptions {
  /** How the page can be reached; undefined: it is off. */
  readonly access: AdminAccess | undefined;
  readonly sessions: AdminSessions;
  readonly isManager: ManagerCheck;
}

/** Returns the feature that sends managers links to the admin page in chat. */
export function createAdminFeature({ access, sessions, isManager: check }: AdminFeatureOptions): Feature {
  return {
    answer: async () => undefined,
    form: async () => undefined,
    async answerIntent(inbound, intent, language) {
      if (intent !== "admin-page") return undefined;
      if (!(await isManager(inbound, check))) return [managersOnlyReply(language)];
      if (access === undefined || !access.isShared) return [offReply(language)];
      const { platform, workspace } = inbound.place;
      const token = await sessions.addLink({ scope: { platform, workspace }, actor: inbound.asker.id });
      return [linkReply(language, signInLink(access, token))];
    },
  };
}

/** Returns the address that signs in with the token of a link. */
export function signInLink({ origin }: Pick<AdminAccess, "origin">, token: string): string {
  return `${origin}${SIGN_IN}?link=${token}`;
}

function offReply(language: Language): Reply {
  return { kind: "notice", language, body: [sayAdmin(language, "link.off")], choices: [], actions: [] };
}

function linkReply(language: Language, url: string): Reply {
  return {
    kind: "notice",
    language,
    title: sayAdmin(language, "link.title"),
    body: [sayAdmin(language, "link.body")],
    sources: { heading: sayAdmin(language, "link.source"), items: [{ title: sayAdmin(language, "link.open"), url }] },
    choices: [],
    actions: [],
  };
}
