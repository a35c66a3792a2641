import type { Attachment, Moment, Reply } from "../../../src/model.ts";
import { splitAtMoments } from "../../kit/moments.ts";
import { type CitedSource, partsOf, type ShownContact, URGENT_MARK } from "../../kit/reply-parts.ts";
import { type CommandIds, mentionCommands } from "./command-mentions.ts";
import { createControls, type Row } from "./controls.ts";
import { escapeLine, escapeText, link } from "./markup.ts";

/** A reply as Markdown and rows of controls, each in reading order. */
export interface DrawnParts {
  readonly answer: readonly string[];
  /** Sources and small print. */
  readonly appendix: readonly string[];
  readonly rows: readonly Row[];
  readonly file?: Attachment;
}

/** In characters. A longer link is written as title and address, which may be split between two messages. */
const LONGEST_LINK = 1_500;

/** Draws the parts of a reply. Commands that its text names become mentions. */
export function drawParts(reply: Reply, commands: CommandIds): DrawnParts {
  const answer: string[] = [];
  const appendix: string[] = [];
  const rows: Row[] = [];
  const controls = createControls();
  let file: Attachment | undefined;
  for (const part of partsOf(reply)) {
    switch (part.kind) {
      case "title":
        answer.push(`## ${part.urgent ? `${URGENT_MARK} ` : ""}${escapeLine(part.text)}`);
        break;
      case "body":
        answer.push(part.paragraphs.map(escapeText).join("\n\n"));
        break;
      case "points":
        answer.push(
          section(
            part.heading,
            part.items.map((item) => `- ${escapeLine(item)}`),
          ),
        );
        break;
      case "steps":
        answer.push(
          section(
            part.heading,
            part.items.map((item, place) => `${place + 1}. ${escapeLine(item)}`),
          ),
        );
        break;
      case "sources":
        appendix.push(section(part.heading, part.items.map(sourceLine)));
        break;
      case "attachment":
        file = part.file;
        break;
      case "contacts":
        answer.push(section(part.heading, part.items.map(contactLine)));
        break;
      case "form":
        rows.push(...controls.form(part.form));
        break;
      case "choices": {
        const choices = controls.choices(part.buttons);
        if (choices.lines.length > 0) answer.push(choices.lines.map(escapeLine).join("\n"));
        rows.push(...choices.rows);
        break;
      }
      case "footnote":
        appendix.push(`-# ${escapeLine(part.text)}`);
        break;
      case "actions":
        rows.push(...controls.actions(part.buttons));
        break;
    }
  }
  const finish = (text: string) => showMoments(mentionCommands(text, reply.language, commands), reply.moments);
  return { answer: answer.map(finish), appendix: appendix.map(finish), rows, ...(file !== undefined && { file }) };
}

/**
 * Replaces the dates and times in a text with Discord's timestamps, which each reader sees in their own time zone and language, with the day of the week.
 * Source: https://docs.discord.com/developers/reference#message-formatting-timestamp-styles
 * @param markdown already escaped
 */
function showMoments(markdown: string, moments: readonly Moment[] = []): string {
  const escaped = moments.map(({ text, at }) => ({ text: escapeText(text), at }));
  return splitAtMoments(markdown, escaped)
    .map((part) => (typeof part === "string" ? part : `<t:${Math.floor(part.at / 1_000)}:F>`))
    .join("");
}

function section(heading: string, lines: readonly string[]): string {
  return [`### ${escapeLine(heading)}`, ...lines].join("\n");
}

/** Draws a contact as one line. Discord links only web addresses; many devices make phone numbers and email addresses tappable. */
function contactLine({ text, way, note = "" }: ShownContact): string {
  const reached = [text, way].flatMap((part) => (part ? escapeLine(part) : [])).join(": ");
  return `- ${reached}${note === "" ? "" : ` ${escapeLine(note)}`}`;
}

function sourceLine({ name, address, asOf }: CitedSource): string {
  const title = name === address ? "" : name;
  const linked = link(title, address) || escapeLine(address);
  const shown = linked.length > LONGEST_LINK ? `${escapeLine(title)} ${escapeLine(address)}`.trim() : linked;
  return `- ${shown}${asOf === undefined ? "" : ` (${escapeLine(asOf)})`}`;
}
