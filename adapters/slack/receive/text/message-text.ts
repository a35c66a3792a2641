import { ownAndQuoted } from "../../../kit/own-and-quoted.ts";
import { type Payload, record, records, text } from "../../../kit/payload.ts";
import { readMrkdwn } from "./plain-text.ts";

/** How many levels of nested blocks are read: enough for a quote in a list in a rich text. */
const DEEPEST = 6;

/**
 * Returns what a message says, as plain text: its own words and, if those only point to it, what it forwards or attaches. Reads blocks if there is no text,
 * since apps may write only blocks. https://docs.slack.dev/reference/objects/message-object
 */
export function messageText(message: Payload): string {
  const own = readMrkdwn(text(message, "text") ?? "");
  return ownAndQuoted(own, own === "" ? [blocksText(message), ...attached(message)] : attached(message));
}

/** Whether a message has files, such as a screenshot. */
export function hasFiles(message: Payload): boolean {
  return records(message, "files").length > 0;
}

function attached(message: Payload): string[] {
  return records(message, "attachments").map((attachment) => {
    const parts = ["pretext", "title", "text"].map((key) => readMrkdwn(text(attachment, key) ?? ""));
    const shown = parts.filter((part) => part !== "").join("\n");
    if (shown !== "") return shown;
    const forwarded = records(attachment, "message_blocks").map((block) => blocksText(record(block, "message")));
    return forwarded.filter((part) => part !== "").join("\n") || readMrkdwn(text(attachment, "fallback") ?? "");
  });
}

function blocksText(message: Payload): string {
  return records(message, "blocks")
    .map((block) => textIn(block, DEEPEST))
    .filter((line) => line !== "")
    .join("\n");
}

/** Returns the text of a block of any kind, in reading order. */
function textIn(block: Payload, depth: number): string {
  if (depth === 0) return "";
  const [plain, inner] = [text(block, "text"), record(block, "text")];
  const own = plain === undefined ? (text(inner, "text") ?? "") : plain;
  const nested = [...records(block, "elements"), ...records(block, "fields")].map((each) => textIn(each, depth - 1));
  return readMrkdwn([own, ...nested].filter((part) => part !== "").join(" "));
}
