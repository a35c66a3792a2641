import { stringify } from "yaml";
import type { Entry } from "../../model.ts";

/** Long lines stay whole: a way of asking is a line. */
const YAML = { lineWidth: 0 } as const;
/** What begins a list or a heading where a paragraph begins with it. */
const NUMBER = /^(\d{1,3})[.)](?=\s|$)/;
const BULLET = /^[-*+•](?=\s|$)/;
const HEADING = /^#+\s*/;

/** The text of an entry's file, which reads back as the same entry; fields that say nothing are left out. */
export function entryText(entry: Entry): string {
  const { id, title, questions, keywords, proposed, urgent, summarises, related, sources, reviewed, owner, tips, quiz, facts } =
    entry;
  const fields = {
    id,
    title,
    questions,
    keywords,
    proposed,
    urgent,
    summarises,
    related,
    sources,
    reviewed,
    owner,
    tips,
    quiz,
    facts,
  };
  const written = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  const { summary, points, steps, more } = entry;
  const sections = [
    paragraph(summary),
    ...section("## Key points", points.map((point) => `- ${point}`).join("\n")),
    ...section("## What to do", steps.map((step, at) => `${at + 1}. ${step}`).join("\n")),
    ...section("## More", more.map(moreParagraph).join("\n\n")),
  ];
  return `---\n${stringify(Object.fromEntries(written), YAML)}---\n${sections.join("\n\n")}\n`;
}

function section(heading: string, text: string): readonly string[] {
  return text === "" ? [] : [`${heading}\n${text}`];
}

/** A paragraph that begins like a list or a heading would be read as one. */
function paragraph(text: string): string {
  return text.replace(HEADING, "").replace(NUMBER, "($1)").replace(BULLET, "–");
}

/** A list is kept as a paragraph with a line for each item. */
function moreParagraph(text: string): string {
  if (!text.includes("\n")) return /^(?:•|\d+\.) /.test(text) ? listItem(text) : paragraph(text);
  return text.split("\n").map(listItem).join("\n");
}

function listItem(line: string): string {
  const [, mark, item = line] = /^(•|\d{1,3}\.) (.*)$/.exec(line) ?? [];
  if (mark === undefined) return paragraph(line);
  return `${mark === "•" ? "-" : mark} ${item}`;
}
