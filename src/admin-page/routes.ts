import { html } from "hono/html";
import { type AdministrationStore, INSTALLATION } from "../administration/ports.ts";
import type { WorkspaceSettings } from "../administration/workspace-settings.ts";
import type { DraftWriter } from "../drafts/drafts.ts";
import type { Instant, Language, Pack } from "../model.ts";
import type { Directory, HttpRoute, WorkspaceKey } from "../ports.ts";
import { statsCsv } from "../stats/csv.ts";
import type { StatsStore } from "../stats/ports.ts";
import { type Stats, type StatsReport, weeksAgo } from "../stats/report.ts";
import { readAssets } from "./assets.ts";
import { type DraftRoutesOptions, draftRoutes } from "./draft-routes.ts";
import { linkTo, type Markup, messagePage, PAGES, type PageContext, page, SIGN_IN, textsIn } from "./layout.ts";
import { type MissingRoutesOptions, missingRoutes } from "./missing-routes.ts";
import { AUDIT_PAGE, auditPage, firstPage } from "./pages/audit.ts";
import { overviewPage, PERIODS } from "./pages/overview.ts";
import { type SettingsView, settingsPage } from "./pages/settings.ts";
import { createRequests, type RequestsOptions } from "./requests.ts";
import { download, markup, secured, seeOther, withSession } from "./respond.ts";
import { SESSION_LIFETIME } from "./sessions.ts";
import { beforeName, changeSettings, keptFields, readFilledSettings } from "./settings/changing-settings.ts";
import { pickerOf } from "./settings/pickers.ts";

export interface AdminRoutesOptions extends RequestsOptions, MissingRoutesOptions, DraftRoutesOptions {
  readonly store: Pick<AdministrationStore, "workspaceSettings" | "auditTrail" | "audit">;
  readonly settings: WorkspaceSettings;
  readonly drafts: DraftWriter;
  readonly stats: Stats;
  /** Returns the channels and people of a workspace; empty if the platform does not list them in time. */
  readonly directory: (workspace: WorkspaceKey) => Promise<Directory>;
  readonly openHandOffs: StatsStore["openHandOffs"];
  readonly pack: () => Pack;
  /** The IANA zone of the times shown. */
  readonly zone: string;
  readonly now: () => Instant;
}

