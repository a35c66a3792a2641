import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { findLanguages, readTexts } from "../../src/languages/files.ts";
import { DEFAULT_UI_LANGUAGE, UI_LANGUAGES } from "../../src/languages/languages.ts";
import type { Language } from "../../src/model.ts";
import { ROOT } from "../repository-root.ts";
import { CATALOGUES } from "./toy-language.ts";

// All texts: those of the core and those of each adapter.

type Texts = Readonly<Record<string, string>>;
interface Place {
  readonly name: string;
  readonly pathOf: (language: Language) => string;
}

const ADAPTERS = readdirSync(join(ROOT, "adapters")).filter((name) => existsSync(join(ROOT, "adapters", name, "texts")));
const PLACES: readonly Place[] = [
  ...CATALOGUES.map((name) => ({
    name: `src/languages/*/${name}`,
    pathOf: (language: Language) => `src/languages/${language}/${name}`,
  })),
  ...ADAPTERS.map((adapter) => ({
    name: `adapters/${adapter}/texts/*.json`,
    pathOf: (language: Language) => `adapters/${adapter}/texts/${language}.json`,
  })),
];
const TRANSLATIONS = PLACES.flatMap((place) =>
  UI_LANGUAGES.map((language) => ({ place, language, name: place.pathOf(language) })),
);

/** The shortest limits among the platforms that show a text, in characters. */
const LIMITS: readonly (readonly [places: RegExp, keys: RegExp, limit: number])[] = [
  // Our own limit, so that a row of buttons stays readable on a telephone.
  [/messages/, /^button\./, 30],
  [/nudges/, /^nudge\.(snooze-week|stop|why-this|read-more)$/, 30],
  // https://docs.discord.com/developers/components/reference: labels and titles of modals 45, descriptions 100, options 100.
  [/nudges/, /^form\.(title|submit|field-)/, 45],
  [/nudges/, /^form\.hint-/, 100],
  [/nudges/, /^policy\./, 75],
  [/hand-offs/, /^button\./, 30],
  [/hand-offs/, /^form\.(ask|answer|reply|save)-(title|submit)$/, 24],
  [/hand-offs/, /^form\.field-/, 45],
  [/hand-offs/, /^form\.hint-/, 100],
  [/discord/, /^reason-(title|label)$/, 45],
  // https://docs.discord.com/developers/interactions/application-commands: descriptions and choices 100.
  [/discord/, /^(?!old-|nudge\.bad-|direct-messages-closed|no-token-|rights)/, 100],
  // https://docs.slack.dev/reference/views: titles, submit and close 24; dialogs of confirmation: title 100, text 300, buttons 30.
  [/slack/, /(Title|Submit|^close|^cancel|Confirm)$/, 24],
  [/slack/, /Text$/, 300],
  // https://docs.slack.dev/reference/block-kit/block-elements: placeholders 150.
  [/slack/, /Placeholder$/, 150],
];

function read(path: string): Texts {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8"));
}

type Elements = ReturnType<IntlMessageFormat["getAst"]>;
const KINDS: Readonly<Record<number, string>> = { 1: "text", 2: "number", 3: "date", 4: "time", 5: "select", 6: "plural" };
/** Plural forms that a language needs or not, depending on its grammar. */
const OPTIONAL_CASE = /^(=\d+|zero|one|two|few|many)$/;

