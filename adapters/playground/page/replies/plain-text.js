/** @import { PagePart, PageReply } from "../../protocol.ts" */

/** Returns the texts of a reply as plain text, without its buttons. @param {PageReply} reply */
export function plainText({ parts }) {
  return parts
    .map(partText)
    .filter((text) => text !== "")
    .join("\n\n");
}

/** @param {PagePart} part */
function partText(part) {
  switch (part.kind) {
    case "title":
    case "footnote":
      return part.text;
    case "body":
      return part.paragraphs.join("\n\n");
    case "points":
      return listText(
        part.heading,
        part.items.map((item) => `- ${item}`),
      );
    case "steps":
      return listText(
        part.heading,
        part.items.map((item, place) => `${place + 1}. ${item}`),
      );
    case "contacts":
      return listText(
        part.heading,
        part.items.map(({ text, way, note = "" }) => `- ${[text, way].filter(Boolean).join(": ")}${note}`),
      );
    case "sources":
      return listText(
        part.heading,
        part.items.map(({ title, asOf, url }) => `- ${title}${asOf ? ` (${asOf})` : ""}${url ? `: ${url}` : ""}`),
      );
    default:
      return "";
  }
}

/**
 * @param {string} heading
 * @param {readonly string[]} lines
 */
function listText(heading, lines) {
  return [heading, ...lines].join("\n");
}
