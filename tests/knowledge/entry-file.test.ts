import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { readEntry } from "../../src/knowledge/read/entry-file.ts";
import { entryText, SMALLEST_ENTRY } from "./sample-pack.ts";

const PLACE = { file: "en/desk/lost-badge.md", language: "en", area: "desk", id: "lost-badge" };

function read(text: string) {
  const checked = readEntry(text, PLACE);
  if (!checked.ok) throw new Error(`unexpected diagnostics: ${JSON.stringify(checked.diagnostics)}`);
  return checked.value;
}

function diagnosticsOf(text: string) {
  const checked = readEntry(text, PLACE);
  return checked.ok ? [] : checked.diagnostics;
}

/** Returns front matter with more lines after the three required fields, which are on lines 2 to 5. */
function withLines(...lines: readonly string[]): string {
  return SMALLEST_ENTRY.replace("---\nTell", `${lines.join("\n")}\n---\nTell`);
}

describe("an entry file", () => {
  test("requires only an id, a title, questions and a summary", () => {
    expect(read(SMALLEST_ENTRY).entry).toEqual({
      id: "lost-badge",
      area: "desk",
      language: "en",
      title: "I lost my badge",
      questions: ["where is my badge"],
      keywords: [],
      urgent: false,
      related: [],
      sources: [],
      tips: [],
      quiz: [],
      facts: [],
      summary: "Tell the reception. They block it.",
      points: [],
      steps: [],
      more: [],
    });
  });

  test("is read with every field", () => {
    const quiz = { question: "Who blocks it?", options: ["You", "The reception"], answer: 1, why: "They can." };
    const sources = [{ title: "Handbook", url: "https://example.org/a?b=c", asOf: "2026-02" }];
    const fields = {
      keywords: ["card"],
      urgent: true,
      related: ["x-1"],
      sources,
      reviewed: "2026-11-23",
      tips: ["T."],
      quiz: [quiz],
      facts: ["P27"],
    };
    expect(read(entryText(fields)).entry).toMatchObject(fields);
  });

  test("is read with numbers, dates and words as they were written", () => {
    const { entry } = read(withLines("keywords: [078, no, 2026-11-23, 1.0, null]", "tips:", "  - 112"));
    expect(entry.keywords).toEqual(["078", "no", "2026-11-23", "1.0", "null"]);
    expect(entry.tips).toEqual(["112"]);
  });

  test("is read with each text on one line", () => {
    const { entry } = read(withLines("tips:", "  - |", "    Two", "    lines", "  - >", "    folded", "    text"));
    expect(entry.tips).toEqual(["Two lines", "folded text"]);
  });

  test("may have optional fields without a value, which are ignored", () => {
    expect(read(withLines("keywords:", "reviewed:", "urgent:")).entry).toMatchObject({ keywords: [], urgent: false });
  });

  test("may have comments", () => {
    expect(read(withLines("urgent: true   # first aid", "# a comment", "keywords: [a] # b")).entry.urgent).toBe(true);
  });

  test("is read with the line of each field", () => {
    const { lineOf } = read(
      withLines("quiz:", "  - question: Q?", "    options:", "      - a", "      - b", "    answer: 0", "    why: W."),
    );
    expect([lineOf(["questions", 0]), lineOf(["quiz", 0, "options", 1]), lineOf(["quiz", 0, "answer"])]).toEqual([5, 10, 11]);
    expect([lineOf(["summary"]), lineOf(["related", 3])]).toEqual([14, 2]);
  });
});

