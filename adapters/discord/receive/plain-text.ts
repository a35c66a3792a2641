/** What was written, without mentions, custom emoji, timestamps and links to channels; of a command's mention its name stays. */
export function plainText(content: string): string {
  return content
    .replace(/<\/([^:>]+):\d+>/g, "/$1")
    .replace(/<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>/g, " ")
    .replace(/[^\S\n]+/g, " ")
    .trim();
}
