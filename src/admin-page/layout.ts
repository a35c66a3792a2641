import { html } from "hono/html";
import type { MessageValues } from "../languages/catalogue.ts";
import { type AdminMessageKey, sayAdmin } from "../languages/index.ts";
import type { Language } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";
import { type AdminSession, formToken } from "./sessions.ts";

/** A piece of HTML. Values inserted into it are escaped. */
export type Markup = ReturnType<typeof html>;

/** The data that every page needs. */
export interface PageContext {
  readonly language: Language;
  readonly session: AdminSession;
  /** The workspace that is shown; undefined: all. */
  readonly scope: WorkspaceKey | undefined;
  /** The workspaces to choose from; empty for a session of one workspace. */
  readonly workspaces: readonly WorkspaceKey[];
}

/** Returns a text in the reader's language. */
export type Text = (key: AdminMessageKey, values?: MessageValues) => string;

export function textsIn(language: Language): Text {
  return (key, values) => sayAdmin(language, key, values);
}

export const PAGES = {
  overview: "/admin",
  missing: "/admin/missing",
  drafts: "/admin/drafts",
  settings: "/admin/settings",
  audit: "/admin/audit",
} as const;
/** Pages about the whole installation, which a session of one workspace does not see. */
const OF_INSTALLATION: ReadonlySet<PageName> = new Set(["drafts"]);
/** The path of links to the admin page. */
export const SIGN_IN = "/admin/sign-in";
export type PageName = keyof typeof PAGES;

/** The query parameter that names a workspace. */
export const WORKSPACE_PARAMETER = "workspace";

export function workspaceName({ platform, workspace }: WorkspaceKey): string {
  return `${platform}:${workspace}`;
}

/** Returns the name of a workspace for people; a platform without workspaces has only its own name. */
function workspaceTitle(key: WorkspaceKey): string {
  return key.workspace === "" ? key.platform : workspaceName(key);
}

/** Returns the address of a page, for the workspace that is shown. */
export function linkTo(page: string, { session, scope }: PageContext, parameters: Readonly<Record<string, string>> = {}): string {
  const ofScope = session.scope === undefined && scope !== undefined ? { [WORKSPACE_PARAMETER]: workspaceName(scope) } : {};
  const query = new URLSearchParams({ ...ofScope, ...parameters }).toString();
  return query === "" ? page : `${page}?${query}`;
}

/** Renders a page for somebody who is signed in. */
export function page(context: PageContext, current: PageName, content: Markup): Markup {
  const text = textsIn(context.language);
  const title = text(`nav.${current}`);
  const names = (Object.keys(PAGES) as PageName[]).filter(
    (name) => context.session.scope === undefined || !OF_INSTALLATION.has(name),
  );
  const links = names.map(
    (name) =>
      html`<li><a href="${linkTo(PAGES[name], context)}" ${name === current ? html`aria-current="page"` : ""}>${text(`nav.${name}`)}</a></li>`,
  );
  const body = html`<a class="skip" href="#content">${text("page.skip")}</a>
    <header>
      <p class="name">${text("page.name")}</p>
      <nav aria-label="${text("page.pages")}"><ul>${links}</ul></nav>
      <form method="post" action="/admin/sign-out">${hiddenToken(context)}<button class="quiet">${text("page.sign-out")}</button></form>
    </header>
    <main id="content" tabindex="-1">
      <h1>${title}</h1>
      ${OF_INSTALLATION.has(current) ? "" : workspacePicker(context, PAGES[current])}
      ${content}
    </main>`;
  return frame(context.language, `${title} · ${text("page.name")}`, body);
}

/** Renders a page with a message, also for people who are not signed in. */
export function messagePage(language: Language, title: string, content: Markup): Markup {
  const text = textsIn(language);
  const body = html`<header><p class="name">${text("page.name")}</p></header>
    <main id="content" class="message"><h1>${title}</h1>${content}</main>`;
  return frame(language, `${title} · ${text("page.name")}`, body);
}

/** Renders the result of an action. */
export function notice(kind: "good" | "bad", content: Markup | string): Markup {
  return html`<p class="notice ${kind}" role="${kind === "bad" ? "alert" : "status"}">${content}</p>`;
}

/** Renders the hidden field with the form token, without which a form is refused. */
export function hiddenToken({ session }: Pick<PageContext, "session">): Markup {
  return html`<input type="hidden" name="token" value="${formToken(session)}">`;
}

function frame(language: Language, title: string, body: Markup): Markup {
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="stylesheet" href="/admin/assets/uPlot.min.css">
    <link rel="stylesheet" href="/admin/assets/admin.css">
    <script src="/admin/assets/uPlot.iife.min.js" defer></script>
    <script src="/admin/assets/charts.js" type="module"></script>
  </head>
  <body>${body}</body>
</html>`;
}

function workspacePicker({ language, session, scope, workspaces }: PageContext, action: string): Markup {
  const text = textsIn(language);
  if (session.scope !== undefined)
    return html`<p class="scope">${text("page.workspace")}: <strong>${workspaceTitle(session.scope)}</strong></p>`;
  const shown = scope === undefined ? "" : workspaceName(scope);
  const options = workspaces
    .map((key) => ({ name: workspaceName(key), title: workspaceTitle(key) }))
    .map(({ name, title }) => html`<option value="${name}" ${name === shown ? html`selected` : ""}>${title}</option>`);
  return html`<form class="scope" method="get" action="${action}">
    <label for="workspace">${text("page.workspace")}</label>
    <select id="workspace" name="${WORKSPACE_PARAMETER}"><option value="">${text("page.all-workspaces")}</option>${options}</select>
    <button class="quiet">${text("page.choose")}</button>
  </form>`;
}