/** Returns the routes of the admin page, all below `/admin`. */
export function adminRoutes(options: AdminRoutesOptions): readonly HttpRoute[] {
  const { access, sessions, store, settings, stats, openHandOffs, pack, zone, now } = options;
  const requests = createRequests(options);
  const { shown, posted, open, refuse, refuseStrangers, refusalFor } = requests;

  async function reportFor({ scope }: PageContext, parameters: URLSearchParams): Promise<{ report: StatsReport; weeks: number }> {
    const wanted = Number(parameters.get("weeks"));
    const weeks = PERIODS.find((period) => period === wanted) ?? PERIODS[0];
    const since = weeksAgo(now(), zone, weeks);
    return { report: await stats({ since, ...(scope === undefined ? {} : { scope }) }), weeks };
  }

  /** Shows a page about one workspace; if none is chosen, asks for one. */
  function ofWorkspace(context: PageContext, show: (workspace: WorkspaceKey) => Promise<Response>): Promise<Response> {
    const text = textsIn(context.language);
    if (context.scope !== undefined) return show(context.scope);
    return markup(page(context, "settings", html`<p>${text("settings.choose-workspace")}</p>`));
  }

  function signInPage(language: Language, link: string): Markup {
    const text = textsIn(language);
    return messagePage(
      language,
      text("sign-in.title"),
      html`<p>${text("sign-in.body")}</p>
        <form method="post" action="${SIGN_IN}"><input type="hidden" name="link" value="${link}"><button>${text("sign-in.button")}</button></form>`,
    );
  }

  /** Renders the settings page, with the channels and people that the platform lists in time. */
  async function settingsOf(
    context: PageContext,
    workspace: WorkspaceKey,
    view: Omit<SettingsView, "pickerOf">,
  ): Promise<Markup> {
    const listed = await options.directory(workspace);
    const languages = pack().languages;
    return settingsPage(context, { ...view, pickerOf: (setting) => pickerOf(setting, context.language, languages, listed) });
  }

  return [
    ...readAssets().map(({ name, type, text }): HttpRoute => {
      const handle = async () => secured(new Response(text, { headers: { "content-type": type } }));
      return { method: "GET", path: `/admin/assets/${name}`, handle };
    }),

    // A GET request does not use the link up, since chat programs fetch the links in messages for previews.
    open("GET", SIGN_IN, async (request, language) => {
      const link = new URL(request.url).searchParams.get("link");
      return link === null ? refuseStrangers(language) : markup(signInPage(language, link));
    }),
    open("POST", SIGN_IN, async (_, language, form) => {
      const link = form.get("link");
      if (link === null) return refuseStrangers(language);
      const session = await sessions.signIn(link);
      if (session === undefined) return refuse(language, "sign-in.used", 403);
      await store.audit({ ...(session.scope ?? INSTALLATION), at: now(), actor: session.actor, what: "sign-in", detail: {} });
      return withSession(seeOther(PAGES.overview), access, session.token, SESSION_LIFETIME / 1_000);
    }),
    posted("/admin/sign-out", async ({ session }) => {
      await sessions.end(session);
      return withSession(seeOther(SIGN_IN), access, "", 0);
    }),

    shown(PAGES.overview, async (context, parameters) => {
      const { report, weeks } = await reportFor(context, parameters);
      return markup(overviewPage(context, { report, weeks, openHandOffs: await openHandOffs(context.scope) }, pack()));
    }),
    shown("/admin/stats.csv", async (context, parameters) => {
      const { report } = await reportFor(context, parameters);
      return download(statsCsv(report), "text/csv; charset=utf-8", `malinois-${report.first}-${report.last}.csv`);
    }),
    shown("/admin/stats.json", async (context, parameters) => {
      const { report } = await reportFor(context, parameters);
      const json = `${JSON.stringify(report, null, 2)}\n`;
      return download(json, "application/json; charset=utf-8", `malinois-${report.first}-${report.last}.json`);
    }),

    ...missingRoutes(requests, options),
    ...draftRoutes(requests, options),

    shown(PAGES.settings, (context, parameters) =>
      ofWorkspace(context, async (workspace) => {
        const kept = keptFields(await store.workspaceSettings(workspace));
        const saved = parameters.get("saved") ?? "";
        const view: Omit<SettingsView, "pickerOf"> = {
          ...{ filled: kept, before: kept, problems: new Map() },
          ...(/^\d{1,3}$/.test(saved) ? { saved: Number(saved) } : {}),
        };
        return markup(settingsOf(context, workspace, view));
      }),
    ),
    posted(PAGES.settings, (context, form) =>
      ofWorkspace(context, async (workspace) => {
        const refusal = await refusalFor(context, workspace);
        if (refusal !== undefined) return refusal;
        const { changes, problems, filled } = readFilledSettings(form, pack(), context.language);
        if (problems.size > 0) {
          const before = (name: string) => form.get(beforeName(name)) ?? "";
          return markup(settingsOf(context, workspace, { filled, before, problems }), 422);
        }
        await changeSettings(settings, workspace, changes, context.session.actor);
        return seeOther(linkTo(PAGES.settings, context, { saved: String(changes.size) }));
      }),
    ),

    shown(PAGES.audit, async (context, parameters) => {
      const { session, scope } = context;
      // A session of one workspace does not see records about the whole installation.
      const wholes = session.scope === undefined ? [INSTALLATION] : [];
      const wanted = parameters.get("before") ?? "";
      const before = /^\d{1,15}$/.test(wanted) ? Number(wanted) : undefined;
      const trails = await Promise.all(
        [...(scope === undefined ? [] : [scope]), ...wholes].map((key) => store.auditTrail(key, AUDIT_PAGE, before)),
      );
      return markup(auditPage(context, firstPage(trails), zone));
    }),
  ];
}
