import { z } from "zod";
import type { Area, Contact, Language, Pack, Translated } from "../../model.ts";
import { type Diagnostic, failed, inReadingOrder, ok, type Path, type Result } from "../diagnostic.ts";
import { contactFields, languageCode, name, perLanguage, translated, trueOrFalse } from "./fields.ts";
import { checkFields, type FieldGuide } from "./schema-diagnostics.ts";
import { readYaml } from "./yaml-source.ts";

export const PACK_FILE = "pack.yaml";

const packFields = z.strictObject({
  id: name,
  name: perLanguage,
  languages: z.array(languageCode).min(1, { error: "is empty" }),
  defaultLanguage: languageCode.exactOptional(),
  inProgress: z.array(languageCode).default([]),
  areas: z
    .array(z.strictObject({ id: name, title: perLanguage, everyday: trueOrFalse.exactOptional() }))
    .min(1, { error: "is empty" }),
  firstAid: z.array(name).exactOptional(),
  contacts: z.array(contactFields).default([]),
});

const PER_LANGUAGE = 'write one text, or one per language: { en: "…", nl: "…" }';

const GUIDE: FieldGuide = {
  id: "Write a short name, for example id: belgium",
  name: `Name the pack: ${PER_LANGUAGE}`,
  languages: "Write a list of language codes, for example languages: [en, nl]",
  defaultLanguage: "Write one of the pack's languages, for example defaultLanguage: en",
  inProgress: "Write a list of the languages that are still being written, for example inProgress: [fr]",
  areas: 'Write a list; each area begins with "- id:", the name of its folder, and has a title',
  "areas.id": "Write the name of the area's folder, for example id: practical",
  "areas.everyday": "Write true where nudges should begin, or delete the line",
  "areas.title": `Give the area a title: ${PER_LANGUAGE}`,
  firstAid:
    "Write a list of ids of urgent entries, what people need most first, for example firstAid: [i-clicked-a-phishing-link]",
  contacts: 'Write a list; each contact begins with "- title:" and may have when, phone, email and url',
  "contacts.title": `Say who it is: ${PER_LANGUAGE}`,
  "contacts.when": `Say when to turn to it: ${PER_LANGUAGE}`,
  "contacts.phone": 'Write the number in quotes, for example phone: "078 170 170", or one per language',
  "contacts.email": "Write one mail address, for example email: security@example.org, or one per language",
  "contacts.url": "Write the full address, beginning with https:// or http://, or one per language",
};

/** A pack without its entries, with a way to find the lines of its parts: ["areas", 0, "title"]. */
export interface ReadPackFile {
  readonly pack: Omit<Pack, "entries">;
  /** Languages that are still being written; their folders are not read. */
  readonly inProgress: readonly Language[];
  lineOf(path: Path): number;
}

/** Reads the text of pack.yaml. Returns what it says, or all its diagnostics at once. */
export function readPackFile(fileText: string): Result<ReadPackFile> {
  const yaml = readYaml(fileText, PACK_FILE, 1);
  if (!yaml.ok) return yaml;
  const { lineOf } = yaml.value;
  const checked = checkFields(packFields, yaml.value, PACK_FILE, GUIDE);
  if (!checked.ok) return failed(...inReadingOrder(checked.diagnostics));
  const { languages, inProgress, ...fields } = checked.value;
  const defaultLanguage = fields.defaultLanguage ?? languages[0] ?? "";
  const report = (path: Path, message: string, fix: string): Diagnostic => ({
    file: PACK_FILE,
    line: lineOf(path),
    message,
    fix,
  });

  const diagnostics = [
    ...inProgress.flatMap((language, at) =>
      languages.includes(language)
        ? [report(["inProgress", at], `The language "${language}" is in use`, 'Delete it here, or in "languages"')]
        : [],
    ),
    ...repeated(languages).map((at) =>
      report(["languages", at], `The language "${languages[at]}" is listed twice`, "Delete one"),
    ),
    ...repeated(fields.areas.map((area) => area.id)).map((at) =>
      report(
        ["areas", at, "id"],
        `The area "${fields.areas[at]?.id}" is listed twice`,
        "Delete one, or rename it with its folder",
      ),
    ),
    ...repeated(fields.firstAid ?? []).map((at) =>
      report(["firstAid", at], `The entry "${fields.firstAid?.[at]}" is listed twice`, "Delete one"),
    ),
  ];
  if (!languages.includes(defaultLanguage)) {
    const message = `The default language "${defaultLanguage}" is not among the pack's languages`;
    diagnostics.push(report(["defaultLanguage"], message, `Write one of: ${languages.join(", ")}`));
  }
  const inLanguages = (written: z.output<typeof perLanguage>, path: Path): Translated => {
    const texts = translated(written, languages);
    if (texts[defaultLanguage] === undefined) {
      diagnostics.push(
        report(path, `The text in the default language "${defaultLanguage}" is missing`, `Add ${defaultLanguage}: "…"`),
      );
    }
    return texts;
  };
  const packName = inLanguages(fields.name, ["name"]);
  const areas = fields.areas.map((area, at): Area => ({ ...area, title: inLanguages(area.title, ["areas", at, "title"]) }));
  const contacts = fields.contacts.map(({ title, ...rest }, at): Contact => {
    const optional = Object.entries(rest).map(([field, written]) => [field, inLanguages(written, ["contacts", at, field])]);
    return { title: inLanguages(title, ["contacts", at, "title"]), ...Object.fromEntries(optional) };
  });
  if (diagnostics.length > 0) return failed(...inReadingOrder(diagnostics));
  const { id, firstAid } = fields;
  const pack = {
    id,
    name: packName,
    languages,
    defaultLanguage,
    areas,
    contacts,
    ...(firstAid === undefined ? {} : { firstAid }),
  };
  return ok({ pack, inProgress, lineOf });
}

/** Returns the positions of values that occur earlier in the list. */
function repeated(list: readonly string[]): readonly number[] {
  return list.flatMap((item, at) => (list.indexOf(item) < at ? [at] : []));
}
