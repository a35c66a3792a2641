import { html } from "hono/html";
import { FEWEST_ASKERS, type GapGroup } from "../../gaps/groups.ts";
import { FEEDBACK_DAYS, type Missing } from "../../gaps/missing.ts";
import type { StaleEntry } from "../../gaps/stale-entries.ts";
import type { EntryFeedback } from "../../gaps/types.ts";
import { languageName } from "../../languages/language-names.ts";
import { dateLocale } from "../../languages/languages.ts";
import type { Language, Pack } from "../../model.ts";
import { hiddenToken, linkTo, type Markup, notice, PAGES, type PageContext, page, type Text, textsIn } from "../layout.ts";

/** The path that accepts a group. */
export const ACCEPT = "/admin/missing/accept";
/** The most items of each section; the command line shows all. */
const MOST_SHOWN = 20;
/** The most wordings of a group, and the most reasons for an entry. */
const MOST_TEXTS = 5;

/** The result of accepting a group. */
export type MissingNotice =
  | { readonly kind: "accepted"; readonly count: number }
  | { readonly kind: "gone" | "no-entry" | "no-title" };

export interface MissingView {
  readonly missing: Missing;
  readonly pack: Pack;
  readonly reviewDays: number;
  readonly notice: MissingNotice | undefined;
}

export function missingPage(context: PageContext, { missing, pack, reviewDays, notice: said }: MissingView): Markup {
  const text = textsIn(context.language);
  const { groups, stale } = missing;
  const unhelpful = missing.feedback.filter((one) => one.unhelpful > 0);
  const titleOf = (id: string, language: Language) =>
    pack.entries.find((entry) => entry.id === id && entry.language === language)?.title;
  const languages = [...new Set(groups.slice(0, MOST_SHOWN).map(({ language }) => language))];
  const content = html`${said === undefined ? "" : noticeOf(said, context, text)}
    <section><h2>${text("missing.groups")}</h2>
      <p class="hint">${text("missing.groups-lead", { count: FEWEST_ASKERS })}</p>
      ${listOf(groups, text("missing.no-groups"), (group) => groupMarkup(group, titleOf, context, text), text)}
      ${languages.map((language) => entryNames(pack, language))}
    </section>
    <section><h2>${text("missing.unhelpful")}</h2>
      <p class="hint">${text("missing.unhelpful-lead", { days: FEEDBACK_DAYS })}</p>
      ${listOf(unhelpful, text("missing.no-unhelpful"), (one) => feedbackMarkup(one, titleOf, text), text)}
    </section>
    <section><h2 id="stale">${text("missing.stale")}</h2>
      ${stale.length === 0 ? html`<p>${text("missing.no-stale", { days: reviewDays })}</p>` : staleMarkup(stale, reviewDays, context, text)}
    </section>`;
  return page(context, "missing", content);
}

function noticeOf(said: MissingNotice, { session }: PageContext, text: Text): Markup {
  if (said.kind !== "accepted") return notice("bad", text(`missing.${said.kind}`));
  const next =
    session.scope === undefined
      ? html`<a href="${PAGES.drafts}">${text("missing.to-drafts")}</a>`
      : text("missing.reviewed-elsewhere");
  return notice("good", html`${text("missing.accepted", { count: said.count })} ${next}`);
}

function listOf<Item>(items: readonly Item[], none: string, draw: (item: Item) => Markup, text: Text): Markup {
  if (items.length === 0) return html`<p>${none}</p>`;
  return html`<ul class="cards">${items.slice(0, MOST_SHOWN).map((item) => html`<li>${draw(item)}</li>`)}</ul>${rest(items, text)}`;
}

function rest(items: readonly unknown[], text: Text): Markup | string {
  const count = items.length - MOST_SHOWN;
  return count > 0 ? html`<p class="note">${text("missing.more", { count })}</p>` : "";
}

