import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { UI_LANGUAGES, type UiLanguage } from "../../src/languages/catalogue.ts";
import { de } from "../../src/languages/de/messages.ts";
import { en, type MessageKey } from "../../src/languages/en/messages.ts";
import { fr } from "../../src/languages/fr/messages.ts";
import { say } from "../../src/languages/index.ts";
import { nl } from "../../src/languages/nl/messages.ts";

const CATALOGUE: Readonly<Record<UiLanguage, Readonly<Record<string, string>>>> = { en, nl, fr, de };
const KEYS = Object.keys(en) as MessageKey[];

/** The arguments of an ICU message with their kinds, nested ones too: ["count plural", "title argument"]. */
function argumentsOf(text: string, language: string): string[] {
  const found = new Set<string>();
  const kinds: Readonly<Record<number, string>> = { 1: "argument", 2: "number", 3: "date", 4: "time", 5: "select", 6: "plural" };
  const visit = (elements: ReturnType<IntlMessageFormat["getAst"]>): void => {
    for (const element of elements) {
      const kind = kinds[element.type];
      if (kind !== undefined && "value" in element) found.add(`${element.value} ${kind}`);
      if ("options" in element) for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}

describe.each(UI_LANGUAGES)("the catalogue in %s", (language) => {
  const texts = CATALOGUE[language];

  test("has the same keys as in English", () => {
    expect(Object.keys(texts).sort()).toEqual([...KEYS].sort());
  });

  test("takes the same arguments as in English", () => {
    for (const key of KEYS) expect([key, argumentsOf(texts[key] ?? "", language)]).toEqual([key, argumentsOf(en[key], "en")]);
  });

  test("says something of its own for each key, tidily", () => {
    for (const key of KEYS) {
      const text = texts[key] ?? "";
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe("");
      // In ICU messages ' quotes: a typographic apostrophe is both safe and right.
      expect(text, key).not.toMatch(/'|\s{2,}/u);
    }
  });

  test("has labels that fit in a button", () => {
    for (const key of KEYS.filter((each) => each.startsWith("button.")))
      expect((texts[key] ?? "").length, key).toBeLessThanOrEqual(30);
  });

  test("counts", () => {
    const counted = [0, 1, 2].map((count) => say(language, "topics.area", { count }));
    expect(new Set(counted).size).toBe(3);
    expect(counted[2]).toContain("2");
  });
});

test("French sets no-break spaces before its double punctuation and inside its quotation marks", () => {
  expect(say("fr", "more.none", { title: "la loi" })).toBe("Je n’ai rien de plus sur «\u00a0la loi\u00a0».");
  expect(say("fr", "choices.again")).toMatch(/\S\u00a0:$/);
});

test("another language is spoken to in English", () => {
  expect(say("es", "button.more")).toBe("More");
});
