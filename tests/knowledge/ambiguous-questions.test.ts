import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lintPack } from "../../src/knowledge/check/lint.ts";
import { joinPacks } from "../../src/knowledge/packs/join-packs.ts";
import { readDraft, readPack } from "../../src/knowledge/read/read-pack.ts";
import { writeCanteen } from "../cli/canteen-files.ts";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "malinois-ambiguous-"));
  await writeCanteen(directory);
});
afterEach(() => rm(directory, { recursive: true }));

const write = (text: string) => writeFile(join(directory, "en", "ambiguous.txt"), text);

async function packOf() {
  const reading = await readPack(directory);
  if (!reading.ok) throw new Error("The pack has errors");
  return reading.pack;
}

async function problemsOf(text: string) {
  await write(text);
  const { diagnostics } = await readDraft(directory);
  return diagnostics.map(({ file, line, message, fix }) => `${file}:${line} ${message}: ${fix}`);
}

describe("ambiguous questions of a pack", () => {
  it("are a question and two to four entries on each line, without comments and empty lines", async () => {
    await write("# Lunch\nlunch -> opening-hours, pay-for-lunch\n\n  a table?  ->  book-a-table ,opening-hours  \n");
    expect((await packOf()).ambiguous).toEqual({
      en: [
        { question: "lunch", entries: ["opening-hours", "pay-for-lunch"] },
        { question: "a table?", entries: ["book-a-table", "opening-hours"] },
      ],
    });
  });

  it("may be absent or empty", async () => {
    expect((await packOf()).ambiguous).toBeUndefined();
    await write("# nothing yet\n");
    expect((await packOf()).ambiguous).toBeUndefined();
  });

  it("are refused with their line unless they name two to four different entries", async () => {
    const four = "opening-hours, pay-for-lunch, book-a-table, food-allergy";
    const lines = ["lunch", "food -> opening-hours", "when -> opening-hours, opening-hours", "-> opening-hours, pay-for-lunch"];
    lines.push("a -> b -> opening-hours, pay-for-lunch", `all -> ${four}, vegetarian-food`, `some -> ${four}`);
    const problems = await problemsOf(lines.join("\n"));
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual(
      [1, 2, 3, 4, 5, 6].map((line) => `en/ambiguous.txt:${line}`),
    );
    expect(problems[0]).toContain("not a question with 2 to 4 different entries");
  });

  it("are refused with their line if an entry does not exist, if they are repeated, or if they are too long", async () => {
    const entries = "opening-hours, pay-for-lunch";
    const problems = await problemsOf(
      `lunch -> opening-hour, pay-for-lunch\nfood -> ${entries}\nFood -> ${entries}\n${"a ".repeat(200)} -> ${entries}`,
    );
    expect(problems).toHaveLength(3);
    expect(problems[0]).toContain('en/ambiguous.txt:1 The entry "opening-hour" does not exist: Did you mean "opening-hours"?');
    expect(problems[1]).toContain("en/ambiguous.txt:3 This question is already on line 2");
    expect(problems[2]).toContain("en/ambiguous.txt:4 The line is longer");
  });

  it("must not be a way of asking or the title of an entry", async () => {
    const pack = await packOf();
    const [entry] = pack.entries;
    const title = `${entry?.title.toUpperCase()}!`;
    const ambiguous = { en: [{ question: title, entries: ["opening-hours", "pay-for-lunch"] }] };
    const found = lintPack({ ...pack, ambiguous }, { today: "2026-11-27" }).filter(({ message }) =>
      message.includes("ambiguous"),
    );
    expect(found.map(({ level, message }) => `${level} ${message}`)).toEqual([
      `error "${entry?.title}" is also in en/ambiguous.txt`,
    ]);
  });

  it("of several packs are served together", async () => {
    const pack = await packOf();
    const line = { question: "lunch", entries: ["opening-hours", "pay-for-lunch"] };
    const other = { question: "parking", entries: ["car-park", "bicycles"] };
    const second = { ...pack, id: "second", entries: [], ambiguous: { en: [other] } };
    const joined = joinPacks([
      { label: "one", pack: { ...pack, ambiguous: { en: [line] } } },
      { label: "two", pack: second },
    ]);
    expect(joined.ok && joined.value.ambiguous).toEqual({ en: [line, other] });
  });
});