function groupMarkup(
  { id, language, texts, askers, counts, nearest }: GapGroup,
  titleOf: (id: string, language: Language) => string | undefined,
  context: PageContext,
  text: Text,
): Markup {
  const [first = "", ...others] = texts;
  const reasons = (["unknown", "refused", "unhelpful"] as const)
    .filter((reason) => counts[reason] > 0)
    .map((reason) => text(`missing.count-${reason}`, { count: counts[reason] }));
  const title = nearest === undefined ? undefined : titleOf(nearest.entry, language);
  const share = new Intl.NumberFormat(dateLocale(context.language), { style: "percent" }).format(nearest?.confidence ?? 0);
  const accept =
    nearest === undefined || title === undefined
      ? html`<p>${text("missing.no-nearest")}</p>`
      : html`<p>${text("missing.nearest", { title, share })}</p>
        ${form(id, context, html`<input type="hidden" name="entry" value="${nearest.entry}"><button>${text("missing.accept", { title })}</button>`)}`;
  const entryField = `entry-${id}`;
  const titleField = `title-${id}`;
  return html`<h3 lang="${language}">${first}</h3>
    <p class="hint">${[languageName(language, context.language), text("missing.askers", { count: askers }), ...reasons].join(" · ")}</p>
    ${textList(others, language)}
    ${accept}
    <details><summary>${text("missing.other")}</summary>
      ${form(
        id,
        context,
        html`<label for="${entryField}">${text("missing.entry")}</label>
          <input id="${entryField}" name="entry" list="${namesId(language)}" required maxlength="64" autocomplete="off" spellcheck="false">
          <button class="quiet">${text("missing.add")}</button>`,
      )}
      ${form(
        id,
        context,
        html`<label for="${titleField}">${text("missing.title")}</label>
          <input id="${titleField}" name="title" required maxlength="150" autocomplete="off" lang="${language}">
          <button class="quiet">${text("missing.start")}</button>`,
      )}
    </details>`;
}

function form(group: string, context: PageContext, fields: Markup): Markup {
  return html`<form class="line" method="post" action="${linkTo(ACCEPT, context)}">${hiddenToken(context)}
    <input type="hidden" name="group" value="${group}">${fields}</form>`;
}

/** Renders the list that the browser suggests from while somebody types the id of an entry. */
function entryNames({ entries }: Pack, language: Language): Markup {
  const options = entries
    .filter((entry) => entry.language === language)
    .map(({ id, title }) => html`<option value="${id}">${title}</option>`);
  return html`<datalist id="${namesId(language)}">${options}</datalist>`;
}

function namesId(language: Language): string {
  return `entries-${language}`;
}

function textList(texts: readonly string[], language: Language): Markup | string {
  if (texts.length === 0) return "";
  return html`<ul class="quotes" lang="${language}">${texts.slice(0, MOST_TEXTS).map((one) => html`<li>${one}</li>`)}</ul>`;
}

function feedbackMarkup(
  { entry, language, helpful, unhelpful, reasons }: EntryFeedback,
  titleOf: (id: string, language: Language) => string | undefined,
  text: Text,
): Markup {
  return html`<h3 lang="${language}">${titleOf(entry, language) ?? entry}</h3>
    <p class="hint"><code>${language}/${entry}</code> · ${text("missing.opinions", { helpful, unhelpful })}</p>
    ${textList(reasons, language)}`;
}

function staleMarkup(stale: readonly StaleEntry[], days: number, { language: reader }: PageContext, text: Text): Markup {
  const date = new Intl.DateTimeFormat(dateLocale(reader), { dateStyle: "medium", timeZone: "UTC" });
  const rows = stale.slice(0, MOST_SHOWN).map(
    ({ id, language, title, reviewed, owner }) => html`<tr>
      <th scope="row"><span lang="${language}">${title}</span> <code>${language}/${id}</code></th>
      <td>${reviewed === undefined ? text("missing.never") : date.format(new Date(reviewed))}</td>
      <td>${owner ?? text("missing.no-owner")}</td></tr>`,
  );
  const headings = (["answer", "reviewed", "owner"] as const).map(
    (name) => html`<th scope="col">${text(`missing.column-${name}`)}</th>`,
  );
  return html`<p class="hint">${text("missing.stale-lead", { days })}</p>
    <div class="scroll" role="region" aria-labelledby="stale" tabindex="0">
      <table class="words entries"><thead><tr>${headings}</tr></thead><tbody>${rows}</tbody></table></div>${rest(stale, text)}`;
}
