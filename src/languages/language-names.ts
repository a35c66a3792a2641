import type { Language } from "../model.ts";
import { plainWords } from "../text/utterance.ts";
import { isUiLanguage, settingsOf, UI_LANGUAGES, uiLanguageFor } from "./languages.ts";

/** What people call a language beside its name. */
function alsoCalled(language: Language): readonly string[] {
  return isUiLanguage(language) ? settingsOf(language).alsoCalled : [];
}

/** "Dutch", "Nederlands", "néerlandais": the name of a language in another, as it stands within a sentence. */
export function languageName(language: Language, inLanguage: Language): string {
  const names = new Intl.DisplayNames([uiLanguageFor(inLanguage)], { type: "language", fallback: "code" });
  try {
    return names.of(language) ?? language;
  } catch {
    return language;
  }
}

/** The name that a language has for itself, as a label: "Nederlands", "Français". */
export function ownName(language: Language): string {
  try {
    const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language;
  }
}

/** Names in plain words, in every language that Malinois speaks and in their own, with the language each means. */
export function namesOfLanguages(languages: readonly Language[]): ReadonlyMap<string, Language> {
  const meanings = new Map<string, Language>();
  for (const language of languages) {
    const names = [...UI_LANGUAGES, language].map((inLanguage) => languageName(language, inLanguage));
    for (const name of [...names, ownName(language), ...alsoCalled(language)]) {
      const plain = plainWords(name).join(" ");
      meanings.set(plain, language);
      // "versie in het Franse", "version française", "auf Deutsche": the inflected form.
      if (plain.length > 3) meanings.set(`${plain}e`, language);
    }
  }
  // Codes of two letters are words elsewhere ("en", "de"); those that are not are among what it is also called.
  for (const language of languages) if (!alsoCalled(language).includes(language)) meanings.delete(language);
  return meanings;
}
