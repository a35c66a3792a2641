import { html } from "hono/html";
import type { StoredDraft } from "../../drafts/draft-folder.ts";
import type { DraftProblems } from "../../drafts/publish.ts";
import type { Instant, Pack } from "../../model.ts";
import { hiddenToken, type Markup, notice, PAGES, type PageContext, page, type Text, textsIn } from "../layout.ts";
import { aboutDraft, draftLink, draftName, draftTitle, problemsMarkup } from "./draft.ts";

/** The number of drafts per page. Each is checked with the whole pack, which takes a moment. */
export const DRAFTS_PAGE = 10;

/** The path that begins a draft of a live entry. */
export const BEGIN = "/admin/drafts/begin";

/** The results of an action after which there is no draft to show. */
export const DONE = ["published", "nothing-new", "discarded", "gone", "no-entry"] as const;

export interface DraftsView {
  readonly drafts: readonly StoredDraft[];
  readonly problems: readonly DraftProblems[];
  /** The number of drafts before the first one shown, and the total number. */
  readonly from: number;
  readonly total: number;
  /** The pack whose entries can be changed. */
  readonly pack: Pack;
  readonly done: (typeof DONE)[number] | undefined;
  readonly now: Instant;
}

export function draftsPage(context: PageContext, { drafts, problems, from, total, pack, done, now }: DraftsView): Markup {
  const text = textsIn(context.language);
  const said = done === undefined ? "" : notice(done === "gone" || done === "no-entry" ? "bad" : "good", text(`drafts.${done}`));
  const cards = drafts.map((draft, at) => {
    const found = problems[at] ?? { errors: [], warnings: [] };
    return html`<li><h2><a href="${draftLink(draft)}" lang="${draft.language}">${draftTitle(draft)}</a></h2>
      ${aboutDraft(draft, context, now)}${problemsMarkup(draft, found, text)}</li>`;
  });
  const links = [
    ...(from > 0 ? [{ at: Math.max(0, from - DRAFTS_PAGE), label: text("drafts.earlier") }] : []),
    ...(from + DRAFTS_PAGE < total ? [{ at: from + DRAFTS_PAGE, label: text("drafts.later") }] : []),
  ].map(({ at, label }) => html`<li><a href="${PAGES.drafts}?from=${at}">${label}</a></li>`);
  const others =
    links.length === 0 ? "" : html`<nav class="periods" aria-label="${text("drafts.parts")}"><ul>${links}</ul></nav>`;
  return page(
    context,
    "drafts",
    html`${said}<p>${text("drafts.lead")}</p>
      ${total === 0 ? html`<p>${text("drafts.none")}</p>` : html`<p class="hint">${text("drafts.count", { count: total })}</p>`}
      <ul class="cards">${cards}</ul>${others}${beginning(pack, context, text)}`,
  );
}

/** Renders the form that begins a draft of a live entry. */
function beginning({ entries }: Pack, context: PageContext, text: Text): Markup {
  const options = entries.map((entry) => html`<option value="${draftName(entry)}">${entry.title}</option>`);
  return html`<section><h2 id="begin">${text("drafts.begin")}</h2><p class="hint">${text("drafts.begin-lead")}</p>
    <form class="line" method="post" action="${BEGIN}">${hiddenToken(context)}
      <label for="entry">${text("drafts.begin-entry")}</label>
      <input id="entry" name="entry" list="entries" required maxlength="200" autocomplete="off" spellcheck="false">
      <button class="quiet">${text("missing.start")}</button></form>
    <datalist id="entries">${options}</datalist></section>`;
}
