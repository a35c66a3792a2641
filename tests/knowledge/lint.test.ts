import { describe, expect, test } from "vitest";
import { lintPack } from "../../src/knowledge/check/lint.ts";
import { readPack } from "../../src/knowledge/read/read-pack.ts";
import type { Entry, Pack } from "../../src/model.ts";
import { entryText, packOf, smallPack, validEntry, writePack } from "./sample-pack.ts";

const TODAY = "2026-11-24";

function lint(entries: readonly Partial<Entry>[], fields: Partial<Pack> = {}) {
  return lintPack(packOf(entries.map(validEntry), fields), { today: TODAY }).map(
    ({ level, file, message }) => `${level} ${file} ${message}`,
  );
}

const FILE = "en/desk/lost-badge.md";
const two = (count: number) => Array.from({ length: count }, (_, at) => `Text ${at}.`);

describe("lint", () => {
  test("accepts a source without a date", () => {
    expect(lint([{ sources: [{ title: "T", url: "https://a.be" }] }])).toEqual([]);
  });

  test("reports first aid in pack.yaml that does not exist or is not urgent", () => {
    const entries = [{ steps: ["Call."], urgent: true }, { id: "lost-card" }];
    expect(lint(entries, { firstAid: ["lost-badge"] })).toEqual([]);
    expect(lint(entries, { firstAid: ["lost-card", "lost-badges"] })).toEqual([
      'error pack.yaml The entry "lost-card" is not urgent',
      'error pack.yaml The entry "lost-badges" does not exist',
    ]);
  });

  test("reports nothing about a valid pack", () => {
    expect(lint([{}, { id: "lost-card", related: ["lost-badge"] }])).toEqual([]);
  });

  test("accepts text that looks like a mention, an address or an abbreviation", () => {
    expect(lint([{ summary: "Never write @everyone, <!channel> or <@U1>; see a.example.org (e.g. 5 > 3)." }])).toEqual([]);
  });

  test.each([
    ["a missing summary", { summary: "" }, `error ${FILE} "summary" is missing`],
    ["a long summary", { summary: "é".repeat(601) }, `error ${FILE} The summary has 601 characters, and 600 is the most`],
    ["a long title", { title: "t".repeat(76) }, `warning ${FILE} The title has 76 characters: buttons show about 75`],
    ["many points", { points: two(6) }, `warning ${FILE} There are 6 key points, and 5 is the most that reads well`],
    ["many steps", { steps: two(8) }, `warning ${FILE} There are 8 steps, and 7 is the most that can be followed`],
    ["an urgent entry without steps", { urgent: true }, `error ${FILE} The entry is urgent and has no steps`],
    [
      "few questions",
      { questions: two(19) },
      `warning ${FILE} Number of questions: 19; with fewer than 20, many questions are not recognised`,
    ],
    ["no source", { sources: [] }, `warning ${FILE} The entry names no source`],
    ["a review too long ago", { reviewed: "2025-11-23" }, `warning ${FILE} The last review is more than a year ago: 2025-11-23`],
    ["a review in the future", { reviewed: "2026-11-25" }, `warning ${FILE} The review date 2026-11-25 lies in the future`],
    ["a dead relation", { related: ["nothing"] }, `error ${FILE} The related entry "nothing" does not exist`],
    ["a relation to itself", { related: ["lost-badge"] }, `warning ${FILE} The entry is related to itself`],
    [
      "a quiz option twice",
      { quiz: [{ question: "Q", options: ["Yes", "No", "yes"], answer: 0, why: "W" }] },
      `error ${FILE} The option "yes" is listed twice`,
    ],
    [
      "a quiz with one option",
      { quiz: [{ question: "Q", options: ["Yes"], answer: 0, why: "W" }] },
      `error ${FILE} The quiz has fewer than two options`,
    ],
    [
      "a quiz answer out of range",
      { quiz: [{ question: "Q", options: ["Yes", "No"], answer: 2, why: "W" }] },
      `error ${FILE} The right answer is number 2, and there are 2 options`,
    ],
    ["bold text", { points: ["Do **not** pay."] }, `warning ${FILE} People will see "**" as typed`],
    ["a Markdown link", { summary: "See [the page](https://a.be)." }, `warning ${FILE} People will see "](" as typed`],
    ["HTML", { more: ["Line<br>line"] }, `warning ${FILE} People will see "<br>" as typed`],
    ["a question twice", { questions: [...two(20), "text, 3!"] }, `warning ${FILE} "text, 3!" is already on line 1`],
  ] as const)("finds %s", (_, fields, diagnostic) => {
    expect(lint([fields])).toEqual([diagnostic]);
  });

  test("finds an entry that was never reviewed", () => {
    const { reviewed: _, ...entry } = validEntry();
    expect(lintPack(packOf([entry]), { today: TODAY })).toMatchObject([
      { level: "warning", message: "The entry was never reviewed" },
    ]);
  });

  test("accepts a review of exactly a year ago, even in leap years", () => {
    expect(lint([{ reviewed: "2025-11-24" }])).toEqual([]);
    expect(lintPack(packOf([validEntry({ reviewed: "2027-02-28" })]), { today: "2028-02-29" })).toHaveLength(1);
  });

  test("accepts quiz options that differ only in a decimal point", () => {
    expect(lint([{ quiz: [{ question: "Q", options: ["EUR 4.9 million", "EUR 49 million"], answer: 0, why: "W" }] }])).toEqual(
      [],
    );
  });

  test("finds a question that two entries share, even in another spelling", () => {
    const shared = lint([
      { questions: [...two(20), "Où est mon badge ?"] },
      { id: "lost-card", questions: [...two(1), "ou est mon BADGE"] },
    ]);
    expect(shared).toContain(`error en/desk/lost-card.md "ou est mon BADGE" is also in ${FILE}:1`);
  });

  test("finds a question that is another entry's title, but accepts an entry's own title", () => {
    const questions = (first: string) => ({ questions: [first, ...Array.from({ length: 19 }, (_, at) => `${first} ${at}`)] });
    expect(lint([{ title: "Lost badge", ...questions("lost badge?") }])).toEqual([]);
    expect(lint([{ title: "Lost badge" }, { id: "lost-card", ...questions("lost badge?") }])).toEqual([
      `error en/desk/lost-card.md "lost badge?" is also in ${FILE}:1`,
    ]);
  });

  test("suggests the related entry that was probably meant", () => {
    const [diagnostic] = lintPack(packOf([validEntry({ related: ["lost-crad"] }), validEntry({ id: "lost-card" })]), {
      today: TODAY,
    });
    expect(diagnostic?.fix).toBe('Did you mean "lost-card"? Else delete it');
  });

  test("accepts a relation to an entry that could not be read", () => {
    const pack = packOf([validEntry({ related: ["broken"] })]);
    expect(lintPack(pack, { today: TODAY, unreadable: [{ language: "en", id: "broken" }] })).toEqual([]);
  });

  test("reports the line of each diagnostic", async () => {
    const text = entryText({ related: ["nothing"], sources: [{ title: "T", url: "https://a.be" }] });
    const reading = await readPack(await writePack(smallPack({ "en/desk/lost-badge.md": text })));
    if (!reading.ok) throw new Error("unexpected diagnostics");
    const diagnostics = lintPack(reading.pack, { today: TODAY, locate: reading.locate });
    expect(diagnostics.map(({ line, message }) => `${line} ${message}`)).toEqual([
      "2 The entry was never reviewed",
      "4 Number of questions: 1; with fewer than 20, many questions are not recognised",
      '7 The related entry "nothing" does not exist',
    ]);
  });
});

