import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { type CheckOptions, runCheck } from "../../src/cli/check.ts";
import { trainPack } from "../../src/matching/train.ts";
import { entryText, SMALLEST_PACK, smallPack, writePack } from "../knowledge/sample-pack.ts";

type Files = Readonly<Record<string, string | Buffer>>;

async function check(files: Files, options: Partial<CheckOptions> = {}) {
  let output = "";
  const write = (text: string) => {
    output += text;
  };
  const code = await runCheck({ directories: [await writePack(files)], today: "2026-11-24", write, ...options });
  return { code, output, lines: output.trimEnd().split("\n") };
}

const VALID = entryText({
  questions: Array.from({ length: 20 }, (_, at) => `Where is badge ${at}?`),
  sources: [
    { title: "New", url: "https://example.org/new", asOf: "2026-02" },
    { title: "Old", url: "https://example.org/old", asOf: "2018" },
  ],
  reviewed: "2026-11-01",
  tips: ["Wear it."],
  quiz: [{ question: "Who blocks it?", options: ["You", "Reception"], answer: 1, why: "They can." }],
});

describe("malinois check", () => {
  test("accepts known placeholders, and reports unknown ones and those that are not filled in", async () => {
    const body = "{helpdesk} blocks it at {organisation}.\n\n## What to do\n1. Call {emergency}.\n2. Call {helpdsk}.\n";
    const title = "I lost my badge at {organisation}";
    const sources = [{ title: "Rules of {organisaton}", url: "https://example.org/rules" }];
    const questions = Array.from({ length: 20 }, (_, at) => `Where is badge ${at}?`);
    const fields = { title, questions, sources, tips: ["Ask {boss}."] };
    const { code, output } = await check(smallPack({ "en/desk/lost-badge.md": entryText(fields, body) }));
    expect(code).toBe(1);
    expect(output).toContain('"{organisation}" is not filled in here (Say it in plain words here)');
    expect(output).toContain(
      'Nobody fills in "{helpdsk}" (Did you mean "{helpdesk}"? Known are: {organisation}, {helpdesk}, {emergency})',
    );
    expect(output).toContain('Nobody fills in "{boss}" (Known are: {organisation}, {helpdesk}, {emergency})');
    expect(output).toContain('Nobody fills in "{organisaton}" (Did you mean "{organisation}"?');
    expect(output.match(/Nobody|not filled/g)).toHaveLength(4);
  });

  test("succeeds for a pack without problems", async () => {
    expect(await check(smallPack({ "en/desk/lost-badge.md": VALID }))).toMatchObject({
      code: 0,
      output: "office (en): 1 entry, no errors, no warnings\n",
    });
  });

  test.each(["a-badge", "z-badge"])(
    "reports that an entry of the overlay, %s, asks what an entry of the pack asks",
    async (id) => {
      const overlay = await writePack({ [`en/desk/${id}.md`]: entryText({ id, title: id, questions: ["Where is badge 3?"] }) });
      const { code, output } = await check(smallPack({ "en/desk/lost-badge.md": VALID }), { overlay });
      expect(code).toBe(1);
      expect(output).toContain(`/en/desk/${id}.md:5: "Where is badge 3?" is also in en/desk/lost-badge.md`);
    },
  );

  test("reports the texts of a campaign that are missing in a language", async () => {
    const dutch = "Zeg het aan het onthaal. Daar blokkeren ze hem.\n";
    const quiz = "{ question: { en: Who?, nl: Wie? }, options: [{ en: A }, { en: B, nl: B }], answer: 0, why: Because }";
    const { code, lines } = await check(
      smallPack({
        "pack.yaml": SMALLEST_PACK.replace("[en]", "[en, nl]"),
        "en/desk/lost-badge.md": entryText({}),
        "nl/desk/lost-badge.md": entryText({ title: "Badge kwijt", questions: ["waar is mijn badge"] }, dutch),
        "campaigns/hello.yaml": `id: hello\nname: Hello\ndescription: { en: Three messages }\naudience: { en: All, nl: Iedereen }\nsteps:\n  - id: one\n    day: 1\n    entry: lost-badge\n    tip: { en: Call them. }\n  - { id: two, day: 2, entry: lost-badge, quiz: ${quiz} }\n`,
      }),
    );
    expect(code).toBe(1);
    const [missing, ...others] = lines.filter((line) => line.startsWith("campaigns/"));
    expect(missing).toBe('campaigns/hello.yaml:3: The text is missing in: nl; also in lines 9, 10 (Add nl: "…")');
    expect(others).toEqual([]);
  });

  test("checks a workspace's folder that is a link to another folder", async () => {
    const elsewhere = await writePack({ "en/desk/fish.md": "no entry" });
    const directory = await writePack({});
    await symlink(elsewhere, join(directory, "chat-W1"));
    const workspaces = { directory, platforms: ["chat"] };
    const { code, output } = await check(smallPack({ "en/desk/lost-badge.md": VALID }), { workspaces });
    expect(code).toBe(1);
    expect(output).toContain("chat-W1/en/desk/fish.md:1: The front matter is missing");
  });

  test("checks the entries of workspaces by their own rules, and includes them in the totals", async () => {
    const own = (id: string, count: number) =>
      entryText({ id, title: id, questions: Array.from({ length: count }, (_, at) => `Who feeds ${id} ${at}?`) });
    const directory = await writePack({
      "chat-W1/en/desk/fish.md": own("fish", 5),
      "chat-W1/en/desk/cats.md": own("cats", 4),
      "lost/en/desk/dogs.md": own("dogs", 5),
    });
    const { code, output, lines } = await check(smallPack({ "en/desk/lost-badge.md": VALID }), {
      workspaces: { directory, platforms: ["chat"] },
    });
    expect(code).toBe(1);
    expect(output).toContain('lost:1: The folder "lost" belongs to no workspace');
    expect(output.match(/Number of questions: .*;/g)).toEqual(["Number of questions: 4;"]);
    expect(lines.at(-1)).toMatch(/^All together: 1 entry, 1 error, [1-9]\d* warnings$/);
  });

  test("prints each diagnostic with its file, line, problem and fix, and fails if there are errors", async () => {
    const { code, lines } = await check(
      smallPack({ "en/desk/lost-badge.md": VALID, "en/desk/b.md": "Text", "en/desk/c.md": "" }),
    );
    expect(code).toBe(1);
    expect(lines).toEqual([
      'en/desk/b.md:1: The front matter is missing (Begin with a line "---", the fields (id, title, questions), and another line "---")',
      expect.stringMatching(/^en\/desk\/c\.md:1: The file is empty \(.+\)$/),
      "office (en): 1 entry and 2 that cannot be read, 2 errors, no warnings",
    ]);
  });

  test("reports an error in many lines of a list once, with the first line numbers, but counts all of them", async () => {
    const questions = Array.from({ length: 9 }, (_, at) => `  - badge: who has badge ${at}?`).join("\n");
    const text = `---\nid: lost-badge\ntitle: I lost my badge\nquestions:\n${questions}\nsource: x\n---\nTell the desk.\n`;
    const { code, lines, output } = await check(smallPack({ "en/desk/lost-badge.md": text }));
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(
        /^en\/desk\/lost-badge\.md:5: "questions\[1\]" is a record, and a text was expected; also in lines 6, 7, 8, 9, 10 and 3 more \(Put /,
      ),
      expect.stringMatching(/^en\/desk\/lost-badge\.md:14: Unknown field "source" \(/),
      expect.stringContaining("has no entries"),
      expect.stringContaining("10 errors"),
    ]);
    expect(output.match(/a text was expected/g)).toHaveLength(1);
    const json = JSON.parse((await check(smallPack({ "en/desk/lost-badge.md": text }), { json: true })).output);
    expect(json.errors).toHaveLength(10);
  });

  test("reports both what is invalid and what could be better", async () => {
    const linted = entryText({ related: ["nothing", "broken"], sources: [{ title: "T", url: "https://a.be" }] }, "x".repeat(601));
    const { code, output } = await check(smallPack({ "en/desk/lost-badge.md": linted, "en/desk/broken.md": "Text" }));
    expect(code).toBe(1);
    for (const diagnostic of ["front matter is missing", '"nothing" does not exist', "601 characters", "never reviewed"]) {
      expect(output).toContain(diagnostic);
    }
    expect(output).not.toContain('"broken" does not exist');
  });

  test("succeeds if there are only warnings, which are marked as such", async () => {
    const { code, lines } = await check(smallPack());
    expect(code).toBe(0);
    expect(lines).toContain(
      'en/desk/lost-badge.md:2: warning: The entry was never reviewed (Read it again, then add reviewed: "2026-11-24")',
    );
    expect(lines.at(-1)).toBe("office (en): 1 entry, no errors, 3 warnings");
  });

  test("checks the entries even if pack.yaml is invalid", async () => {
    const { code, output } = await check(smallPack({ "pack.yaml": `${SMALLEST_PACK}colour: red\n`, "en/desk/b.md": "" }));
    expect(code).toBe(1);
    expect(output).toContain('pack.yaml:7: Unknown field "colour"');
    expect(output).toContain("en/desk/b.md:1: The file is empty");
    expect(output).toContain("The pack cannot be read: 2 errors, no warnings");
  });

  test("fails for a folder that does not exist", async () => {
    const { code, lines } = await check({}, { directories: ["/no/such/pack"] });
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^pack\.yaml:1: The pack's folder \/no\/such\/pack cannot be read: ENOENT \(.+\)$/);
  });

  test("prints one JSON object if asked", async () => {
    const { code, output } = await check(smallPack({ "en/desk/b.md": "" }), { json: true });
    expect(code).toBe(1);
    expect(JSON.parse(output)).toEqual({
      ok: false,
      entries: 1,
      languages: ["en"],
      errors: [{ file: "en/desk/b.md", line: 1, message: "The file is empty", fix: expect.any(String) }],
      warnings: expect.arrayContaining([expect.objectContaining({ file: "en/desk/lost-badge.md", line: 2 })]),
    });
  });
});

