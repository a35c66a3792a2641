import { ownAndQuoted } from "../../../kit/own-and-quoted.ts";
import { type Payload, record, records, text } from "../../../kit/payload.ts";
import { readMrkdwn } from "./plain-text.ts";

/** How deep blocks are read: a quote in a list in a rich text. */
const DEEPEST = 6;

/**
 * What a message says, as plain text: its own words and, where those only point at it, what it forwards or attaches. Apps write in blocks what people write
 * as text. https://docs.slack.dev/reference/objects/message-object
 */
export function messageText(message: Payload): string {
  const own = readMrkdwn(text(message, "text") ?? "");
  return ownAndQuoted(own, own === "" ? [blocksText(message), ...attached(message)] : attached(message));
}

/** Whether a message brings files, such as a screenshot. */
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

/** The text of a block, in its order, whatever its kind. */
function textIn(block: Payload, depth: number): string {
  if (depth === 0) return "";
  const [plain, inner] = [text(block, "text"), record(block, "text")];
  const own = plain === undefined ? (text(inner, "text") ?? "") : plain;
  const nested = [...records(block, "elements"), ...records(block, "fields")].map((each) => textIn(each, depth - 1));
  return readMrkdwn([own, ...nested].filter((part) => part !== "").join(" "));
}
