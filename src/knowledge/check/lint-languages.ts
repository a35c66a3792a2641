import type { Entry, Language, Pack } from "../../model.ts";
import type { Path } from "../diagnostic.ts";
import { entryPath, type LintDiagnostic, missingLanguages } from "./lint-diagnostic.ts";
import { lintTranslation } from "./lint-translation.ts";

type EntryName = Pick<Entry, "language" | "id">;

/** Returns the findings about what the languages of a pack should have in common. */
export function lintLanguages(
  pack: Pack,
  unreadable: readonly EntryName[],
  mayLackLanguages: ReadonlySet<string>,
): readonly LintDiagnostic[] {
  const written = new Set([...pack.entries, ...unreadable].map((entry) => entry.language));
  const unwritten = pack.languages.flatMap((language, at): readonly LintDiagnostic[] => {
    if (written.has(language)) return [];
    const fix = `Write entries in the folder "${language}", or delete the language here`;
    return [{ level: "error", part: pack, path: ["languages", at], message: `No entry is written in "${language}"`, fix }];
  });
  const languages = pack.languages.filter((language) => written.has(language));
  return [...unwritten, ...lintTranslations(pack, unreadable, languages, mayLackLanguages), ...lintHead(pack)];
}

function lintTranslations(
  pack: Pack,
  unreadable: readonly EntryName[],
  languages: readonly Language[],
  mayLackLanguages: ReadonlySet<string>,
): readonly LintDiagnostic[] {
  const versions = new Map<string, Entry[]>();
  for (const entry of pack.entries) versions.set(entry.id, [...(versions.get(entry.id) ?? []), entry]);
  const unreadableNames = new Set(unreadable.map(({ id, language }) => `${language}/${id}`));
  return [...versions].flatMap(([id, entries]) => {
    const original = entries.find(({ language }) => language === pack.defaultLanguage) ?? entries[0];
    if (original === undefined) return [];
    const others = entries.filter((entry) => entry !== original);
    const missing = languages.filter(
      (language) => !entries.some((entry) => entry.language === language) && !unreadableNames.has(`${language}/${id}`),
    );
    const diagnostics = others.flatMap((other) => lintTranslation(original, other));
    if (missing.length > 0) {
      const files = missing.map((language) => entryPath({ ...original, language })).join(", ");
      const message = `The entry is missing in: ${missing.join(", ")}`;
      const level = mayLackLanguages.has(id) ? "warning" : "error";
      diagnostics.push({ level, part: original, path: [], message, fix: `Write ${files}` });
    }
    return diagnostics;
  });
}

/** Returns the findings about texts in pack.yaml that lack a language, and about areas without entries. */
function lintHead(pack: Pack): readonly LintDiagnostic[] {
  const texts: [Path, Readonly<Record<Language, string>>][] = [
    [["name"], pack.name],
    ...pack.areas.map(({ title }, at): [Path, typeof title] => [["areas", at, "title"], title]),
    ...pack.contacts.map(({ title }, at): [Path, typeof title] => [["contacts", at, "title"], title]),
    ...pack.contacts.flatMap((contact, at) =>
      (["when", "phone", "email", "url"] as const).flatMap((field): [Path, typeof pack.name][] => {
        const text = contact[field];
        return text === undefined ? [] : [[["contacts", at, field], text]];
      }),
    ),
  ];
  const untranslated = texts.flatMap(([path, text]) => missingLanguages(pack, path, text));
  const used = new Set(pack.entries.map((entry) => entry.area));
  const empty = pack.areas.flatMap((area, at): readonly LintDiagnostic[] => {
    if (used.has(area.id)) return [];
    const path = ["areas", at, "id"];
    return [
      {
        level: "warning",
        part: pack,
        path,
        message: `The area "${area.id}" has no entries`,
        fix: "Write one, or delete the area",
      },
    ];
  });
  return [...untranslated, ...empty];
}