describe("an invalid entry file is refused with line, cause and fix", () => {
  const REQUIRED_LINES = ["id: lost-badge", "title: I lost my badge", "questions:\n  - where is my badge"];

  test.each(REQUIRED_LINES)("without %j", (line) => {
    const field = line.split(":")[0];
    expect(diagnosticsOf(SMALLEST_ENTRY.replace(`${line}\n`, ""))).toEqual([
      { file: PLACE.file, line: 2, message: `"${field}" is missing`, fix: expect.stringMatching(/\w/) },
    ]);
  });

  test.each([
    ["a misspelled field", ["keyword: [a]"], 6, 'Unknown field "keyword"', 'Did you mean "keywords"?'],
    ["an unknown field", ["colour: red"], 6, 'Unknown field "colour"', "Known are: id, title"],
    [
      "an unknown field of a source",
      ["sources:", "  - title: T", "    url: https://a.be", "    date: x"],
      9,
      'Unknown field "date"',
      "Known are: title, url, asOf",
    ],
    ["a text in place of a list", ["keywords: phishing"], 6, '"keywords" is a text, and a list was expected', "Write a list"],
    [
      "a list in place of a text",
      ["tips:", "  - [a, b]"],
      7,
      '"tips[1]" is a list, and a text was expected',
      'on each line with "- "',
    ],
    ["a text with a colon", ["tips:", "  - Remember: call"], 7, '"tips[1]" is a record, and a text was expected', "in quotes"],
    ["an empty text", ["tips:", '  - ""'], 7, '"tips[1]" is empty', "Write a list of sentences"],
    ["a wrong urgent", ["urgent: yes"], 6, '"urgent" is neither true nor false', "urgent: true"],
    ["an impossible day", ["reviewed: 2026-02-30"], 6, '"reviewed" is not a day of the calendar', "year-month-day"],
    ["a day in another order", ["reviewed: 23/11/2026"], 6, '"reviewed" is not a day of the calendar', "year-month-day"],
    [
      "a wrong related id",
      ["related: [Lost Laptop]"],
      6,
      '"related[1]" may hold a-z, 0-9 and hyphens, at most 64 of them',
      "ids of other entries",
    ],
    [
      "a source that is no web address",
      ["sources:", "  - title: T", "    url: javascript:alert(1)"],
      8,
      '"sources[1].url" is not a web address',
      "https://",
    ],
    [
      "a source without a host",
      ["sources:", "  - title: T", "    url: https://:80"],
      8,
      '"sources[1].url" is not a web address',
      "https://",
    ],
    [
      "a source with a space in its address",
      ["sources:", "  - title: T", "    url: https://a.be/x y"],
      8,
      '"sources[1].url" is not a web address',
      "https://",
    ],
    ["a source without address", ["sources:", "  - title: T"], 7, '"sources[1].url" is missing', "full address"],
    [
      "a source with a vague date",
      ["sources:", "  - title: T", "    url: https://a.be", "    asOf: last year"],
      9,
      '"sources[1].asOf" is not a day, a month or a year',
      "2026-02",
    ],
    [
      "a source with a day that does not exist",
      ["sources:", "  - title: T", "    url: https://a.be", "    asOf: 2026-02-30"],
      9,
      '"sources[1].asOf" is not a day, a month or a year',
      "2026-02",
    ],
    ["a tip that begins with a lone exclamation mark", ["tips:", "  - ! never share it"], 7, '"!" is a mark in YAML', "quotes"],
    [
      "a quiz with one option",
      ["quiz:", "  - question: Q", "    options: [a]", "    answer: 0", "    why: W"],
      8,
      '"quiz[1].options" has fewer than two options',
      "at least two",
    ],
    [
      "a quiz whose answer is beyond",
      ["quiz:", "  - question: Q", "    options: [a, b]", "    answer: 2", "    why: W"],
      9,
      '"quiz[1].answer" is beyond the last option',
      "counted from 0",
    ],
    [
      "a quiz whose answer is words",
      ["quiz:", "  - question: Q", "    options: [a, b]", "    answer: b", "    why: W"],
      9,
      '"quiz[1].answer" is not a position',
      "counted from 0",
    ],
    ["a field twice", ["title: Again"], 6, "This is not valid YAML: Map keys must be unique", "Keep one"],
    ["a tab", ["tips:", "\t- a"], 7, "This is not valid YAML", "Indent with spaces"],
    ["an open quote", ['tips: ["a]'], 6, "This is not valid YAML", "Check quotes"],
    [
      "a text that begins with a star",
      ["tips:", "  - *important* news"],
      7,
      'A text that begins with "*" is a reference in YAML',
      "in quotes",
    ],
    ["a text that begins with &", ["tips:", "  - &co and others"], 7, '"&co" is a name in YAML, not text', "in quotes"],
    ["a text that begins with !", ["tips:", "  - !important news"], 7, "This is not valid YAML", "in quotes"],
    ["a text that begins with @", ["tips:", "  - @everyone read"], 7, "This is not valid YAML", "in quotes"],
    [
      "a text that a # cuts off",
      ["tips:", "  - Ticket #5 is yours"],
      7,
      '"#5 is yours" is a comment in YAML: the text ends before it',
      "in quotes",
    ],
  ] as const)("with %s", (_, lines, line, message, fix) => {
    const [diagnostic, ...others] = diagnosticsOf(withLines(...lines));
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ file: PLACE.file, line });
    expect(diagnostic?.message).toContain(message);
    expect(diagnostic?.fix).toContain(fix);
  });

  test("as one diagnostic if a wrong indentation breaks everything below it", () => {
    const rest = ["keywords: [badge]", "urgent: true", "related: []"];
    const [diagnostic, ...others] = diagnosticsOf(
      SMALLEST_ENTRY.replace("id:", " id:").replace("\n---\n", `\n${rest.join("\n")}\n---\n`),
    );
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ line: 3, fix: expect.stringContaining("in the lines above") });
  });

  test("if its id is not the file's name", () => {
    const [diagnostic] = diagnosticsOf(SMALLEST_ENTRY.replace("id: lost-badge", "id: lost-card"));
    expect(diagnostic).toMatchObject({ line: 2, message: 'The id "lost-card" is not the file\'s name "lost-badge"' });
  });

  test.each([
    ["that is empty", "", 1, "The file is empty"],
    ["that is blank", "\n \n", 1, "The file is empty"],
    ["without front matter", "\nJust text.", 2, "The front matter is missing"],
    ["whose front matter has no end", "---\nid: a\n", 1, "The front matter is not closed"],
    ["whose front matter is empty", "---\n---\nText.", 2, "There are no fields"],
    ["whose front matter is a list", "---\n- a\n---\nText.", 2, "There are no fields"],
    ["whose front matter is a sentence", "---\nHello there\n---\nText.", 2, "There are no fields"],
  ])("%s", (_, text, line, message) => {
    expect(diagnosticsOf(text)[0]).toMatchObject({ line, message });
  });

  test("with the diagnostics of its fields and body together, in order", () => {
    const text = entryText({ urgent: "perhaps", keyword: ["a"] }, "S.\n## Extra\n");
    expect(diagnosticsOf(text).map((diagnostic) => diagnostic.line)).toEqual([6, 7, 11]);
  });
});

