const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** An emoji code, and the skin tone that may follow it. */
const EMOJI_CODE = /:(?=[\d_']*[a-z+-]|100:)([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/g;
/** Emoji codes in a row; not the colons of a time or an address. */
const EMOJI_CODES = new RegExp(`(?<![\\w:/])(?:${EMOJI_CODE.source})+(?![\\w/])`, "g");

/** Emoji that mean something on their own, such as thanks. Every other emoji only decorates a question. */
const EMOJI_WITH_MEANING: Readonly<Record<string, string>> = {
  "+1": "👍",
  thumbsup: "👍",
  pray: "🙏",
  ok_hand: "👌",
  heart: "❤",
  green_heart: "💚",
  muscle: "💪",
  tada: "🎉",
  "100": "💯",
  blush: "😊",
  wave: "👋",
};

/**
 * Returns what a person typed, in Slack's markup, as plain text: without mentions of people; channels and groups keep
 * their names, and links their label or address.
 * https://docs.slack.dev/messaging/formatting-message-text#advanced
 */
export function readMrkdwn(text: string): string {
  return text
    .replace(/<((?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>\n]*)>/gi, (_, inside: string) => readToken(inside))
    .replace(EMOJI_CODES, (codes) => codes.replace(EMOJI_CODE, (_, name: string) => EMOJI_WITH_MEANING[name] ?? " "))
    .replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t]{2,}/g, " ")
    .trim();
}

/** Whether the text, in Slack's markup, mentions a person or a group of people. */
export function mentionsAnybody(text: string): boolean {
  return /<(?:@|!subteam\^)[A-Z0-9]+(?:\|[^>]*)?>/.test(text);
}

/** Whether the text, in Slack's markup, mentions a person. */
export function mentions(text: string, userId: string): boolean {
  return text.includes(`<@${userId}>`) || text.includes(`<@${userId}|`);
}

function readToken(inside: string): string {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : inside.slice(bar + 1);
  if (target.startsWith("@")) return " ";
  if (target.startsWith("#")) return label === "" ? " " : `#${label}`;
  if (target.startsWith("!subteam") || target.startsWith("!date")) return label === "" ? " " : label;
  // "@channel" and "@here" notify people; they are not part of the question.
  if (target.startsWith("!")) return " ";
  return label === "" ? target : label;
}
