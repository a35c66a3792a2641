import type { Reply, Section, Source } from "../../../src/model.ts";
import { escapeLine, escapeText, link } from "./markup.ts";

/** The texts of a reply as Markdown, in reading order. */
export interface Texts {
  readonly answer: readonly string[];
  /** Sources and small print. */
  readonly appendix: readonly string[];
}

/** Longer than this, a link is written as title and address, which may be cut between two messages. */
const LONGEST_LINK = 1_500;

/**
 * Writes a reply as Markdown; first aid puts its steps before everything else.
 * @param choices lines that explain the choices' buttons
 */
export function textsOf(reply: Reply, choices: readonly string[]): Texts {
  const title = reply.title === undefined ? "" : `## ${reply.urgent ? "🚨 " : ""}${escapeLine(reply.title)}`;
  const body = reply.body.map((paragraph) => escapeText(paragraph).trim()).join("\n\n");
  const points = listed(reply.points, () => "- ");
  const steps = listed(reply.steps, (position) => `${position + 1}. `);
  return {
    answer: [
      ...(reply.urgent ? [title, steps, body, points] : [title, body, points, steps]),
      choices.map(escapeLine).join("\n"),
    ].filter(Boolean),
    appendix: [
      reply.sources === undefined ? "" : section(reply.sources.heading, reply.sources.items.map(sourceLine)),
      reply.footnote === undefined ? "" : `-# ${escapeLine(reply.footnote)}`,
    ].filter(Boolean),
  };
}

function listed(content: Section<string> | undefined, mark: (position: number) => string): string {
  if (content === undefined) return "";
  const lines = content.items.map((item, position) => mark(position) + escapeLine(item));
  return section(content.heading, lines);
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`### ${escapeLine(heading)}`, ...lines].join("\n");
}

function sourceLine({ title, url, asOf }: Source): string {
  const linked = link(title, url);
  const shown = linked.length > LONGEST_LINK ? `${escapeLine(title)} ${escapeLine(url)}` : linked;
  return `- ${shown}${asOf === undefined ? "" : ` (${escapeLine(asOf)})`}`;
}
