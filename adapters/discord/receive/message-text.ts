import { ownAndQuoted } from "../../kit/own-and-quoted.ts";
import { type Payload, records, text } from "../../kit/payload.ts";
import { COMPONENT } from "../protocol.ts";
import type { Written } from "./events.ts";

/** Returns what a message says: its own words and, if those only point to it, what it forwards or shows in embeds or components. */
export function messageText({ content, embeds, components, message_snapshots: forwarded }: Written): string {
  const shown = [{ content: "", embeds, components }, ...forwarded.map(({ message }) => message)].flatMap((each) => [
    each.content,
    ...each.embeds.flatMap(({ title, description }) => [title ?? "", description ?? ""]),
    ...textsIn({ components: each.components }, DEEPEST),
  ]);
  return ownAndQuoted(plainText(content), shown.map(plainText));
}

/** How many levels of nested components are read: texts in a section in a container. */
const DEEPEST = 3;

/** Returns the texts in the components of a message or of another component, in reading order, without the labels of controls. */
function textsIn(outer: Payload, depth: number): readonly string[] {
  if (depth === 0) return [];
  return records(outer, "components").flatMap((component) => [
    ...(component.type === COMPONENT.textDisplay ? [text(component, "content") ?? ""] : []),
    ...textsIn(component, depth - 1),
  ]);
}

/** Returns a message's text without mentions, custom emoji, timestamps and links to channels. Of a mention of a command, the name stays. */
function plainText(content: string): string {
  return content
    .replace(/<\/([^:>]+):\d+>/g, "/$1")
    .replace(/<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>/g, " ")
    .replace(/[^\S\n]+/g, " ")
    .trim();
}
