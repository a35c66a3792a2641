import { createHash } from "node:crypto";
import { type AdministrationStore, INSTALLATION } from "../administration/ports.ts";
import type { DraftFolder, StoredDraft } from "../drafts/draft-folder.ts";
import type { DraftChecks } from "../drafts/draft-thread.ts";
import type { DraftWriter } from "../drafts/drafts.ts";
import { withEntryFields } from "../drafts/entry-form.ts";
import type { PublishOptions } from "../drafts/publish.ts";
import { discardRecord, editRecord, publishRecords } from "../drafts/publishing.ts";
import type { PackSource } from "../knowledge/overlay/overlay.ts";
import type { Entry, Instant, Pack } from "../model.ts";
import { localDate } from "../nudges/schedule/zoned-time.ts";
import type { HttpRoute } from "../ports.ts";
import { comparable } from "../text/comparable-text.ts";
import { PAGES, type PageContext } from "./layout.ts";
import { DISCARD, DRAFT, type DraftNotice, draftName, draftPage, PUBLISH } from "./pages/draft.ts";
import { EDIT, filledIn } from "./pages/draft-editor.ts";
import { BEGIN, DONE, DRAFTS_PAGE, draftsPage } from "./pages/drafts.ts";
import type { Requests } from "./requests.ts";
import { markup, seeOther } from "./respond.ts";

export interface DraftRoutesOptions {
  readonly store: Pick<AdministrationStore, "audit">;
  readonly folder: DraftFolder;
  readonly drafts: Pick<DraftWriter, "begin" | "replaceText">;
  /** The packs that drafts are checked with. */
  readonly source: PackSource;
  readonly checks: DraftChecks;
  /** Returns the folders that drafts are published to. */
  readonly targets: () => Promise<Pick<PublishOptions, "target" | "own" | "over">>;
  readonly pack: () => Pack;
  /** The IANA zone whose current day review dates are compared with. */
  readonly zone: string;
  readonly now: () => Instant;
}

