import type { ContactLine, Reply } from "../../model.ts";

/** Returns a reply as plain text: every part of it, in reading order, with the buttons as a numbered list. */
export function replyAsText(reply: Reply): string {
  const { title, lead, body, steps, points, urgent, sources, contacts, choices, footnote } = reply;
  const contactLines =
    contacts === undefined ? [] : [contacts.heading, ...contacts.items.map((line) => `  • ${contactText(line)}`)];
  const pointLines = points === undefined ? [] : [points.heading, ...points.items.map((item) => `  • ${item}`)];
  const stepLines = steps === undefined ? [] : [steps.heading, ...steps.items.map((item, index) => `  ${index + 1}. ${item}`)];
  const sourceLines =
    sources === undefined
      ? []
      : [sources.heading, ...sources.items.map(({ title: name, url, asOf }) => `  ${name}${asOf ? ` (${asOf})` : ""}: ${url}`)];
  const blocks = [
    title === undefined ? [] : [title],
    lead === undefined ? [] : [lead],
    ...(urgent ? [stepLines, contactLines, [...body]] : [[...body], stepLines]),
    pointLines,
    urgent ? [] : contactLines,
    sourceLines,
    choices.map(({ label }, index) => `  [${index + 1}] ${label}`),
    footnote === undefined ? [] : [footnote],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function contactText({ text, way, note }: ContactLine): string {
  return `${way === undefined ? text : `${text}: ${way.value}`}${note === undefined ? "" : ` (${note})`}`;
}
