import { basename, resolve } from "node:path";
import { idOf, newId } from "../../knowledge/import/ids.ts";
import { NAME } from "../../knowledge/read/fields.ts";
import { PACK_FILE } from "../../knowledge/read/pack-file.ts";
import { packText } from "../../knowledge/write/pack-text.ts";
import { writeNewFile } from "../../knowledge/write/write-files.ts";
import type { Language } from "../../model.ts";
import type { ExitCode } from "../terminal.ts";
import type { Questioner } from "./questioner.ts";

export interface NewPackOptions {
  /** The folder; it is created if it does not exist. */
  readonly folder?: string | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** The languages, separated by commas: "en,nl". */
  readonly languages?: string | undefined;
  /** Titles of areas. */
  readonly area?: readonly string[] | undefined;
}

export const isId = (answer: string) => (NAME.test(answer) ? undefined : "may hold a-z, 0-9 and hyphens, at most 64 of them");
const LANGUAGES = /^[a-z]{2}(?:\s*,\s*[a-z]{2})*$/;
const areLanguages = (answer: string) =>
  LANGUAGES.test(answer) ? undefined : "is a list of codes of two small letters, such as en,nl";

/**
 * Runs `malinois new pack`: writes a pack.yaml to fill in. An existing one is never replaced.
 * @throws MalinoisError (usage) if something is missing or wrong, or the folder already holds a pack
 */
export async function runNewPack(options: NewPackOptions, person: Questioner, write: (text: string) => void): Promise<ExitCode> {
  const folder = await person.ask({ option: "a folder", text: "Folder of the new pack" }, options.folder);
  const base = basename(resolve(folder));
  const id = await person.ask(
    { option: "--id", text: "Id of the pack", suggestion: idOf(base, "my-pack"), check: isId },
    options.id,
  );
  const name = await person.ask({ option: "--name", text: "Its name", suggestion: titleOf(base) }, options.name);
  const listed = await person.ask(
    { option: "--languages", text: "Its languages", suggestion: "en", check: areLanguages },
    options.languages,
  );
  const languages = [...new Set(listed.split(",").map((language) => language.trim()))];
  const asked = options.area ?? (await person.askLines("Titles of its areas"));
  const titles = asked.length === 0 ? ["General"] : asked;
  const inAll = (text: string) => Object.fromEntries(languages.map((language: Language) => [language, text]));
  const taken = new Set<string>();
  const areas = titles.map((title, at) => ({ id: newId(idOf(title, `area-${at + 1}`), taken), title: inAll(title) }));
  await writeNewFile(folder, PACK_FILE, packText({ id, name: inAll(name), languages, areas }));
  write(`Wrote ${folder}/${PACK_FILE}. Next: malinois new entry --content ${folder}\n`);
  return 0;
}

function titleOf(name: string): string {
  const plain = name.replace(/[-_]+/g, " ").trim();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
