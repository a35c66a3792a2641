import { readdir, stat } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { UI_LANGUAGES } from "../../languages/languages.ts";
import type { Language } from "../../model.ts";
import { commonWords } from "../../text/common-words.ts";
import { createLanguageDetector } from "../../text/language-detector.ts";
import { type Diagnostic, inReadingOrder } from "../diagnostic.ts";
import { languageCode } from "../read/fields.ts";
import { readingError } from "../read/text-file.ts";
import { isImported, readSource } from "./formats/read-source.ts";
import type { SourceDocument } from "./source.ts";

/** What was found under the names that a person gave. */
export interface SourceReading {
  readonly documents: readonly SourceDocument[];
  /** The language of most of the text. */
  readonly language: Language;
  /** What could not be read, or is in another language. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files of other kinds in the folders: left alone. */
  readonly otherFiles: readonly string[];
}

/** In characters: the beginning of a text tells its language. */
const SAMPLE = 4_000;

/**
 * Reads files, and folders with all that is in them but hidden files and installed packages. Does not reject.
 * @param language what all of it is in; absent: it is found from the text, and files in another language than most are left out
 */
export async function readSources(paths: readonly string[], language: Language | undefined): Promise<SourceReading> {
  const diagnostics: Diagnostic[] = [];
  const otherFiles: string[] = [];
  const read: SourceDocument[] = [];
  for (const path of paths) {
    for (const { file, isNamed } of await filesBelow(path, diagnostics)) {
      const name = isNamed
        ? path
        : join(basename(resolve(path)), file)
            .split(sep)
            .join("/");
      if (!isNamed && !isImported(file)) {
        otherFiles.push(name);
        continue;
      }
      const document = await readSource(isNamed ? path : join(path, file), name);
      if (document.ok) read.push(document.value);
      else diagnostics.push(...document.diagnostics);
    }
  }
  if (language !== undefined) return { documents: read, language, diagnostics: inReadingOrder(diagnostics), otherFiles };

  const detect = createLanguageDetector(UI_LANGUAGES, commonWords);
  const spoken = read.map((document) => ({
    document,
    language: servableLanguage(document) ?? detect(sampleOf(document), "en"),
    size: sizeOf(document),
  }));
  const sizes = new Map<Language, number>();
  for (const each of spoken) sizes.set(each.language, (sizes.get(each.language) ?? 0) + each.size);
  const [most] = [...sizes].sort(([, a], [, b]) => b - a);
  const main = most?.[0] ?? "en";
  for (const each of spoken.filter((one) => one.language !== main)) {
    const message = `The text is in "${each.language}", and most of the others are in "${main}"`;
    diagnostics.push({
      file: each.document.file,
      line: 1,
      message,
      fix: `Import it to a pack of its own, or add --language ${main} if that is wrong`,
    });
  }
  const documents = spoken.flatMap(({ document, language: own }) => (own === main ? [document] : []));
  return { documents, language: main, diagnostics: inReadingOrder(diagnostics), otherFiles };
}

async function filesBelow(
  path: string,
  diagnostics: Diagnostic[],
): Promise<readonly { readonly file: string; readonly isNamed: boolean }[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [{ file: basename(path), isNamed: true }];
    const found = await readdir(path, { recursive: true, withFileTypes: true });
    const files = found.filter((item) => item.isFile()).map((item) => relative(path, join(item.parentPath, item.name)));
    const visible = files.filter((file) => !file.split(sep).some((part) => part.startsWith(".") || part === "node_modules"));
    return visible.sort().map((file) => ({ file, isNamed: false }));
  } catch (error) {
    const message = `This cannot be read: ${readingError(error)}`;
    diagnostics.push({ file: path, line: 1, message, fix: "Name a file or a folder that exists and may be read" });
    return [];
  }
}

/** The language that a document names, if a pack can have it. */
function servableLanguage({ language }: SourceDocument): Language | undefined {
  return languageCode.safeParse(language).data;
}

function sampleOf({ items }: SourceDocument): string {
  return items
    .map((item) => (item.kind === "list" ? item.items.join(" ") : item.text))
    .join(" ")
    .slice(0, SAMPLE);
}

function sizeOf({ items }: SourceDocument): number {
  return items.reduce((sum, item) => sum + (item.kind === "list" ? item.items.join(" ") : item.text).length, 0);
}
