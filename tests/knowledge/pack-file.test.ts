import { describe, expect, test } from "vitest";
import { readPackFile } from "../../src/knowledge/read/pack-file.ts";
import { SMALLEST_PACK } from "./sample-pack.ts";

function read(text: string) {
  const checked = readPackFile(text);
  if (!checked.ok) throw new Error(`unexpected diagnostics: ${JSON.stringify(checked.diagnostics)}`);
  return checked.value;
}

const FULL = `id: office
name: { en: Office, nl: Kantoor }
languages: [en, nl]
defaultLanguage: nl
areas:
  - id: desk
    title: { en: Desk, nl: Bureau, fr: Bureau }
    everyday: true
contacts:
  - title: { en: Helpdesk, nl: Helpdesk }
    when: Always
    phone: "+32 2 501 05 60"
    email: { en: help@example.org, nl: hulp@example.org }
    url: https://example.org/help
  - title: Card Stop
    phone: "078 170 170"
`;

describe("pack.yaml", () => {
  test("requires only an id, a name, languages and areas", () => {
    expect(read(SMALLEST_PACK).pack).toEqual({
      id: "office",
      name: { en: "Office" },
      languages: ["en"],
      defaultLanguage: "en",
      areas: [{ id: "desk", title: { en: "At your desk" } }],
      contacts: [],
    });
  });

  test("can have one text for each language, or one for all", () => {
    expect(read(FULL).pack).toEqual({
      id: "office",
      name: { en: "Office", nl: "Kantoor" },
      languages: ["en", "nl"],
      defaultLanguage: "nl",
      areas: [{ id: "desk", title: { en: "Desk", nl: "Bureau", fr: "Bureau" }, everyday: true }],
      contacts: [
        {
          title: { en: "Helpdesk", nl: "Helpdesk" },
          when: { en: "Always", nl: "Always" },
          phone: { en: "+32 2 501 05 60", nl: "+32 2 501 05 60" },
          email: { en: "help@example.org", nl: "hulp@example.org" },
          url: { en: "https://example.org/help", nl: "https://example.org/help" },
        },
        { title: { en: "Card Stop", nl: "Card Stop" }, phone: { en: "078 170 170", nl: "078 170 170" } },
      ],
    });
  });

  test("lists entries for first aid in order, each once", () => {
    expect(read(`${SMALLEST_PACK}firstAid: [lost-badge, lost-card]\n`).pack.firstAid).toEqual(["lost-badge", "lost-card"]);
    const checked = readPackFile(`${SMALLEST_PACK}firstAid: [lost-badge, lost-badge]\n`);
    expect(checked.ok ? [] : checked.diagnostics).toMatchObject([{ message: 'The entry "lost-badge" is listed twice' }]);
  });

  test("is read with the line of each part", () => {
    expect(read(FULL).lineOf(["contacts", 1, "phone"])).toBe(16);
  });

  test.each([
    ["id: office", "id: My office", 1, '"id" may hold', "id: belgium"],
    ["id: office\n", "", 1, '"id" is missing', "id: belgium"],
    ["name: { en: Office, nl: Kantoor }", "name: {}", 2, '"name" is neither a text nor a text per language', "one per language"],
    ["name: { en: Office, nl: Kantoor }", "name: [a]", 2, '"name" is neither a text nor a text per language', "one per language"],
    ["name: { en: Office, nl: Kantoor }", "name: { en: Office }", 2, 'in the default language "nl" is missing', 'Add nl: "…"'],
    ["languages: [en, nl]", "languages: []", 3, '"languages" is empty', "list of language codes"],
    [
      "languages: [en, nl]",
      "languages: [english, nl]",
      3,
      "is not a language code of two small letters",
      "list of language codes",
    ],
    ["languages: [en, nl]", "languages: [en, nl, en]", 3, 'The language "en" is listed twice', "Delete one"],
    ["defaultLanguage: nl", "defaultLanguage: fr", 4, '"fr" is not among the pack\'s languages', "one of: en, nl"],
    ["defaultLanguage: nl", "defaultlanguage: nl", 4, 'Unknown field "defaultlanguage"', 'Did you mean "defaultLanguage"?'],
    ["  - id: desk", "  - id: desk\n    title: A\n  - id: desk", 8, 'The area "desk" is listed twice', "with its folder"],
    ["  - id: desk\n    title", "  - name", 6, 'Unknown field "name"', "Known are: id, everyday, title"],
    ["    when: Always", "    when: [a]", 11, '"contacts[1].when" is neither', "when to turn to it"],
    ['phone: "+32 2 501 05 60"', "phone: call me", 12, "is not a telephone number", "in quotes"],
    ["en: help@example.org", "en: help at example", 13, "is not a mail address", "one mail address"],
    ["url: https://example.org/help", "url: ftp://example.org", 14, "is not a web address", "https://"],
    ["title: Card Stop", "title: Card Stop\n    colour: red", 16, 'Unknown field "colour"', "Known are: title, when"],
  ])("is refused if %j is replaced by %j", (before, after, line, message, fix) => {
    const checked = readPackFile(FULL.replace(before, after));
    const diagnostics = checked.ok ? [] : checked.diagnostics;
    const diagnostic = diagnostics.find((each) => each.message.includes(message));
    expect(diagnostic).toMatchObject({ file: "pack.yaml", line });
    expect(diagnostic?.fix).toContain(fix);
  });

  test("is reported with all its diagnostics at once, in order", () => {
    const checked = readPackFile("id: A B\nname: Office\nlanguages: [en]\nareas:\n  - id: desk\ncolour: red\n");
    expect(checked.ok ? [] : checked.diagnostics.map((diagnostic) => diagnostic.line)).toEqual([1, 5, 6]);
  });

  test("must be one document", () => {
    const checked = readPackFile(`${SMALLEST_PACK}---\nid: other\n`);
    expect(checked.ok ? [] : checked.diagnostics).toMatchObject([{ line: 7 }]);
  });
});
