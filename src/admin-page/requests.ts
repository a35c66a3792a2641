import { html } from "hono/html";
import type { ManagerCheck } from "../administration/managers.ts";
import { TERMINAL } from "../administration/ports.ts";
import { describe } from "../delivery/options.ts";
import { MalinoisError } from "../errors.ts";
import type { AdminMessageKey } from "../languages/index.ts";
import type { Language } from "../model.ts";
import type { HttpRoute, Logger, WorkspaceKey } from "../ports.ts";
import type { StatsStore } from "../stats/ports.ts";
import { readBody } from "../web/body.ts";
import { preferredLanguage } from "../web/preferred-language.ts";
import { type AdminAccess, isOwnPost } from "./access.ts";
import { messagePage, type PageContext, textsIn, WORKSPACE_PARAMETER, workspaceName } from "./layout.ts";
import { markup, secured, sessionTokenIn } from "./respond.ts";
import { type AdminSession, type AdminSessions, isFormToken } from "./sessions.ts";

export interface RequestsOptions {
  readonly access: AdminAccess;
  readonly sessions: AdminSessions;
  readonly workspaces: StatsStore["workspaces"];
  readonly isManager: ManagerCheck;
  readonly logger: Pick<Logger, "error">;
}

/** Handles a GET request from somebody who is signed in. */
export type Shown = (context: PageContext, parameters: URLSearchParams) => Promise<Response>;
/** Handles a form sent by somebody who is signed in, from a page of the same session. */
export type Posted = (context: PageContext, form: URLSearchParams) => Promise<Response>;

/** Functions that make routes which check who sends a request, and pages that refuse one. */
export interface Requests {
  shown(path: string, show: Shown): HttpRoute;
  posted(path: string, carryOut: Posted): HttpRoute;
  /** Returns a route for people who are not signed in yet. A POST request must still come from a page of this server. */
  open(
    method: "GET" | "POST",
    path: string,
    answer: (request: Request, language: Language, form: URLSearchParams) => Promise<Response>,
  ): HttpRoute;
  /** Asks the platform whether somebody may still change a workspace. Returns undefined if so, otherwise a page that says why not. */
  refusalFor(context: PageContext, workspace: WorkspaceKey): Promise<Response | undefined>;
  /** Returns a page for people who are not signed in, which says how to get a link. */
  refuseStrangers(language: Language): Promise<Response>;
  /** Returns a page that says why something was not done. */
  refuse(
    language: Language,
    key: Extract<AdminMessageKey, `error.${string}` | `sign-in.${string}`>,
    status: number,
  ): Promise<Response>;
}

/** Room for every setting at its limit, and for an entry with hundreds of ways of asking; an accented letter takes six characters when encoded. */
const MAX_FORM_BYTES = 1024 * 1024;

export function createRequests({ access, sessions, workspaces, isManager, logger }: RequestsOptions): Requests {
  const languageOf = (request: Request) => preferredLanguage(request.headers.get("accept-language") ?? "");

  function refuse(...[language, key, status]: Parameters<Requests["refuse"]>): Promise<Response> {
    const text = textsIn(language);
    const title = text(key.startsWith("sign-in.") ? "sign-in.title" : "error.title");
    return markup(messagePage(language, title, html`<p>${text(key)}</p>`), status);
  }

  function refuseStrangers(language: Language): Promise<Response> {
    return refuse(language, access.isShared ? "sign-in.needed" : "sign-in.needed-here", 401);
  }

  function route(
    method: "GET" | "POST",
    path: string,
    answer: (request: Request, language: Language) => Promise<Response>,
  ): HttpRoute {
    return {
      method,
      path,
      async handle(request) {
        const language = languageOf(request);
        try {
          return secured(await answer(request, language));
        } catch (error) {
          logger.error({ path, error: describe(error) }, "the admin page could not be shown");
          const isOfFiles = error instanceof MalinoisError && error.code === "configuration";
          return secured(await refuse(language, isOfFiles ? "error.files" : "error.store", 503));
        }
      },
    };
  }

  /** Returns the form in a POST request, an empty one for GET; undefined if the request comes from another site, is not a form or is too large. */
  async function formOf(request: Request): Promise<URLSearchParams | undefined> {
    if (request.method === "GET") return new URLSearchParams();
    const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get("content-type") ?? "");
    if (!isForm || !isOwnPost(request, access)) return undefined;
    const body = await readBody(request, MAX_FORM_BYTES);
    return body && new URLSearchParams(body.toString("utf8"));
  }

  async function sessionOf(request: Request): Promise<AdminSession | undefined> {
    const token = sessionTokenIn(request, access);
    return token === undefined ? undefined : sessions.find(token);
  }

  /** Returns the context of a request; "other" if it names a workspace that the session may not see or that does not exist. */
  async function contextOf(request: Request, session: AdminSession, language: Language): Promise<PageContext | "other"> {
    const wanted = new URL(request.url).searchParams.get(WORKSPACE_PARAMETER) ?? "";
    const { scope } = session;
    if (scope !== undefined) {
      return wanted === "" || wanted === workspaceName(scope) ? { language, session, scope, workspaces: [] } : "other";
    }
    const all = await workspaces();
    const found = all.find((one) => workspaceName(one) === wanted);
    if (wanted !== "" && found === undefined) return "other";
    const only: WorkspaceKey | undefined = all.length === 1 ? all[0] : undefined;
    return { language, session, scope: found ?? only, workspaces: all };
  }

  async function inSession(
    request: Request,
    language: Language,
    answer: (context: PageContext) => Promise<Response>,
  ): Promise<Response> {
    const session = await sessionOf(request);
    if (session === undefined) return refuseStrangers(language);
    const context = await contextOf(request, session, language);
    return context === "other" ? refuse(language, "error.unknown", 404) : answer(context);
  }

  async function refusalFor({ session, language }: PageContext, workspace: WorkspaceKey): Promise<Response | undefined> {
    if (session.actor === TERMINAL) return undefined;
    switch (await isManager(workspace, session.actor)) {
      case "yes":
      // If a platform does not know, the rights that the person had when the link was made apply for the whole session.
      case "cannot-tell":
        return undefined;
      case "no":
        await sessions.end(session);
        return refuse(language, "error.rights", 403);
      case "no-answer":
        return refuse(language, "error.rights-unknown", 503);
    }
  }

  return {
    refuse,
    refuseStrangers,
    refusalFor,
    open: (method, path, answer) =>
      route(method, path, async (request, language) => {
        const form = await formOf(request);
        return form === undefined ? refuse(language, "error.stale", 403) : answer(request, language, form);
      }),
    shown: (path, show) =>
      route("GET", path, (request, language) =>
        inSession(request, language, (context) => show(context, new URL(request.url).searchParams)),
      ),
    posted: (path, carryOut) =>
      route("POST", path, (request, language) =>
        inSession(request, language, async (context) => {
          const form = await formOf(request);
          const isOurs = form !== undefined && isFormToken(context.session, form.get("token") ?? "");
          return isOurs ? carryOut(context, form) : refuse(language, "error.stale", 403);
        }),
      ),
  };
}
