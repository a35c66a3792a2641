import { html } from "hono/html";
import type { StoredDraft } from "../../drafts/draft-folder.ts";
import type { DraftProblems } from "../../drafts/publish.ts";
import type { Instant } from "../../model.ts";
import { type Markup, notice, PAGES, type PageContext, page, textsIn } from "../layout.ts";
import { aboutDraft, draftLink, draftTitle, problemsMarkup } from "./draft.ts";

/** Drafts on a page: each is checked with the whole pack, which takes a moment. */
export const DRAFTS_PAGE = 10;

/** What can have become of a draft that is no longer there. */
export const DONE = ["published", "nothing-new", "discarded", "gone"] as const;

export interface DraftsView {
  readonly drafts: readonly StoredDraft[];
  readonly problems: readonly DraftProblems[];
  /** How many come before those that are shown, and how many there are. */
  readonly from: number;
  readonly total: number;
  readonly done: (typeof DONE)[number] | undefined;
  readonly now: Instant;
}

export function draftsPage(context: PageContext, { drafts, problems, from, total, done, now }: DraftsView): Markup {
  const text = textsIn(context.language);
  const said = done === undefined ? "" : notice(done === "gone" ? "bad" : "good", text(`drafts.${done}`));
  const cards = drafts.map((draft, at) => {
    const { errors = [], warnings = [] } = problems[at] ?? {};
    return html`<li><h2><a href="${draftLink(draft)}" lang="${draft.language}">${draftTitle(draft)}</a></h2>
      ${aboutDraft(draft, context, now)}${problemsMarkup({ errors, warnings }, text)}</li>`;
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
