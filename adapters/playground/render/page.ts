import { encodeAction } from "../../../src/actions.ts";
import { languageName, ownName } from "../../../src/languages/language-names.ts";
import { DEFAULT_UI_LANGUAGE, dateLocale, UI_LANGUAGES } from "../../../src/languages/languages.ts";
import type { Language, Pack } from "../../../src/model.ts";
import { textIn } from "../../../src/text/translated.ts";
import type { PageLanguage } from "../protocol.ts";
import { isTextKey, say, TEXT_KEYS, type TextKey } from "../texts.ts";

/** The parts of the pack that the page shows. */
export type ShownPack = Pick<Pack, "name" | "languages">;

/**
 * Returns the page in a language: each `{{key}}` in its HTML, alone in an element or as an attribute, is replaced by that text.
 * The key is added in an attribute (`data-text`, `data-aria-label` and so on), so that the browser can change the language later.
 */
export function localisePage(html: string, language: Language, pack: ShownPack): string {
  const text = (key: string) => (isTextKey(key) ? escapeHtml(pageText(language, key, pack)) : key);
  return html
    .replace(`<html lang="${DEFAULT_UI_LANGUAGE}"`, `<html lang="${language}"`)
    .replace("<!-- languages -->", UI_LANGUAGES.map(languageOption).join("\n          "))
    .replace(/>\{\{([\w-]+)\}\}</g, (_, key: string) => ` data-text="${key}">${text(key)}<`)
    .replace(/([\w-]+)="\{\{([\w-]+)\}\}"/g, (_, name: string, key: string) => `data-${name}="${key}" ${name}="${text(key)}"`);
}

/** Returns a text of the page. If it lists the languages of the pack, the reader's own comes first. */
function pageText(language: Language, key: TextKey, pack: ShownPack): string {
  const languages = [...pack.languages].sort((a, b) => Number(b === language) - Number(a === language));
  const names = languages.map((one) => languageName(one, language));
  return say(language, key, {
    languages: new Intl.ListFormat(dateLocale(language), { type: "disjunction" }).format(names),
    pack: `${textIn(pack.name, language)} · ${names.join(", ")}`,
  });
}

function languageOption(language: Language): string {
  return `<option value="${language}" lang="${language}">${escapeHtml(ownName(language))}</option>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Returns what the page needs to change its language: the texts of each, and the actions of the page's own buttons. */
export function describeLanguages(pack: ShownPack): Readonly<Record<string, PageLanguage>> {
  return Object.fromEntries(UI_LANGUAGES.map((language) => [language, describeLanguage(language, pack)]));
}

function describeLanguage(language: Language, pack: ShownPack): PageLanguage {
  return {
    texts: Object.fromEntries(TEXT_KEYS.map((key) => [key, pageText(language, key, pack)])),
    actions: {
      help: encodeAction({ kind: "help", language }),
      topics: encodeAction({ kind: "topics", language }),
      privacy: encodeAction({ kind: "privacy", language }),
      answerInThis: encodeAction({ kind: "set-language", choice: language, language }),
      answerInAny: encodeAction({ kind: "set-language", choice: "auto", language }),
    },
  };
}
