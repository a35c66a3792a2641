import { parseAccept } from "hono/utils/accept";
import { isUiLanguage, languageOfLocale, uiLanguageFor } from "../languages/languages.ts";
import type { Language } from "../model.ts";

/** Returns the first language of an `Accept-Language` header that Malinois speaks, else English. */
export function preferredLanguage(acceptLanguage: string): Language {
  const asked = parseAccept(acceptLanguage).flatMap(({ type }) => languageOfLocale(type) ?? []);
  return uiLanguageFor(asked.find(isUiLanguage));
}
