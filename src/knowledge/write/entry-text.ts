import { stringify } from "yaml";
import type { Entry } from "../../model.ts";

/** Lines are never folded: each way of asking is one line. */
const YAML = { lineWidth: 0 } as const;
/** What would turn a paragraph into a list or a heading. */
const NUMBER = /^(\d{1,3})[.)](?=\s|$)/;
const BULLET = /^[-*+•](?=\s|$)/;
const HEADING = /^#(?:#|(?=\s|$))[#\s]*/;

/** Returns the text of an entry's file, which reads back as the same entry. Empty fields are left out. */
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

/** Escapes the beginning of a paragraph that would be read as a list or a heading. */
function paragraph(text: string): string {
  return text.replace(HEADING, "").replace(NUMBER, "($1)").replace(BULLET, "–");
}

/** Writes a paragraph; a list is a paragraph with a line for each item. */
function moreParagraph(text: string): string {
  if (!text.includes("\n")) return /^(?:•|\d+\.) /.test(text) ? listItem(text) : paragraph(text);
  return text.split("\n").map(listItem).join("\n");
}

function listItem(line: string): string {
  const [, mark, item = line] = /^(•|\d{1,3}\.) (.*)$/.exec(line) ?? [];
  if (mark === undefined) return paragraph(line);
  return `${mark === "•" ? "-" : mark} ${item}`;
}
