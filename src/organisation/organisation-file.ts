import { basename, dirname } from "node:path";
import { z } from "zod";
import { ok, type Result } from "../knowledge/diagnostic.ts";
import { contactFields, perLanguage, translated } from "../knowledge/read/fields.ts";
import { checkFields, type FieldGuide } from "../knowledge/read/schema-diagnostics.ts";
import { readTextFile } from "../knowledge/read/text-file.ts";
import { readYaml } from "../knowledge/read/yaml-source.ts";
import { DEFAULT_UI_LANGUAGE } from "../languages/languages.ts";
import type { Contact, Organisation } from "../model.ts";

const organisationFields = z.strictObject({
  name: perLanguage.exactOptional(),
  helpdesk: contactFields.exactOptional(),
  emergency: contactFields.exactOptional(),
  contacts: z.array(contactFields).default([]),
});

const PER_LANGUAGE = 'write one text, or one per language: { en: "…", nl: "…" }';

function contactGuide(place: string): FieldGuide {
  return {
    [`${place}.title`]: `Say who it is: ${PER_LANGUAGE}`,
    [`${place}.when`]: `Say when to turn to it: ${PER_LANGUAGE}`,
    [`${place}.phone`]: 'Write the number in quotes, for example phone: "02 555 00 00", or one per language',
    [`${place}.email`]: "Write one mail address, for example email: helpdesk@example.org, or one per language",
    [`${place}.url`]: "Write the full address, beginning with https:// or http://, or one per language",
  };
}

const GUIDE: FieldGuide = {
  name: `Say what people call the organisation: ${PER_LANGUAGE}`,
  helpdesk: "Write title, and below it any of when, phone, email and url, each indented",
  ...contactGuide("helpdesk"),
  emergency: "Write title, and below it any of when, phone, email and url, each indented",
  ...contactGuide("emergency"),
  contacts: 'Write a list; each contact begins with "- title:" and may have when, phone, email and url',
  ...contactGuide("contacts"),
};

/** Reads the file that describes an organisation; returns all problems with it if it has any. Never rejects. */
export async function readOrganisation(path: string): Promise<Result<Organisation>> {
  const file = basename(path);
  const text = await readTextFile(dirname(path), file);
  if (!text.ok) return text;
  const yaml = readYaml(text.value, file, 1);
  if (!yaml.ok) return yaml;
  const checked = checkFields(organisationFields, yaml.value, file, GUIDE);
  if (!checked.ok) return checked;
  const { name, helpdesk, emergency, contacts } = checked.value;
  return ok({
    ...(name === undefined ? {} : { name: inOneOrMore(name) }),
    ...(helpdesk === undefined ? {} : { helpdesk: contactOf(helpdesk) }),
    ...(emergency === undefined ? {} : { emergency: contactOf(emergency) }),
    contacts: contacts.map(contactOf),
  });
}

/** Returns a text as a translated text. A text for all languages is stored under the default one, which is the fallback for all others. */
function inOneOrMore(written: z.output<typeof perLanguage>) {
  return translated(written, [DEFAULT_UI_LANGUAGE]);
}

function contactOf({ title, ...rest }: z.output<typeof contactFields>): Contact {
  const optional = Object.entries(rest).map(([field, written]) => [field, inOneOrMore(written)]);
  return { title: inOneOrMore(title), ...Object.fromEntries(optional) };
}
