import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readEntry } from "../../src/knowledge/read/entry-file.ts";
import { readPackFile } from "../../src/knowledge/read/pack-file.ts";

const guide = readFileSync("docs/content.md", "utf8");

const PLACE = { file: "en/practical/lost-badge.md", language: "en", area: "practical", id: "lost-badge" };

function readFields(line: string) {
  const read = readEntry(`---\nid: lost-badge\ntitle: T\nquestions: [Q]\n${line}\n---\nS.\n`, PLACE);
  return read.ok ? [] : read.diagnostics;
}

function example(language: string): string {
  const [, text] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(guide) ?? [];
  if (text === undefined) throw new Error(`the guide has no example in ${language}`);
  return text;
}

describe("the guide to writing content", () => {
  test("shows an entry that can be read", () => {
    const read = readEntry(example("markdown"), PLACE);
    expect(read.ok ? [] : read.diagnostics).toEqual([]);
    const entry = read.ok ? read.value.entry : undefined;
    expect(entry).toMatchObject({ urgent: true, reviewed: "2026-11-24" });
    for (const field of ["questions", "keywords", "related", "sources", "tips", "quiz", "points", "steps", "more"] as const) {
      expect(entry?.[field], field).not.toEqual([]);
    }
  });

  test("explains every field", () => {
    const [diagnostic] = readFields("colour: red");
    const fields = diagnostic?.fix.replace("Known are: ", "").split(", ") ?? [];
    expect(fields).toEqual(expect.arrayContaining(["id", "questions", "facts"]));
    for (const field of fields) expect(guide).toContain(`| \`${field}\` |`);
  });

  test("shows a pack.yaml that can be read", () => {
    const read = readPackFile(example("yaml"));
    expect(read.ok ? [] : read.diagnostics).toEqual([]);
  });
});
