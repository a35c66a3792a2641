import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDraft, readPack } from "../../src/knowledge/read/read-pack.ts";
import { entryText, SMALLEST_ENTRY, SMALLEST_PACK, smallPack, writePack } from "./sample-pack.ts";

async function packOf(files: Readonly<Record<string, string | Buffer>>) {
  const reading = await readPack(await writePack(files));
  if (!reading.ok) throw new Error(`unexpected diagnostics: ${JSON.stringify(reading.diagnostics)}`);
  return reading;
}

async function diagnosticsOf(files: Readonly<Record<string, string | Buffer>>) {
  const reading = await readPack(await writePack(files));
  return reading.ok ? [] : reading.diagnostics;
}

describe("a pack", () => {
  test("can have one language and only what is required", async () => {
    const { pack } = await packOf(smallPack());
    expect(pack.entries.map((entry) => entry.id)).toEqual(["lost-badge"]);
    expect(pack.id).toBe("office");
  });

  test("has its entries sorted by language, area and id, in the order of pack.yaml", async () => {
    const head = "id: office\nname: O\nlanguages: [nl, en]\nareas:\n  - { id: door, title: D }\n  - { id: desk, title: D }\n";
    const { pack } = await packOf({
      "pack.yaml": head,
      "en/desk/b.md": entryText({ id: "b" }),
      "en/desk/a.md": entryText({ id: "a" }),
      "en/door/c.md": entryText({ id: "c" }),
      "nl/desk/a.md": entryText({ id: "a" }),
    });
    expect(pack.entries.map(({ language, area, id }) => `${language}/${area}/${id}`)).toEqual([
      "nl/desk/a",
      "en/door/c",
      "en/desk/a",
      "en/desk/b",
    ]);
  });

  test("is read with the location of each part of its entries and of pack.yaml", async () => {
    const { pack, locate } = await packOf(smallPack());
    const [entry] = pack.entries;
    expect(entry && locate(entry, ["summary"])).toEqual({ file: "en/desk/lost-badge.md", line: 7 });
    expect(locate(pack, ["areas", 0, "title"])).toEqual({ file: "pack.yaml", line: 6 });
  });

  test.each([
    ["a byte order mark", `\uFEFF${SMALLEST_ENTRY}`],
    ["Windows line ends", SMALLEST_ENTRY.replaceAll("\n", "\r\n")],
    ["old Macintosh line ends", SMALLEST_ENTRY.replaceAll("\n", "\r")],
    ["no line end at the end", SMALLEST_ENTRY.trimEnd()],
    ["spaces after the fences and empty lines before them", `\n\n${SMALLEST_ENTRY.replaceAll("---\n", "---  \n")}`],
  ])("can contain a file with %s", async (_, text) => {
    const { pack } = await packOf(smallPack({ "en/desk/lost-badge.md": text }));
    expect(pack.entries[0]?.summary).toBe("Tell the reception. They block it.");
  });

  test("does not include a language that is still being written", async () => {
    const files = { ...smallPack(), "fr/desk/lost-badge.md": entryText({ id: "lost-badge" }), "fr/desk/half.md": "---\nid: ha" };
    expect(await diagnosticsOf(files)).not.toEqual([]);
    const unfinished = { "fr/notes.md": "# To do", "fr/desk/found.markdown": "Text" };
    const { pack } = await packOf({ ...files, ...unfinished, "pack.yaml": `${SMALLEST_PACK}inProgress: [fr]\n` });
    expect(pack.entries.map(({ language, id }) => `${language}/${id}`)).toEqual(["en/lost-badge"]);
    expect(pack.languages).toEqual(["en"]);
    const both = await diagnosticsOf({ ...files, "pack.yaml": `${SMALLEST_PACK}inProgress: [en]\n` });
    expect(both.map(({ message }) => message)).toContain('The language "en" is in use');
  });

  test("may contain other files, which are ignored", async () => {
    const { pack } = await packOf(
      smallPack({
        "README.md": "# Our pack",
        "en/README.md": "# English",
        "en/desk/README.md": "# Desk",
        ".git/hooks/a.md": "x",
        "en/.DS_Store": Buffer.from([0, 1, 255]),
        "en/desk/.lost-badge.md.swp": Buffer.from([0, 255]),
        "en/desk/lost-badge.md~": "old",
        "en/desk/photo.png": Buffer.from([137, 80, 78, 71]),
        "media/logo.svg": "<svg/>",
      }),
    );
    expect(pack.entries).toHaveLength(1);
  });

  test("may contain symbolic links", async () => {
    const real = await writePack({ "real/desk/lost-badge.md": SMALLEST_ENTRY });
    const directory = await writePack({ "pack.yaml": SMALLEST_PACK });
    await symlink(join(real, "real"), join(directory, "en"));
    expect((await readPack(directory)).ok).toBe(true);
  });
});

