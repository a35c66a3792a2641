import { html } from "hono/html";
import type { Entry, QuizQuestion } from "../../model.ts";
import type { Markup, Text } from "../layout.ts";

/** Renders an entry as people read it in chat, in the same order. */
export function entryPreview(entry: Entry, text: Text): Markup {
  const { title, summary, points, steps, more, sources, tips, quiz, language, urgent } = entry;
  const list = (items: readonly string[]) => items.map((item) => html`<li>${item}</li>`);
  const parts: readonly (Markup | string)[] = [
    html`<p>${summary}</p>`,
    points.length === 0 ? "" : html`<ul>${list(points)}</ul>`,
    steps.length === 0 ? "" : html`<ol>${list(steps)}</ol>`,
    html`${more.map((paragraph) => html`<p class="lines">${paragraph}</p>`)}`,
  ];
  const shown = urgent ? [parts[0], parts[2], parts[1], parts[3]] : parts;
  const named = sources.map(
    ({ title: name, url, asOf }) =>
      html`<li><a href="${url}" rel="noreferrer">${name}</a>${asOf === undefined ? "" : ` (${asOf})`}</li>`,
  );
  return html`<div class="preview" lang="${language}"><h3>${title}</h3>${shown}
    ${named.length === 0 ? "" : html`<ul class="hint">${named}</ul>`}
    ${tips.length === 0 ? "" : html`<p class="hint">${text("drafts.field-tips")}</p><ul>${list(tips)}</ul>`}
    ${quiz.map((one) => quizPreview(one))}</div>`;
}

function quizPreview({ question, options, answer, why }: QuizQuestion): Markup {
  const marked = options.map((option, at) => html`<li>${at === answer ? html`<strong>✓ ${option}</strong>` : option}</li>`);
  return html`<p>${question}</p><ol>${marked}</ol><p class="hint">${why}</p>`;
}
