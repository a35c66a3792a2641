import { parseAccept } from "hono/utils/accept";
import { encodeAction } from "../../../src/actions.ts";
import { isSpoken, SPOKEN_LANGUAGES, type SpokenLanguage } from "../../../src/languages/catalogue.ts";
import { isTextKey, say, TEXT_KEYS } from "../texts.ts";
import type { PageLanguage } from "../receive/wire.ts";

/** The first language of an `Accept-Language` header that the page speaks; else English. */
export function preferredLanguage(acceptLanguage: string): SpokenLanguage {
  const asked = parseAccept(acceptLanguage).map(({ type }) => type.toLowerCase().split("-")[0] ?? "");
  return asked.find(isSpoken) ?? "en";
}

/**
 * Writes the page in a language: each `{{key}}` in its HTML, alone in an element or as an attribute, becomes that text.
 * The key stays beside it (`data-text`, `data-aria-label` and so on), so that the browser can write it anew in another language.
 */
export function localisePage(html: string, language: SpokenLanguage): string {
  const text = (key: string) => (isTextKey(key) ? escapeHtml(say(language, key)) : key);
  return html
    .replace('<html lang="en"', `<html lang="${language}"`)
    .replace(/>\{\{([\w-]+)\}\}</g, (_, key: string) => ` data-text="${key}">${text(key)}<`)
    .replace(/([\w-]+)="\{\{([\w-]+)\}\}"/g, (_, name: string, key: string) => `data-${name}="${key}" ${name}="${text(key)}"`);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** What the page needs of each language to switch by itself: its texts, and the actions of its own buttons. */
export function describeLanguages(): Readonly<Record<string, PageLanguage>> {
  return Object.fromEntries(SPOKEN_LANGUAGES.map((language) => [language, describeLanguage(language)]));
}

function describeLanguage(language: SpokenLanguage): PageLanguage {
  return {
    texts: Object.fromEntries(TEXT_KEYS.map((key) => [key, say(language, key)])),
    actions: {
      help: encodeAction({ kind: "help", language }),
      topics: encodeAction({ kind: "topics", language }),
      privacy: encodeAction({ kind: "privacy", language }),
      answerInThis: encodeAction({ kind: "set-language", choice: language, language }),
      answerInAny: encodeAction({ kind: "set-language", choice: "auto", language }),
    },
  };
}
