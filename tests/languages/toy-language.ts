import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Entry, Pack } from "../../src/model.ts";
import { ROOT } from "../repository-root.ts";

/** The code of the toy language. The runtime knows its plurals, dates and names of languages, and Discord has a locale for it. */
export const TOY = "sv";

const ACCENTS: Readonly<Record<string, string>> = {
  a: "á",
  e: "é",
  i: "í",
  o: "ó",
  u: "ú",
  A: "Á",
  E: "É",
  I: "Í",
  O: "Ó",
  U: "Ú",
};

/** The files in `src/languages/<lang>/` that hold what Malinois says. */
export const CATALOGUES = [
  "messages.json",
  "nudges.json",
  "administration.json",
  "hand-offs.json",
  "admin-page.json",
  "upkeep.json",
  "privacy.json",
] as const;

/** Translates a text to the toy language: its literal parts get accents, and it is put in brackets. Arguments of ICU messages stay. */
export function toyText(text: string, brackets = true): string {
  let depth = 0;
  const accented = Array.from(text, (letter) => {
    if (letter === "{") depth += 1;
    if (letter === "}") depth -= 1;
    // Literal text is outside braces and, in the cases of a plural or select, at every second level of braces.
    return depth % 2 === 0 ? (ACCENTS[letter] ?? letter) : letter;
  }).join("");
  return brackets ? `⟦${accented}⟧` : accented;
}

/**
 * Copies the texts of the repository to a separate folder and adds a fifth language made from the English texts: one
 * folder, and one file per adapter. No list of languages is changed anywhere.
 * @returns the folder, which takes the place of the repository
 */
export function makeToyRepository(): string {
  const root = mkdtempSync(join(tmpdir(), "toy-language-"));
  const adapters = readdirSync(join(ROOT, "adapters")).filter((name) => existsSync(join(ROOT, "adapters", name, "texts")));
  for (const folder of ["src/languages", ...adapters.map((name) => `adapters/${name}/texts`)]) {
    cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  }
  for (const file of ["package.json", "src/nudges/schedule/holidays.json"]) cpSync(join(ROOT, file), join(root, file));
  const languages = join(root, "src/languages");
  mkdirSync(join(languages, TOY));
  for (const name of ["phrases.json", "lexicon.json", "asking.json"])
    cpSync(join(languages, "en", name), join(languages, TOY, name));
  const settings = { alsoCalled: [], locales: ["sv-SE", "sv"], dateLocale: TOY };
  writeFileSync(join(languages, TOY, "language.json"), JSON.stringify(settings));
  for (const name of CATALOGUES) translate(join(languages, "en", name), join(languages, TOY, name));
  for (const name of adapters) {
    const folder = join(root, "adapters", name, "texts");
    translate(join(folder, "en.json"), join(folder, `${TOY}.json`));
  }
  return root;
}

function translate(from: string, to: string): void {
  const texts: Record<string, string> = JSON.parse(readFileSync(from, "utf8"));
  // Discord's option names must be lower-case words.
  const translated = Object.entries(texts).map(([key, text]) => [key, toyText(text, !key.endsWith("-name"))]);
  writeFileSync(to, JSON.stringify(Object.fromEntries(translated)));
}

/** Returns a pack in the toy language only, made from the English texts of another. */
export function toyPack(pack: Pack): Pack {
  const entries = pack.entries.filter(({ language }) => language === "en").map(toyEntry);
  const areas = pack.areas.map(({ id, title }) => ({ id, title: { [TOY]: toyText(title.en ?? id) } }));
  const contacts = pack.contacts.map(({ title, when, ...rest }) => ({
    ...rest,
    title: { [TOY]: toyText(title.en ?? "") },
    ...(when === undefined ? {} : { when: { [TOY]: toyText(when.en ?? "") } }),
  }));
  return { ...pack, name: { [TOY]: toyText("Toy") }, languages: [TOY], defaultLanguage: TOY, areas, contacts, entries };
}

function toyEntry(entry: Entry): Entry {
  const all = (texts: readonly string[]) => texts.map((text) => toyText(text));
  return {
    ...entry,
    ...{ language: TOY, title: toyText(entry.title), summary: toyText(entry.summary) },
    ...{ questions: all(entry.questions), keywords: all(entry.keywords), points: all(entry.points), steps: all(entry.steps) },
    ...{ more: all(entry.more), tips: all(entry.tips) },
    sources: entry.sources.map((source) => ({ ...source, title: toyText(source.title) })),
    quiz: entry.quiz.map((quiz) => ({
      ...quiz,
      ...{ question: toyText(quiz.question), options: all(quiz.options), why: toyText(quiz.why) },
    })),
  };
}

/** Fields that are not shown to people. */
const TECHNICAL =
  /^(action|field|kind|language|name|names?_localizations|value|values|type|style|id|.*_id|.*Id|url|href|subject|phone|private_metadata|key|outcome|hours?|asOf|trigger_actions_on|filter|include)$/;

/** Returns the words in an output, at any depth, that people read and that are not in the toy language. */
export function foreignWords(output: unknown, key = ""): string[] {
  if (typeof output === "string") return TECHNICAL.test(key) ? [] : wordsOutside(output);
  if (Array.isArray(output)) return output.flatMap((one) => foreignWords(one, key));
  if (typeof output !== "object" || output === null) return [];
  if ("type" in output && output.type === "rich_text_section" && "elements" in output)
    return foreignWords(inOneText(output.elements), "text");
  return Object.entries(output).flatMap(([name, value]) => (name === "action" ? [] : foreignWords(value, name)));
}

/** Returns the text of the elements of Slack's rich text. */
function inOneText(elements: unknown): string {
  return (elements as { readonly text?: string; readonly fallback?: string }[])
    .map(({ text, fallback }) => text ?? fallback ?? "")
    .join("");
}

const ADDRESS = /https?:\/\/[^\s<>|)]+|[\w.-]+@[\w.-]+/gu;

/** Returns the words of a text that are neither in brackets nor part of an address. */
function wordsOutside(text: string): string[] {
  let rest = text.replace(ADDRESS, " ");
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/gu, " ");
  }
  return rest.match(/\p{L}{2,}/gu) ?? [];
}
