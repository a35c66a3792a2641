import { html } from "hono/html";
import { type EntryField, QUIZ_FIELDS, type QuizField } from "../../drafts/entry-form.ts";
import type { AdminMessageKey } from "../../languages/index.ts";
import type { Language } from "../../model.ts";
import type { Markup, Text } from "../layout.ts";

export const EDIT = "/admin/drafts/edit";

/** Prefix of an entry field's name in the form. */
const FIELD = "entry:";

/** Returns a function that returns what was filled in for a field, or undefined if the form does not have the field. */
export function filledIn(form: URLSearchParams): (field: EntryField) => string | undefined {
  return (field) => form.get(FIELD + field) ?? undefined;
}

type PlainField = Exclude<EntryField, `quiz-${string}`>;

/** The initial height of each field, in lines. */
const ROWS: Readonly<Record<PlainField, number>> = {
  ...{ title: 1, owner: 1, reviewed: 1, urgent: 1, summarises: 1 },
  ...{
    summary: 4,
    questions: 8,
    proposed: 4,
    keywords: 3,
    points: 5,
    steps: 5,
    more: 6,
    sources: 3,
    tips: 3,
    related: 2,
    facts: 2,
  },
  ...{ body: 12, file: 24 },
};
/** The fields in the order of the form. Those that few authors need are collapsed. */
const USUAL: readonly PlainField[] = ["title", "questions", "summary", "points", "steps", "more", "body", "sources", "file"];
const RARE: readonly PlainField[] = [
  "keywords",
  "tips",
  "related",
  "urgent",
  "summarises",
  "owner",
  "reviewed",
  "proposed",
  "facts",
];
const HINTS: Partial<Record<PlainField, AdminMessageKey>> = {
  ...{ questions: "drafts.hint-lines", points: "drafts.hint-lines", steps: "drafts.hint-lines", keywords: "drafts.hint-lines" },
  ...{ tips: "drafts.hint-lines", related: "drafts.hint-lines", proposed: "drafts.hint-lines", facts: "drafts.hint-lines" },
  ...{ more: "drafts.hint-more", sources: "drafts.hint-sources" },
};

/** Renders the fields of an entry with their values. */
export function entryEditor(values: ReadonlyMap<EntryField, string>, language: Language, text: Text): Markup {
  const there = (names: readonly PlainField[]) =>
    names.filter((name) => values.has(name)).map((name) => fieldMarkup(name, values.get(name) ?? "", language, text));
  const rare = there(RARE);
  const quizzes = [...values.keys()].flatMap((name) => /^quiz-(\d+)-question$/.exec(name)?.[1] ?? []).map(Number);
  const quizMarkup = quizzes.map(
    (at) => html`<fieldset class="question"><legend>${text("drafts.quiz", { number: at + 1 })}</legend>
      ${QUIZ_FIELDS.map((name) => quizField(at, name, values, language, text))}</fieldset>`,
  );
  return html`${there(USUAL)}
    ${rare.length === 0 ? "" : html`<details><summary>${text("drafts.more-fields")}</summary><div>${rare}${quizMarkup}</div></details>`}`;
}

function fieldMarkup(name: PlainField, value: string, language: Language, text: Text): Markup {
  const hinted = HINTS[name];
  const hint = hinted && text(hinted);
  const described = hint === undefined ? "" : html`aria-describedby="${FIELD}${name}-hint"`;
  const field = html`id="${FIELD}${name}" name="${FIELD}${name}" ${described}`;
  const control =
    name === "urgent" || name === "summarises"
      ? html`<select ${field}><option value="">${text("drafts.no")}</option>
          <option value="true" ${value === "true" ? html`selected` : ""}>${text("drafts.yes")}</option></select>`
      : ROWS[name] === 1
        ? html`<input type="${name === "reviewed" ? "date" : "text"}" ${field} lang="${language}" value="${value}" autocomplete="off">`
        : html`<textarea ${field} lang="${language}" rows="${ROWS[name]}">\n${value}</textarea>`;
  return html`<div class="question"><label for="${FIELD}${name}">${text(`drafts.field-${name}`)}</label>${control}
    ${hint === undefined ? "" : html`<p class="hint" id="${FIELD}${name}-hint">${hint}</p>`}</div>`;
}

function quizField(at: number, name: QuizField, values: ReadonlyMap<EntryField, string>, language: Language, text: Text): Markup {
  const field = `quiz-${at}-${name}` as const;
  const value = values.get(field) ?? "";
  const named = html`id="${FIELD}${field}" name="${FIELD}${field}" lang="${language}"`;
  const control =
    name === "answer"
      ? html`<input type="number" min="1" ${named} value="${value}">`
      : html`<textarea ${named} rows="${name === "options" ? 4 : 2}">\n${value}</textarea>`;
  return html`<div><label for="${FIELD}${field}">${text(`drafts.quiz-${name}`)}</label>${control}</div>`;
}
