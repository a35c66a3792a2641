import type { Language } from "../model.ts";

const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** Returns the English name of a language in lower case, as some packages name their data: "nl" → "dutch"; undefined for no language. */
export function languageName(language: Language): string | undefined {
  try {
    return NAMES.of(language)?.toLowerCase();
  } catch {
    return undefined;
  }
}
