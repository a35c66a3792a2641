import { parseAccept } from "hono/utils/accept";
import { encodeAction } from "../../../src/actions.ts";
import { isUiLanguage, UI_LANGUAGES, type UiLanguage } from "../../../src/languages/catalogue.ts";
import { languageOfLocale } from "../../kit/language.ts";
import type { PageLanguage } from "../protocol.ts";
import { isTextKey, say, TEXT_KEYS } from "../texts.ts";

/** The first language of an `Accept-Language` header that the page speaks; else English. */
export function preferredLanguage(acceptLanguage: string): UiLanguage {
  const asked = parseAccept(acceptLanguage).map(({ type }) => languageOfLocale(type) ?? "");
  return asked.find(isUiLanguage) ?? "en";
}

/**
 * Writes the page in a language: each `{{key}}` in its HTML, alone in an element or as an attribute, becomes that text.
 * The key stays beside it (`data-text`, `data-aria-label` and so on), so that the browser can write it anew in another language.
 */
export function localisePage(html: string, language: UiLanguage): string {
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
  return Object.fromEntries(UI_LANGUAGES.map((language) => [language, describeLanguage(language)]));
}

function describeLanguage(language: UiLanguage): PageLanguage {
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
