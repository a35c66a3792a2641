import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { stringify } from "yaml";
import type { Entry, Pack } from "../../src/model.ts";

/** A pack with only the required fields. */
export const SMALLEST_PACK = `id: office
name: Office
languages: [en]
areas:
  - id: desk
    title: At your desk
`;

export const SMALLEST_ENTRY = `---
id: lost-badge
title: I lost my badge
questions:
  - where is my badge
---
Tell the reception. They block it.
`;

/** Returns the files of a small valid pack, with some added or replaced. */
export function smallPack(files: Readonly<Record<string, string | Buffer>> = {}): Record<string, string | Buffer> {
  return { "pack.yaml": SMALLEST_PACK, "en/desk/lost-badge.md": SMALLEST_ENTRY, ...files };
}

/** Writes files to a new folder that is deleted when the test ends. */
export async function writePack(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "malinois-pack-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  for (const [file, content] of Object.entries(files)) await writePackFile(directory, file, content);
  return directory;
}

export async function writePackFile(directory: string, file: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(directory, file)), { recursive: true });
  await writeFile(join(directory, file), content);
}

/** Returns the text of an entry's file: the fields as YAML, then the body. */
export function entryText(fields: Readonly<Record<string, unknown>>, body = "Tell the reception. They block it.\n"): string {
  const required = { id: "lost-badge", title: "I lost my badge", questions: ["where is my badge"] };
  return `---\n${stringify({ ...required, ...fields })}---\n${body}`;
}

/** An entry in which lint finds nothing. */
export function validEntry(fields: Partial<Entry> = {}): Entry {
  const id = fields.id ?? "lost-badge";
  return {
    id,
    area: "desk",
    language: "en",
    title: `About ${id}`,
    questions: Array.from({ length: 20 }, (_, at) => `Question ${at} of ${id}?`),
    keywords: [],
    urgent: false,
    related: [],
    sources: [{ title: "The handbook", url: "https://example.org/handbook", asOf: "2026" }],
    reviewed: "2026-11-01",
    tips: [],
    quiz: [],
    facts: [],
    summary:
      fields.language === "nl" ? "Vraag het aan het onthaal. Daar blokkeren ze hem." : "Tell the reception. They block it.",
    points: [],
    steps: [],
    more: [],
    ...fields,
  };
}

export function packOf(entries: readonly Entry[], fields: Partial<Pack> = {}): Pack {
  return {
    id: "office",
    name: { en: "Office" },
    languages: ["en"],
    defaultLanguage: "en",
    areas: [{ id: "desk", title: { en: "At your desk" } }],
    contacts: [],
    entries,
    ...fields,
  };
}