/** Returns the arguments of an ICU message with their kinds, and the cases of a select: ["count plural", "who select named other self"]. */
function argumentsOf(text: string, language: string): string[] {
  const found = new Set<string>();
  const visit = (elements: Elements): void => {
    for (const element of elements) {
      const kind = KINDS[element.type];
      const cases = "options" in element ? Object.keys(element.options).filter((one) => !OPTIONAL_CASE.test(one)) : [];
      if (kind !== undefined && "value" in element) found.add([element.value, kind, ...cases.sort()].join(" "));
      if ("options" in element) for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}

/** The arguments that are numbers: those with a plural somewhere in English, and one that English only shows. */
const NUMBERS = new Set([
  "sent",
  ...PLACES.flatMap(({ pathOf }) => Object.values(read(pathOf(DEFAULT_UI_LANGUAGE))))
    .flatMap((text) => argumentsOf(text, DEFAULT_UI_LANGUAGE))
    .filter((argument) => argument.endsWith(" plural other"))
    .map((argument) => argument.split(" ")[0]),
]);

/** Like {@link argumentsOf}, for comparing languages: one may have plural forms for a number that another only shows. */
function comparable(text: string, language: string): string[] {
  const found = argumentsOf(text, language).map((argument) => {
    const [name] = argument.split(" ");
    return NUMBERS.has(name) ? `${name} number` : argument;
  });
  return [...new Set(found)];
}

/** Returns the counts for which a language has its own text. "=0 one other" and "zero one other" are the same to a reader. */
function countsOf(text: string, language: string): string[] {
  const found: string[] = [];
  const visit = (elements: Elements): void => {
    for (const element of elements) {
      if (!("options" in element)) continue;
      if (element.type === 6) found.push(`${element.value}: ${Object.keys(element.options).sort().join(" ")}`);
      for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst());
  return found;
}

test("the check of catalogues finds all of them", () => {
  expect(ADAPTERS.length).toBeGreaterThan(2);
  expect(TRANSLATIONS.length).toBe(PLACES.length * UI_LANGUAGES.length);
});

test.each(PLACES)("$name has a file for each language and no other", ({ pathOf }) => {
  const folder = join(ROOT, pathOf("xx"), "..");
  const files = existsSync(folder) ? readdirSync(folder).sort() : UI_LANGUAGES.map((language) => `${language}.json`).sort();
  expect(files).toEqual(UI_LANGUAGES.map((language) => `${language}.json`).sort());
});

describe.each(TRANSLATIONS)("$name", ({ place, language, name }) => {
  const texts = read(name);
  const english = read(place.pathOf(DEFAULT_UI_LANGUAGE));
  const entries = Object.entries(texts);

  test("has the keys of the English file, in its order", () => {
    expect(Object.keys(texts)).toEqual(Object.keys(english));
  });

  test("has the same arguments and cases as the English texts", () => {
    for (const [key, text] of entries)
      expect([key, comparable(text, language)]).toEqual([key, comparable(english[key] ?? "", DEFAULT_UI_LANGUAGE)]);
  });

  test("has every plural form that the language needs", () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    // "=0" and "=1" may replace "zero" and "one"; "many" in French is for millions.
    for (const [key, text] of entries)
      for (const cases of countsOf(text, language))
        for (const one of needed.filter((category) => category !== "many"))
          expect(`${key} ${cases}`).toMatch(one === "one" ? /\b(one|other)\b/ : new RegExp(`\\b${one}\\b`));
  });

  test("has a text for each key, without stray spaces, control characters or straight apostrophes", () => {
    for (const [key, text] of entries) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe("");
      // In ICU messages ' quotes, so a typographic apostrophe is both safe and right. Invisible and control characters are not allowed.
      expect(text, key).not.toMatch(/'|\s{2,}|\p{C}/u);
    }
  });

  test("is translated", () => {
    const isSentence = (text: string) => (text.replace(/\{[^}]*\}/g, "").match(/\p{L}+/gu) ?? []).length > 1;
    const left = entries.filter(([key, text]) => text === english[key] && isSentence(text));
    expect(language === DEFAULT_UI_LANGUAGE ? [] : left).toEqual([]);
  });

  test("has no text that is too long for a platform", () => {
    const long = entries.filter(([key, text]) =>
      LIMITS.some(([places, keys, limit]) => places.test(name) && keys.test(key) && text.length > limit),
    );
    expect(long).toEqual([]);
  });
});

test.each(UI_LANGUAGES)("names of Discord's options in %s are lower-case words", (language) => {
  const names = Object.entries(read(`adapters/discord/texts/${language}.json`)).filter(([key]) => key.endsWith("-name"));
  expect(names.length).toBeGreaterThan(10);
  for (const [key, text] of names) expect(text, key).toMatch(/^[-_\p{Ll}\p{Lo}\p{M}\p{N}]{1,32}$/u);
});

describe("an invalid file of texts", () => {
  const root = mkdtempSync(join(tmpdir(), "texts-"));
  afterAll(() => rmSync(root, { recursive: true }));
  const readText = (path: string) => readTexts(path, "en.json", z.strictObject({ hello: z.string() }), root);

  test.each([
    ["{", "is not valid JSON", "Fix the syntax."],
    ['{ "hello": 1 }', "broken.json, hello: Invalid input: expected string, received number", "Write it in the form of en.json."],
    ["{}", "broken.json, hello: ", "Write it in the form of en.json."],
    ['{ "hello": "", "bye": "" }', 'broken.json: Unrecognized key: "bye"', "Write it in the form of en.json."],
  ])("such as %s is reported with the cause and the fix", (text, message, fix) => {
    writeFileSync(join(root, "broken.json"), text);
    expect(() => readText("broken.json")).toThrow(expect.objectContaining({ message: expect.stringContaining(message), fix }));
  });

  test("is reported if it is missing, with the file to copy", () => {
    const error = { code: "configuration", message: "xx.json is missing.", fix: "Copy en.json to it and translate the texts." };
    expect(() => readText("xx.json")).toThrow(expect.objectContaining(error));
    expect(() => findLanguages(root)).toThrow(/src\/languages\/en\/language\.json/);
  });
});