/** Returns the routes for drafts. Drafts belong to the whole installation: a session of one workspace can neither see nor publish them. */
export function draftRoutes(
  { shown, posted, refuse }: Requests,
  { store, folder, drafts: writer, source, checks, targets, pack, zone, now }: DraftRoutesOptions,
): readonly HttpRoute[] {
  const today = () => localDate(now(), zone);

  async function ofInstallation({ session, language }: PageContext, answer: () => Promise<Response>): Promise<Response> {
    return session.scope === undefined ? answer() : refuse(language, "error.installation", 403);
  }

  async function draftOf(fields: URLSearchParams): Promise<StoredDraft | undefined> {
    const name = fields.get("draft");
    return (await folder.list()).find((draft) => draftName(draft) === name);
  }

  async function show(
    context: PageContext,
    draft: StoredDraft,
    notice?: DraftNotice,
    status = 200,
    edited?: string,
  ): Promise<Response> {
    const [problems = { errors: [], warnings: [] }] = await checks.check(
      [{ ...draft, text: edited ?? draft.text }],
      source,
      today(),
    );
    const { areas } = pack();
    const view = { draft, version: versionOf(draft), edited, problems, areas, notice, now: now() };
    return markup(draftPage(context, view), status);
  }

  /** Saves or previews an edited draft. If somebody else changed the draft meanwhile, nothing is saved, and the user's text stays in the form. */
  async function edit(draft: StoredDraft, context: PageContext, form: URLSearchParams): Promise<Response> {
    const text = withEntryFields(draft.text, filledIn(form));
    const isSame = form.get("version") === versionOf(draft);
    if (form.get("do") !== "save" && isSame) return show(context, draft, { kind: "unsaved" }, 200, text);
    if (isSame && text === draft.text) return show(context, draft, { kind: "saved" });
    if (!isSame || !(await writer.replaceText(draft, text))) {
      const found = (await folder.find(draft.language, draft.id)) ?? draft;
      return show(context, found, { kind: "edited-meanwhile" }, 409, withEntryFields(found.text, filledIn(form)));
    }
    await store.audit(editRecord(draft, { ...INSTALLATION, actor: context.session.actor, at: now() }));
    return seeOther(`${DRAFT}?${new URLSearchParams({ draft: draftName(draft), done: "saved" })}`);
  }

  /** Returns a route that changes the draft of a form, if the draft is still the version that the form was made with. */
  function changed(path: string, change: (draft: StoredDraft, context: PageContext, form: URLSearchParams) => Promise<Response>) {
    return posted(path, (context, form) =>
      ofInstallation(context, async () => {
        const draft = await draftOf(form);
        if (draft === undefined) return seeOther(`${PAGES.drafts}?done=gone`);
        if (form.get("version") !== versionOf(draft)) return show(context, draft, { kind: "changed" }, 409);
        return change(draft, context, form);
      }),
    );
  }

  return [
    shown(PAGES.drafts, (context, parameters) =>
      ofInstallation(context, async () => {
        const all = await folder.list();
        const wanted = parameters.get("from") ?? "";
        const from = /^\d{1,6}$/.test(wanted) ? Number(wanted) : 0;
        const drafts = all.slice(from, from + DRAFTS_PAGE);
        const problems = drafts.length === 0 ? [] : await checks.check(drafts, source, today());
        const done = DONE.find((one) => one === parameters.get("done"));
        return markup(draftsPage(context, { drafts, problems, from, total: all.length, pack: pack(), done, now: now() }));
      }),
    ),
    shown(DRAFT, (context, parameters) =>
      ofInstallation(context, async () => {
        const draft = await draftOf(parameters);
        const notice: DraftNotice | undefined = parameters.get("done") === "saved" ? { kind: "saved" } : undefined;
        return draft === undefined ? refuse(context.language, "error.unknown", 404) : show(context, draft, notice);
      }),
    ),
    posted(BEGIN, (context, form) =>
      ofInstallation(context, async () => {
        const entry = entryNamed(pack(), form.get("entry") ?? "");
        if (entry === undefined) return seeOther(`${PAGES.drafts}?done=no-entry`);
        await writer.begin(entry);
        return seeOther(`${DRAFT}?${new URLSearchParams({ draft: draftName(entry) })}`);
      }),
    ),
    posted(EDIT, (context, form) =>
      ofInstallation(context, async () => {
        const draft = await draftOf(form);
        return draft === undefined ? seeOther(`${PAGES.drafts}?done=gone`) : edit(draft, context, form);
      }),
    ),
    changed(PUBLISH, async (draft, context, form) => {
      const area = pack().areas.find(({ id }) => id === form.get("area"))?.id;
      const options = { folder, source, ...(await targets()), today: today(), ...(area === undefined ? {} : { area }) };
      const results = await checks.publish([draft], options);
      for (const record of publishRecords(results, { ...INSTALLATION, actor: context.session.actor, at: now() })) {
        await store.audit(record);
      }
      const [result] = results;
      if (result?.kind !== "refused" && (result?.kind !== "published" || result.conflicts.length === 0)) {
        return seeOther(`${PAGES.drafts}?done=${result?.kind ?? "gone"}`);
      }
      // What conflicts with the live entry is brought up to date in the draft.
      const rest = (await folder.find(draft.language, draft.id)) ?? draft;
      if (result.kind === "refused") return show(context, rest, { kind: "refused", reasons: result.reasons }, 422);
      return show(context, rest, { kind: "in-part", conflicts: result.conflicts });
    }),
    changed(DISCARD, async (draft, context) => {
      await folder.remove(draft);
      await store.audit(discardRecord(draft, { ...INSTALLATION, actor: context.session.actor, at: now() }));
      return seeOther(`${PAGES.drafts}?done=discarded`);
    }),
  ];
}

/** Returns the entry that somebody names as "en/lost-badge", by its id or by its title; in the pack's default language if it exists in several. */
function entryNamed({ entries, defaultLanguage }: Pack, written: string): Entry | undefined {
  const name = comparable(written);
  const exact = entries.find((entry) => comparable(draftName(entry)) === name);
  const meant = entries.filter(({ id, title }) => comparable(id) === name || comparable(title) === name);
  return exact ?? meant.find(({ language }) => language === defaultLanguage) ?? meant[0];
}

/** Returns a hash of a draft, which shows whether somebody has changed it since it was read. */
function versionOf({ file, text }: StoredDraft): string {
  return createHash("sha256")
    .update(JSON.stringify([file, text]))
    .digest("base64url");
}
