import { join } from "node:path";
import fc from "fast-check";
import JSZip from "jszip";
import { describe, expect, test } from "vitest";
import { readEntry } from "../../../src/knowledge/read/entry-file.ts";
import { entryText } from "../../../src/knowledge/write/entry-text.ts";
import { validEntry } from "../sample-pack.ts";
import { docxFile, heading, paragraph } from "./docx-file.ts";
import { filesIn, importTo } from "./stage.ts";

const GOOD = "# Rules\n\n## Doors\n\nThe doors close at six every evening.\n\n## Windows\n\nThe windows stay shut all day.\n";

/** Imports a bad file together with a good one, which must be imported. Returns the message about the bad one. */
async function refused(name: string, content: string | Buffer): Promise<string> {
  const folder = await filesIn({ [name]: content, "good.md": GOOD });
  const { code, err, pack } = await importTo([folder]);
  expect(code).toBe(1);
  expect(pack?.entries.map(({ id }) => id)).toEqual(["doors", "windows"]);
  expect(err.trim().split("\n")).toHaveLength(1);
  return err;
}

describe("an imported file that is malicious", () => {
  test("is refused if it is too large", async () => {
    expect(await refused("big.md", Buffer.alloc(50 * 1024 * 1024, "word "))).toMatch(
      /big\.md:1: The file is too large: 50\.0 MiB/,
    );
  });

  test("is refused if a small archive unpacks to gigabytes", async () => {
    const archive = await JSZip.loadAsync(await docxFile([heading(1, "A"), paragraph("B")]));
    archive.file("word/document.xml", Buffer.alloc(100 * 1024 * 1024, " "), { compression: "DEFLATE" });
    const bytes = await archive.generateAsync({ type: "nodebuffer" });
    expect(bytes.length).toBeLessThan(1024 * 1024);
    expect(await refused("bomb.docx", bytes)).toMatch(/bomb\.docx:1: The file unpacks to more than 24 MiB/);
  });

  test.each([
    ["not an archive", "notes.docx", "just text"],
    ["an archive of something else", "notes.docx", Buffer.from("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==", "base64")],
    ["bytes that are not text", "notes.txt", Buffer.from([0x61, 0x0a, 0xff, 0xfe, 0x0a])],
    ["elements without end", "deep.html", "<div>".repeat(100_000)],
    ["quotations without end", "deep.md", `${"> ".repeat(50_000)}x`],
    ["a paragraph that takes minutes to read", "slow.md", "_a".repeat(100_000)],
    ["empty", "empty.md", ""],
  ])("is refused if it is %s", async (_, name, content) => {
    expect(await refused(name, content)).toMatch(/:\d+: .+ \(.+\)$/m);
  });

  test("loses its scripts, invalid addresses and characters that reverse or hide text", async () => {
    const page = `<h1>Rules</h1><h2>Doors<script>alert(1)</script></h2><p onclick="x()">The doors <b>close</b> at six\u202e.\u0007 Ask <a href="javascript:alert(1)">here</a>.</p><h2>Windows</h2><p>They stay &lt;b&gt;shut&lt;/b&gt; today.</p>`;
    const { pack } = await importTo([join(await filesIn({ "rules.html": page }), "rules.html")]);
    const [doors] = pack?.entries ?? [];
    expect(doors?.title).toBe("Doors");
    expect(doors?.summary).toBe("The doors close at six. Ask here.");
    expect(doors?.sources).toEqual([]);
  });

  test("keeps its words as text, even if they have a meaning in YAML or in entry files", async () => {
    const text =
      "# Rules\n\n## @everyone: *read* this # now\n\nid: fake --- \\## Key points. Call @everyone & <!channel> today.\n\n2019\\. was a year to remember.\n\n\\- a dash begins this paragraph.\n\n## Doors\n\nClosed at six.\n";
    const { pack, errors } = await importTo([join(await filesIn({ "rules.md": text }), "rules.md")]);
    expect(errors).toEqual([]);
    const rules = pack?.entries.find(({ id }) => id.startsWith("everyone"));
    expect(rules?.title).toBe("@everyone: read this # now");
    expect(rules?.summary).toContain("Call @everyone & <!channel> today.");
  });
});

test("any text in an entry can be written to a file and read back", () => {
  const line = fc.string({ minLength: 1, unit: "grapheme" }).map((text) => text.replace(/[\p{C}\s]+/gu, " ").trim());
  const word = line.filter((text) => /^[\p{L}\p{N}]/u.test(text) && !/^\d/.test(text));
  const marked = fc
    .tuple(fc.constantFrom("", "- ", "1. ", "# ", "## Key points ", "* ", "--- ", "12) "), word)
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(
      word,
      fc.array(word, { minLength: 1 }),
      marked,
      fc.array(marked),
      fc.array(marked),
      (title, questions, summary, points, steps) => {
        const entry = validEntry({ title, questions, summary, points, steps, more: [summary, `• ${title}\n• two`] });
        const read = readEntry(entryText(entry), { file: "f", language: "en", area: "desk", id: entry.id });
        if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
        expect(read.value.entry).toMatchObject({ title, questions, tips: [], more: [expect.anything(), `• ${title}\n• two`] });
        expect(read.value.entry.points).toHaveLength(points.length);
        expect(read.value.entry.steps).toHaveLength(steps.length);
      },
    ),
  );
});