describe("malinois check --report", () => {
  const files = smallPack({
    "pack.yaml": "id: office\nname: O\nlanguages: [en, nl]\nareas:\n  - { id: desk, title: D }\n  - { id: door, title: D }\n",
    "en/desk/lost-badge.md": VALID,
    "en/door/key.md": entryText({ id: "key" }, "Organisational responsibilities necessitate coordination."),
    "nl/desk/lost-badge.md": VALID,
  });

  test("adds a table by language and area, and the hardest summaries", async () => {
    const { lines } = await check(files, { report: true });
    const table = lines.map((line) => line.trim().replace(/ {2,}/g, "|"));
    expect(table).toContain("DESK|words|questions|sources|oldest asOf|reviewed|tips|quizzes|ease");
    expect(table).toEqual(
      expect.arrayContaining([expect.stringMatching(/^lost-badge\|10\|20\|2\|2018\|2026-11-01\|1\|1\|\d+$/)]),
    );
    expect(table.find((line) => line.startsWith("key|"))).toMatch(/^key\|8\|1\|0\|-\|-\|0\|0\|-\d+$/);
    expect(table.findIndex((line) => line.startsWith("DOOR|"))).toBeGreaterThan(
      table.findIndex((line) => line.startsWith("COMMANDS|")),
    );
    expect(table[table.indexOf("Hardest summaries (Flesch):") + 1]).toMatch(/^key\|/);
    expect(table).toContain("Hardest summaries (LIX):");
  });

  test("lists the ten hardest summaries", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [
        `en/desk/e${at}.md`,
        entryText({ id: `e${at}` }, `${"Call us now. ".repeat(at)}Responsibility.`),
      ]),
    );
    const { output } = await check({ "pack.yaml": SMALLEST_PACK, ...many }, { report: true, json: true });
    const [english] = JSON.parse(output).report;
    expect(english.entries).toHaveLength(12);
    expect(english.hardest.map(({ id }: { id: string }) => id)).toEqual(Array.from({ length: 10 }, (_, at) => `e${at}`));
    expect(english.entries[0]).toMatchObject({ id: "e0", area: "desk", ease: { measure: "Flesch" } });
  });

  test("includes a self-test on the pack's own ways of asking, and confused entries, if training is possible", async () => {
    const train = async (pack: Parameters<typeof trainPack>[0]) => trainPack(pack, MATCHER_OPTIONS);
    const files = smallPack({ "en/desk/lost-badge.md": VALID });
    const { code, lines } = await check(files, { train, confusions: true });
    expect(code).toBe(0);
    expect(lines[1]).toMatch(
      /^Of \d+ of its own ways of asking, each left out while it learned, \d+ % are answered at once, \d+ % are offered/,
    );
    expect(lines[2]).toBe("No two entries are taken for one another");
    const { output } = await check(files, { train, json: true });
    expect(JSON.parse(output).selfTest).toMatchObject({ asked: expect.any(Number), neverFound: expect.any(Array) });
  });

  test("does not train on a pack with errors", async () => {
    const train = () => Promise.reject(new Error("must not be asked"));
    expect((await check(smallPack({ "en/desk/b.md": "Text" }), { train })).code).toBe(1);
  });
});
