import { html } from "hono/html";
import { languageName } from "../../languages/language-names.ts";
import { dateLocale } from "../../languages/languages.ts";
import type { Pack } from "../../model.ts";
import { QUESTION_OUTCOMES } from "../../stats/ports.ts";
import { areaName } from "../../stats/reply.ts";
import type { StatsReport, StatsRow } from "../../stats/report.ts";
import { TOO_FEW } from "../../stats/report.ts";
import { textIn } from "../../text/translated.ts";
import { linkTo, type Markup, PAGES, type PageContext, page, type Text, textsIn } from "../layout.ts";

/** The periods to choose from, in weeks. */
export const PERIODS = [12, 26, 52] as const;

type Cell = number | typeof TOO_FEW;

interface Column<Row> {
  readonly heading: string;
  readonly value: (row: Row) => Cell;
}

/** The name of a row, and a short one for charts, which have less room. */
interface RowName<Row> {
  readonly of: (row: Row) => string;
  readonly short?: (row: Row) => string;
}

/** What the overview shows. */
export interface Overview {
  readonly report: StatsReport;
  /** The chosen period, in weeks. */
  readonly weeks: number;
  /** The number of hand-offs that are not closed. */
  readonly openHandOffs: number;
}

export function overviewPage(context: PageContext, { report, weeks, openHandOffs }: Overview, pack: Pack): Markup {
  const { language } = context;
  const text = textsIn(language);
  const number = new Intl.NumberFormat(dateLocale(language));
  const shortDate = new Intl.DateTimeFormat(dateLocale(language), { dateStyle: "medium", timeZone: "UTC" });
  const questions: Column<StatsRow>[] = QUESTION_OUTCOMES.map((outcome) => ({
    heading: text(`column.${outcome}`),
    value: (row) => row.questions[outcome],
  }));
  const opinions: Column<StatsRow>[] = (["helpful", "unhelpful"] as const).map((name) => ({
    heading: text(`column.${name}`),
    value: ({ opinions: given }) => (given === TOO_FEW ? TOO_FEW : given[name]),
  }));
  const quizzes = (["answers", "right", "people"] as const).map((name) => ({
    heading: text(`column.${name}`),
    value: ({ quiz }: { readonly quiz: StatsReport["campaigns"][number]["quiz"] }) => (quiz === TOO_FEW ? TOO_FEW : quiz[name]),
  }));
  const delivered = { heading: text("column.delivered"), value: (row: { readonly delivered: number }) => row.delivered };
  const cells = { text, number };
  const dayAndMonth = new Intl.DateTimeFormat(dateLocale(language), { day: "numeric", month: "short", timeZone: "UTC" });
  const week: RowName<StatsRow> = {
    of: ({ name }) => shortDate.format(new Date(name)),
    short: ({ name }) => dayAndMonth.format(new Date(name)),
  };
  const total = Object.values(report.questions).reduce((sum, count) => sum + count, 0);
  const figures = [
    [text("overview.questions"), total],
    ...QUESTION_OUTCOMES.map((outcome) => [text(`column.${outcome}`), report.questions[outcome]] as const),
    [text("column.helpful"), report.opinions.helpful],
    [text("column.unhelpful"), report.opinions.unhelpful],
    [text("column.delivered"), report.delivered],
    [text("column.answers"), report.quiz.answers],
    [text("overview.hand-offs"), openHandOffs],
  ] as const;
  const content = html`${periods(context, weeks, text)}
    <dl class="figures">${figures.map(([name, count]) => html`<div><dt>${name}</dt><dd>${number.format(count)}</dd></div>`)}</dl>
    <p class="hint">${text("overview.uncounted")}</p>
    ${chart("questions", text("overview.questions-by-week"), "stacked", table(text("column.week"), report.weeks, week, questions, cells))}
    ${chart("opinions", text("overview.opinions-by-week"), "stacked", table(text("column.week"), report.weeks, week, opinions, cells))}
    ${chart("nudges", text("overview.nudges-by-week"), "lines", table(text("column.week"), report.weeks, week, [delivered, ...quizzes], cells))}
    ${section(
      "languages",
      text("stats.languages"),
      table(
        text("column.language"),
        report.languages,
        { of: ({ name }) => languageName(name, language) },
        [...questions, ...opinions],
        cells,
      ),
    )}
    ${section(
      "areas",
      text("stats.areas"),
      table(
        text("column.area"),
        report.areas,
        { of: ({ name }) => areaName(name, language, pack) },
        [...questions, ...opinions],
        cells,
      ),
    )}
    ${campaigns(report, context, pack, { delivered, quizzes, cells })}
    <p class="note">${text("stats.few")}</p>
    <p class="downloads">${text("overview.download")}:
      <a href="${linkTo("/admin/stats.csv", context, { weeks: String(weeks) })}" download>${text("overview.csv")}</a>
      <a href="${linkTo("/admin/stats.json", context, { weeks: String(weeks) })}" download>${text("overview.json")}</a></p>`;
  return page(context, "overview", content);
}

