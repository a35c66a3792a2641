import { html } from "hono/html";
import { type AuditRecord, TERMINAL } from "../../administration/ports.ts";
import { dateLocale } from "../../languages/languages.ts";
import { linkTo, type Markup, PAGES, type PageContext, page, textsIn } from "../layout.ts";

/** The number of records per page. A page has more only if they are of the same instant as its last one: the next page starts before that instant. */
export const AUDIT_PAGE = 100;

/** Returns the records of the first page of several trails, the latest first. */
export function firstPage(trails: readonly (readonly AuditRecord[])[]): readonly AuditRecord[] {
  const records = trails.flat().sort((a, b) => b.at - a.at);
  const last = records[AUDIT_PAGE - 1];
  return last === undefined ? records : records.filter(({ at }) => at >= last.at);
}

export function auditPage(context: PageContext, records: readonly AuditRecord[], zone: string): Markup {
  const text = textsIn(context.language);
  const when = new Intl.DateTimeFormat(dateLocale(context.language), { dateStyle: "medium", timeStyle: "short", timeZone: zone });
  const last = records.at(-1);
  const older =
    records.length >= AUDIT_PAGE && last !== undefined ? linkTo(PAGES.audit, context, { before: String(last.at) }) : undefined;
  const rows = records.map(
    ({ at, actor, what, detail }) => html`<tr>
      <th scope="row"><time datetime="${new Date(at).toISOString()}">${when.format(at)}</time></th>
      <td>${actor === TERMINAL ? text("audit.terminal") : actor}</td><td>${what}</td>
      <td><code>${JSON.stringify(detail)}</code></td></tr>`,
  );
  const headings = (["when", "who", "what", "detail"] as const).map(
    (name) => html`<th scope="col">${text(`audit.${name}`)}</th>`,
  );
  const content =
    records.length === 0
      ? html`<p>${text("audit.none")}</p>`
      : html`<div class="scroll" role="region" aria-label="${text("nav.audit")}" tabindex="0">
          <table class="words"><thead><tr>${headings}</tr></thead><tbody>${rows}</tbody></table></div>
          ${older === undefined ? "" : html`<p><a href="${older}">${text("audit.older")}</a></p>`}`;
  const lead = context.scope === undefined ? html`<p>${text("audit.installation")}</p>` : "";
  return page(context, "audit", html`${lead}${content}`);
}