describe("lint of several languages", () => {
  const both: Partial<Pack> = {
    languages: ["en", "nl"],
    name: { en: "O", nl: "K" },
    areas: [{ id: "desk", title: { en: "D", nl: "B" } }],
  };

  test("reports nothing if each entry exists in each language", () => {
    expect(lint([{}, { language: "nl" }], both)).toEqual([]);
  });

  test("finds entries that are missing in either language", () => {
    expect(lint([{}, { id: "a", language: "nl" }], both)).toEqual([
      `error ${FILE} The entry is missing in: nl`,
      "error nl/desk/a.md The entry is missing in: en",
    ]);
  });

  test("does not report an unreadable entry as missing", () => {
    const pack = packOf([validEntry(), validEntry({ id: "a" }), validEntry({ id: "a", language: "nl" })], both);
    expect(lintPack(pack, { today: TODAY, unreadable: [{ language: "nl", id: "lost-badge" }] })).toEqual([]);
  });

  test("reports once that a language has no entries at all", () => {
    expect(lint([{}, { id: "a" }], both)).toEqual(['error pack.yaml No entry is written in "nl"']);
  });

  test("finds translations that differ in area, urgency or steps", () => {
    const areas = [...(both.areas ?? []), { id: "door", title: { en: "D", nl: "D" } }];
    expect(
      lint(
        [
          { urgent: true, steps: two(2) },
          { language: "nl", area: "door", steps: two(1) },
        ],
        { ...both, areas },
      ),
    ).toEqual([
      `error nl/door/lost-badge.md The entry lies in "door" here and in "desk" in ${FILE}`,
      `error nl/door/lost-badge.md The entry is not urgent here, unlike in ${FILE}`,
      `warning nl/door/lost-badge.md Number of steps: 1 here, 2 in ${FILE}`,
    ]);
  });

  test("finds texts of pack.yaml that are missing in a language, and areas without entries", () => {
    const contacts = [{ title: { en: "Helpdesk", nl: "Helpdesk" }, when: { en: "Always" } }];
    const areas = [
      { id: "desk", title: { en: "Desk" } },
      { id: "door", title: { en: "Door", nl: "Deur" } },
    ];
    expect(lint([{}, { language: "nl" }], { ...both, areas, contacts })).toEqual([
      "error pack.yaml The text is missing in: nl",
      "error pack.yaml The text is missing in: nl",
      'warning pack.yaml The area "door" has no entries',
    ]);
  });
});