describe("an invalid pack is refused", () => {
  test("completely, with the diagnostics of all its files in order", async () => {
    const diagnostics = await diagnosticsOf(
      smallPack({ "pack.yaml": `${SMALLEST_PACK}colour: red\n`, "en/desk/b.md": "", "en/desk/a.md": entryText({ id: "a" }, "") }),
    );
    expect(diagnostics.map(({ file, line }) => `${file}:${line}`)).toEqual(["en/desk/a.md:6", "en/desk/b.md:1", "pack.yaml:7"]);
  });

  test("if its folder does not exist", async () => {
    const reading = await readPack("/no/such/folder");
    expect(reading).toMatchObject({
      ok: false,
      diagnostics: [{ file: "pack.yaml", line: 1, message: expect.stringContaining("ENOENT") }],
    });
  });

  test("if it has no pack.yaml, without a look at its other files", async () => {
    const diagnostics = await diagnosticsOf({ "en/desk/lost-badge.md": "" });
    expect(diagnostics).toMatchObject([{ file: "pack.yaml", line: 1, message: "The file cannot be read: ENOENT" }]);
  });

  test("if it has no entries", async () => {
    const diagnostics = await diagnosticsOf({ "pack.yaml": SMALLEST_PACK });
    expect(diagnostics).toMatchObject([
      { file: "pack.yaml", line: 1, message: "The pack has no entries", fix: expect.stringContaining("en/<area>") },
    ]);
  });

  test.each([
    ["an empty file", { "en/desk/a.md": "" }, "en/desk/a.md", 1, "The file is empty"],
    [
      "a file that is not UTF-8",
      { "en/desk/a.md": Buffer.from("---\nid: a\ntitle: caf\xe9\n---\n", "latin1") },
      "en/desk/a.md",
      3,
      "The file is not UTF-8",
    ],
    [
      "a file in UTF-16",
      { "en/desk/a.md": Buffer.from(`\uFEFF${SMALLEST_ENTRY}`, "utf16le") },
      "en/desk/a.md",
      1,
      "The file is not UTF-8",
    ],
    [
      "a file with control characters",
      { "en/desk/a.md": "---\nid: a\u0000\n---\n" },
      "en/desk/a.md",
      2,
      "The text has a control character (U+0000)",
    ],
    [
      "a huge file",
      { "en/desk/a.md": "x".repeat(300 * 1024) },
      "en/desk/a.md",
      1,
      "The file is too large: 300 KiB, and 256 KiB is the most",
    ],
    [
      "a language that is not declared",
      { "nl/desk/lost-badge.md": SMALLEST_ENTRY },
      "nl/desk/lost-badge.md",
      1,
      'The language folder "nl" is not declared in pack.yaml',
    ],
    [
      "an area that is not declared",
      { "en/dest/a.md": entryText({ id: "a" }) },
      "en/dest/a.md",
      1,
      'The area folder "dest" is not declared in pack.yaml',
    ],
    [
      "a duplicate id",
      { "pack.yaml": `${SMALLEST_PACK}  - { id: door, title: D }\n`, "en/door/lost-badge.md": SMALLEST_ENTRY },
      "en/door/lost-badge.md",
      1,
      'The id "lost-badge" is already that of en/desk/lost-badge.md',
    ],
    [
      "a file name that cannot be an id",
      { "en/desk/Lost Card.md": entryText({ id: "lost-card" }) },
      "en/desk/Lost Card.md",
      1,
      'The file name "Lost Card" is not a valid id',
    ],
    [
      "an id that is too long",
      { [`en/desk/${"a".repeat(65)}.md`]: entryText({ id: "a".repeat(65) }) },
      `en/desk/${"a".repeat(65)}.md`,
      2,
      '"id" may hold a-z, 0-9 and hyphens, at most 64 of them',
    ],
    ["an entry outside an area", { "en/a.md": SMALLEST_ENTRY }, "en/a.md", 1, "This entry is not in an area's folder"],
    [
      "an entry with another ending",
      { "en/desk/a.markdown": SMALLEST_ENTRY },
      "en/desk/a.markdown",
      1,
      "This file is not read: its name does not end in .md",
    ],
  ] as const)("for %s", async (_, files, file, line, message) => {
    const diagnostics = await diagnosticsOf(smallPack(files));
    const diagnostic = diagnostics.find((each) => each.message === message);
    expect(diagnostic).toMatchObject({ file, line });
    expect(diagnostic?.fix).toMatch(/\w/);
  });

  test("for a folder in place of pack.yaml, and for a broken link", async () => {
    const directory = await writePack({ "en/desk/lost-badge.md": SMALLEST_ENTRY });
    await mkdir(join(directory, "pack.yaml"));
    await symlink("nowhere.md", join(directory, "en/desk/gone.md"));
    const reading = await readPack(directory);
    expect(reading.ok ? [] : reading.diagnostics.map(({ file }) => file)).toEqual(["en/desk/gone.md", "pack.yaml"]);
  });

  test("with the area that was probably meant", async () => {
    const [diagnostic] = await diagnosticsOf(smallPack({ "en/dest/a.md": entryText({ id: "a" }) }));
    expect(diagnostic?.fix).toMatch(/^Did you mean "desk"\?/);
  });

  test("but what can be read is available for checking", async () => {
    const draft = await readDraft(await writePack(smallPack({ "en/desk/b.md": "" })));
    expect(draft.pack?.entries.map((entry) => entry.id)).toEqual(["lost-badge"]);
    expect(draft.unreadable).toMatchObject([{ language: "en", id: "b" }]);
    expect(draft.diagnostics).toHaveLength(1);
  });
});
