import type { Language } from "../model.ts";
import { plainWords } from "../text/utterance.ts";
import { isUiLanguage, UI_LANGUAGES } from "./catalogue.ts";

/** What people call a language beside its name. */
const ALSO_CALLED: Readonly<Record<Language, readonly string[]>> = {
  nl: ["flemish", "vlaams", "flamand", "flämisch", "vlaamse", "hollands", "nl"],
  fr: ["fr"],
  de: ["hochdeutsch"],
};

/** "Dutch", "Nederlands", "néerlandais": the name of a language in another, as it stands within a sentence. */
export function languageName(language: Language, inLanguage: Language): string {
  const names = new Intl.DisplayNames([isUiLanguage(inLanguage) ? inLanguage : "en"], { type: "language", fallback: "code" });
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
    for (const name of [...names, ownName(language), ...(ALSO_CALLED[language] ?? [])]) {
      const plain = plainWords(name).join(" ");
      meanings.set(plain, language);
      // "versie in het Franse", "version française", "auf Deutsche": the inflected form.
      if (plain.length > 3) meanings.set(`${plain}e`, language);
    }
  }
  // Codes of two letters are words elsewhere ("en", "de"); those that are not stand in ALSO_CALLED.
  for (const language of languages) if (!ALSO_CALLED[language]?.includes(language)) meanings.delete(language);
  return meanings;
}