const field = fc
  .string({ minLength: 1, maxLength: 40 })
  .map((text) => text.replace(/\s+/g, " ").trim())
  .filter((text) => text !== "");

describe("any entry file", () => {
  test("is read with the texts from which its YAML was written", () => {
    fc.assert(
      fc.property(
        field,
        fc.array(field, { minLength: 1, maxLength: 5 }),
        fc.array(field, { maxLength: 5 }),
        (title, questions, keywords) => {
          expect(read(entryText({ title, questions, keywords })).entry).toMatchObject({ title, questions, keywords });
        },
      ),
    );
  });

  test("is read or refused with existing line numbers, whatever its fields contain", () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.boolean(),
        fc.integer(),
        fc.constant(null),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie("any"), { maxKeys: 3 }),
      ),
    })).any;
    const name = fc.oneof(
      fc.constantFrom(
        "id",
        "title",
        "questions",
        "keywords",
        "urgent",
        "related",
        "sources",
        "reviewed",
        "tips",
        "quiz",
        "__proto__",
        "constructor",
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.dictionary(name, value), (fields) => {
        expectDiagnostics(`---\n${stringify(fields)}---\nText.\n`);
      }),
    );
  });

  test("is read or refused with existing line numbers, wherever it is damaged", () => {
    const whole = entryText({
      sources: [{ title: "T", url: "https://a.be" }],
      quiz: [{ question: "Q", options: ["a", "b"], answer: 0, why: "W" }],
    });
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(12),
        fc.oneof(fc.string(), fc.constantFrom("\n", ":", "- ", "---\n", "{", "[", "&a ", "*a", "'", '"', "\t", "#")),
        (at, length, inserted) => {
          expectDiagnostics(whole.slice(0, at) + inserted + whole.slice(at + length));
        },
      ),
      { numRuns: 400 },
    );
  });

  test("can have very deeply nested lists without a crash", () => {
    expect(diagnosticsOf(withLines(`tips: ${"[".repeat(20_000)}`))).not.toEqual([]);
    expect(diagnosticsOf(withLines(`tips: ${"[".repeat(800)}${"]".repeat(800)}`))).not.toEqual([]);
  });
});

function expectDiagnostics(text: string): void {
  const checked = readEntry(text, PLACE);
  if (checked.ok) return;
  expect(checked.diagnostics).not.toEqual([]);
  for (const diagnostic of checked.diagnostics) {
    expect(diagnostic.line).toBeGreaterThanOrEqual(1);
    expect(diagnostic.line).toBeLessThanOrEqual(text.split("\n").length);
    expect(diagnostic.message).not.toMatch(/undefined|\[object/);
    expect(diagnostic.fix).not.toBe("");
  }
}
