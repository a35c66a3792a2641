import { IntlMessageFormat } from "intl-messageformat";
import { z } from "zod";
import { MalinoisError } from "../errors.ts";
import type { Language } from "../model.ts";
import { readTexts } from "./files.ts";
import { DEFAULT_UI_LANGUAGE, settingsOf, UI_LANGUAGES, uiLanguageFor } from "./languages.ts";

export type MessageValues = Readonly<Record<string, string | number>>;

/** The text of a message in a language, with its values filled in; in English where Malinois does not speak the language. */
export type Say<Key extends string> = (language: Language, key: Key, values?: MessageValues) => string;

const textsSchema = z.record(z.string(), z.string());

/** Messages in each language that Malinois speaks. */
export interface Catalogue<Key extends string> {
  readonly say: Say<Key>;
  /** In the order of the English file. */
  readonly keys: readonly Key[];
}

/**
 * Reads a catalogue: one JSON file for each language that Malinois speaks, each with the keys of the English one and messages in
 * ICU message format ("{count, plural, one {# entry} other {# entries}}").
 * @param pathOf the file of a language, relative to the repository
 * @throws MalinoisError when a file is missing, is not JSON, or has other keys than the English one
 */
export function readCatalogue<Key extends string>(pathOf: (language: Language) => string): Catalogue<Key> {
  const model = pathOf(DEFAULT_UI_LANGUAGE);
  const keys = Object.keys(readTexts(model, model, textsSchema));
  const texts = new Map(UI_LANGUAGES.map((language) => [language, readMessages(pathOf(language), model, keys)]));
  const formats = new Map<string, IntlMessageFormat>();
  const say: Say<Key> = (language, key, values) => {
    const spoken = uiLanguageFor(language);
    const name = `${spoken} ${key}`;
    let format = formats.get(name);
    if (format === undefined) {
      const text = withNoBreakSpaces(texts.get(spoken)?.[key] ?? "", spoken);
      format = new IntlMessageFormat(text, spoken, undefined, { ignoreTag: true });
      formats.set(name, format);
    }
    return String(format.format(values));
  };
  return { say, keys: keys as Key[] };
}

function readMessages(path: string, model: string, keys: readonly string[]): Readonly<Record<string, string>> {
  const texts = readTexts(path, model, textsSchema);
  const missing = keys.find((key) => texts[key] === undefined);
  if (missing !== undefined) {
    throw new MalinoisError("configuration", `${path} has no "${missing}".`, `Translate it from ${model}.`);
  }
  const unknown = Object.keys(texts).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw new MalinoisError("configuration", `${path} has "${unknown}", which ${model} does not have.`, "Delete it.");
  }
  return texts;
}

/** French, for one, sets a space before its double punctuation and inside its quotation marks, at which no line may break. */
function withNoBreakSpaces(text: string, language: Language): string {
  const { noBreakSpace } = settingsOf(language);
  if (noBreakSpace === undefined) return text;
  return text.replace(new RegExp(` (?=[${noBreakSpace.before}])|(?<=[${noBreakSpace.after}]) `, "gu"), "\u00a0");
}