function periods(context: PageContext, weeks: number, text: Text): Markup {
  const links = PERIODS.map(
    (count) =>
      html`<li><a href="${linkTo(PAGES.overview, context, { weeks: String(count) })}" ${count === weeks ? html`aria-current="true"` : ""}>${text("overview.weeks", { count })}</a></li>`,
  );
  return html`<nav class="periods" aria-label="${text("overview.period")}"><ul>${links}</ul></nav>`;
}

/** Renders a chart's section. The browser draws the chart from the table, so that both show the same figures. */
function chart(id: string, heading: string, kind: "stacked" | "lines", figures: Markup): Markup {
  return html`<section><h2 id="${id}">${heading}</h2>
    <div class="chart" data-kind="${kind}" aria-hidden="true"></div>${scrolling(id, figures)}</section>`;
}

function section(id: string, heading: string, figures: Markup): Markup {
  return html`<section><h2 id="${id}">${heading}</h2>${scrolling(id, figures)}</section>`;
}

/** Renders a region that scrolls, also by keyboard, if its content is wider than the screen. */
function scrolling(id: string, figures: Markup): Markup {
  return html`<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">${figures}</div>`;
}

interface Cells {
  readonly text: Text;
  readonly number: Intl.NumberFormat;
}

function table<Row>(
  first: string,
  rows: readonly Row[],
  { of, short }: RowName<Row>,
  columns: readonly Column<Row>[],
  { text, number }: Cells,
): Markup {
  const cell = (value: Cell) =>
    value === TOO_FEW
      ? html`<td class="few">${text("cell.few")}</td>`
      : html`<td data-value="${value}">${number.format(value)}</td>`;
  return html`<table>
    <thead><tr><th scope="col">${first}</th>${columns.map(({ heading }) => html`<th scope="col">${heading}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr><th scope="row" ${short === undefined ? "" : html`data-short="${short(row)}"`}>${of(row)}</th>${columns.map(({ value }) => cell(value(row)))}</tr>`)}</tbody>
  </table>`;
}

function campaigns(
  { campaigns: run }: StatsReport,
  { language }: PageContext,
  { campaigns: known = [] }: Pack,
  shared: {
    readonly delivered: Column<StatsReport["campaigns"][number]>;
    readonly quizzes: readonly Column<StatsReport["campaigns"][number]>[];
    readonly cells: Cells;
  },
): Markup {
  const { text } = shared.cells;
  const heading = text("overview.campaigns");
  if (run.length === 0) return html`<section><h2 id="campaigns">${heading}</h2><p>${text("overview.no-campaigns")}</p></section>`;
  const name = (id: string) => textIn(known.find((one) => one.id === id)?.name ?? {}, language, id);
  const columns = [
    shared.delivered,
    { heading: text("column.channels"), value: (row: StatsReport["campaigns"][number]) => row.channels },
    { heading: text("column.recipients"), value: (row: StatsReport["campaigns"][number]) => row.recipients },
    ...shared.quizzes,
  ];
  return section(
    "campaigns",
    heading,
    table(text("column.campaign"), run, { of: (row) => name(row.name) }, columns, shared.cells),
  );
}
