import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { MalinoisError } from "../errors.ts";
import type { Language } from "../model.ts";
import { ROOT } from "./root.ts";

/** The language that everything is written in first: others are translated from it, and it stands in where there is no other. */
export const DEFAULT_UI_LANGUAGE: Language = "en";

/** The file that makes a folder a language. */
const LANGUAGE_FILE = "language.json";

/** The path of one language's file of a kind, relative to the repository: "src/languages/nl/messages.json". */
export function languageFile(language: Language, name: string): string {
  return `src/languages/${language}/${name}`;
}

/**
 * Finds the languages that Malinois speaks: a folder in `src/languages` for each.
 * @param root the repository's folder
 * @returns their codes, English first, then by the alphabet
 * @throws MalinoisError when the folder or its English texts are missing
 */
export function findLanguages(root: string): readonly Language[] {
  const folder = join(root, "src/languages");
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(join(folder, name, LANGUAGE_FILE))) : [];
  if (!found.includes(DEFAULT_UI_LANGUAGE)) {
    throw new MalinoisError(
      "configuration",
      `The texts of Malinois are missing: there is no ${languageFile(DEFAULT_UI_LANGUAGE, LANGUAGE_FILE)} in ${root}.`,
      "Keep the folders src and adapters beside dist, as in the repository.",
    );
  }
  return [DEFAULT_UI_LANGUAGE, ...found.filter((language) => language !== DEFAULT_UI_LANGUAGE).sort()];
}

/**
 * Reads a JSON file of texts.
 * @param path relative to the repository
 * @param model the file to copy where this one is missing
 * @throws MalinoisError when it is missing, is not JSON, or does not have the form of the schema
 */
export function readTexts<Value>(path: string, model: string, schema: z.ZodType<Value>, root = ROOT): Value {
  const read = schema.safeParse(parse(path, model, root));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.join(".") ?? "";
  throw new MalinoisError(
    "configuration",
    `${path}${place === "" ? "" : `, ${place}`}: ${issue?.message ?? "wrong form"}`,
    `Write it in the form of ${model}.`,
  );
}

function parse(path: string, model: string, root: string): unknown {
  let text: string;
  try {
    text = readFileSync(join(root, path), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new MalinoisError("configuration", `${path} is missing.`, `Copy ${model} to it and translate the texts.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalinoisError("configuration", `${path} is not valid JSON: ${(error as Error).message}`, "Fix the syntax.");
  }
}
