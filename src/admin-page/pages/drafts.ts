import { html } from "hono/html";
import type { StoredDraft } from "../../drafts/draft-folder.ts";
import type { DraftProblems } from "../../drafts/publish.ts";
import type { Instant } from "../../model.ts";
import { type Markup, notice, PAGES, type PageContext, page, textsIn } from "../layout.ts";
import { aboutDraft, draftLink, draftTitle, problemsMarkup } from "./draft.ts";

/** The number of drafts per page. Each is checked with the whole pack, which takes a moment. */
export const DRAFTS_PAGE = 10;

/** The results of an action after which the draft no longer exists. */
export const DONE = ["published", "nothing-new", "discarded", "gone"] as const;

export interface DraftsView {
  readonly drafts: readonly StoredDraft[];
  readonly problems: readonly DraftProblems[];
  /** The number of drafts before the first one shown, and the total number. */
  readonly from: number;
  readonly total: number;
  readonly done: (typeof DONE)[number] | undefined;
  readonly now: Instant;
}

export function draftsPage(context: PageContext, { drafts, problems, from, total, done, now }: DraftsView): Markup {
  const text = textsIn(context.language);
  const said = done === undefined ? "" : notice(done === "gone" ? "bad" : "good", text(`drafts.${done}`));
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
      <ul class="cards">${cards}</ul>${others}`,
  );
}
