import { html } from "hono/html";
import type { StoredDraft } from "../../drafts/draft-folder.ts";
import { entryFields } from "../../drafts/entry-form.ts";
import { readParts } from "../../drafts/entry-text.ts";
import type { DraftProblems } from "../../drafts/publish.ts";
import { readEntry } from "../../knowledge/read/entry-file.ts";
import { languageName } from "../../languages/language-names.ts";
import { dateLocale } from "../../languages/languages.ts";
import type { Instant, Pack } from "../../model.ts";
import { textIn } from "../../text/translated.ts";
import { hiddenToken, type Markup, notice, PAGES, type PageContext, page, type Text, textsIn } from "../layout.ts";

import { EDIT, entryEditor } from "./draft-editor.ts";
import { entryPreview } from "./entry-preview.ts";

export const DRAFT = "/admin/drafts/draft";
export const PUBLISH = "/admin/drafts/publish";
export const DISCARD = "/admin/drafts/discard";
const DAY = 24 * 3_600_000;

/** The result of an action on a draft, if the draft still exists. */
export type DraftNotice =
  | { readonly kind: "changed" | "saved" | "unsaved" | "edited-meanwhile" }
  | { readonly kind: "refused"; readonly reasons: readonly string[] }
  | { readonly kind: "in-part"; readonly conflicts: readonly string[] };

export interface DraftView {
  readonly draft: StoredDraft;
  /** A hash that each form sends back, so that only the version that somebody has seen is published, changed or discarded. */
  readonly version: string;
  /** The unsaved text that is being edited; absent: the draft's text. */
  readonly edited?: string | undefined;
  readonly problems: DraftProblems;
  /** The areas to choose from for a draft without an area. */
  readonly areas: Pack["areas"];
  readonly notice: DraftNotice | undefined;
  readonly now: Instant;
}

/** Returns the name of a draft in addresses and on the command line. */
export function draftName({ language, id }: Pick<StoredDraft, "language" | "id">): string {
  return `${language}/${id}`;
}

export function draftLink(draft: StoredDraft): string {
  return `${DRAFT}?${new URLSearchParams({ draft: draftName(draft) })}`;
}

/** Returns the title in a draft's text; its id if there is none. */
export function draftTitle({ text, id }: StoredDraft): string {
  const title = readParts(text)?.fields.title;
  return typeof title === "string" && title.trim() !== "" ? title : id;
}

export function draftPage(
  context: PageContext,
  { draft, version, edited, problems, areas, notice: said, now }: DraftView,
): Markup {
  const text = textsIn(context.language);
  const fields = html`${hiddenToken(context)}<input type="hidden" name="draft" value="${draftName(draft)}">
    <input type="hidden" name="version" value="${version}">`;
  return page(
    context,
    "drafts",
    html`<p><a href="${PAGES.drafts}">${text("drafts.all")}</a></p>
      ${said === undefined ? "" : noticeOf(said, text)}
      <section><h2 id="draft" lang="${draft.language}">${draftTitle(draft)}</h2>
        ${aboutDraft(draft, context, now)}
        ${problemsMarkup(draft, problems, text)}
        ${edited === undefined ? decisions(fields, areaField(draft, areas, context, text), text) : ""}
      </section>
      <section><h2>${text("drafts.preview")}</h2>${preview(draft, edited ?? draft.text, text)}</section>
      <section><h2>${text("drafts.edit")}</h2>
        <form class="settings" method="post" action="${EDIT}">${fields}
          ${entryEditor(entryFields(edited ?? draft.text), draft.language, text)}
          <p class="line"><button name="do" value="save">${text("drafts.save")}</button>
            <button class="quiet" name="do" value="preview">${text("drafts.preview-now")}</button></p></form>
        <details><summary>${text("drafts.text")}</summary>
          <div class="scroll" role="region" aria-label="${text("drafts.text")}" tabindex="0"><pre lang="${draft.language}">${draft.text}</pre></div>
          <p class="hint">${text("drafts.file", { file: draft.file })}</p></details>
      </section>`,
  );
}

/** Renders the forms for publishing and discarding the saved draft. */
function decisions(fields: Markup, area: Markup | string, text: Text): Markup {
  return html`<form class="line" method="post" action="${PUBLISH}">${fields}${area}<button>${text("drafts.publish")}</button></form>
    <details><summary>${text("drafts.discard")}</summary>
      <form class="line" method="post" action="${DISCARD}">${fields}<button class="quiet">${text("drafts.discard-now")}</button></form>
    </details>`;
}

/** Renders the entry as people would read it. If it cannot be parsed, the reasons are listed among the problems. */
function preview(draft: StoredDraft, edited: string, text: Text): Markup {
  const read = readEntry(edited, draft);
  return read.ok ? entryPreview(read.value.entry, text) : html`<p>${text("drafts.no-preview")}</p>`;
}

function noticeOf(said: DraftNotice, text: Text): Markup {
  switch (said.kind) {
    case "changed":
      return notice("bad", text("drafts.changed"));
    case "saved":
      return notice("good", text("drafts.saved"));
    case "unsaved":
      return notice("good", text("drafts.unsaved"));
    case "edited-meanwhile":
      return notice("bad", text("drafts.edited-meanwhile"));
    case "refused":
      return notice("bad", html`${text("drafts.refused")} <span lang="en">${said.reasons.join(" · ")}</span>`);
    case "in-part":
      return notice("good", text("drafts.in-part", { fields: said.conflicts.join(", ") }));
  }
}

/** Renders what a draft is, where it comes from and how old it is. */
export function aboutDraft(draft: StoredDraft, { language }: PageContext, now: Instant): Markup {
  const text = textsIn(language);
  const { origin, at, base, needsWork } = draft.about;
  const age = new Intl.RelativeTimeFormat(dateLocale(language), { numeric: "auto" });
  const parts = [
    text(base === undefined ? "drafts.new" : "drafts.change"),
    languageName(draft.language, language),
    text(`drafts.origin-${origin}`),
    ...(at === undefined ? [] : [age.format(-Math.floor(Math.max(0, now - at) / DAY), "day")]),
  ];
  return html`<p class="hint"><code>${draftName(draft)}</code> · ${parts.join(" · ")}</p>
    ${needsWork === true ? html`<p class="problem">${text("drafts.needs-work")}</p>` : ""}`;
}

/** Renders the results of the pack's checks, which are always in English. */
export function problemsMarkup({ about }: StoredDraft, { errors, warnings }: DraftProblems, text: Text): Markup {
  const list = (lines: readonly string[]) =>
    html`<ul class="quotes" lang="en">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  const ready = about.needsWork === true ? "" : html`<p>${text("drafts.ready")}</p>`;
  const state =
    errors.length === 0
      ? ready
      : html`<p class="problem">${text("drafts.problems", { count: errors.length })}</p>${list(errors)}`;
  const hints =
    warnings.length === 0
      ? ""
      : html`<details><summary>${text("drafts.hints", { count: warnings.length })}</summary>${list(warnings)}</details>`;
  return html`${state}${hints}`;
}

/** Renders the field for the area, for a new draft whose area is not in the pack. */
function areaField({ area, about }: StoredDraft, areas: Pack["areas"], { language }: PageContext, text: Text): Markup | string {
  if (about.base !== undefined || areas.some(({ id }) => id === area)) return "";
  const options = areas.map(({ id, title }) => html`<option value="${id}">${textIn(title, language, id)}</option>`);
  return html`<label for="area">${text("drafts.area")}</label>
    <select id="area" name="area" required><option value="">${text("drafts.choose-area")}</option>${options}</select>`;
}
