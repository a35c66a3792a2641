/** The pack that `malinois init` begins: one entry, to be changed and multiplied. */
import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { MalinoisError } from "../../errors.ts";
import type { Language } from "../../model.ts";

/**
 * Writes a pack with one entry into a new folder.
 * @param name what people call the pack; its id is made from it
 * @throws MalinoisError when the folder holds something already
 */
export async function writePackSkeleton(folder: string, name: string, language: Language): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new MalinoisError("usage", `${folder} is not empty`, "Name another folder for the pack");
  }
  const entries = join(folder, language, "general");
  await mkdir(entries, { recursive: true });
  const pack = {
    id: idOf(name),
    name,
    languages: [language],
    defaultLanguage: language,
    areas: [{ id: "general", title: "General" }],
  };
  await writeFile(join(folder, "pack.yaml"), stringify(pack));
  await writeFile(join(entries, "lost-badge.md"), ENTRY);
}

/** Small letters, digits and hyphens: "Acme Ltd." → "acme-ltd". */
function idOf(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 64) || "own"
  );
}

const ENTRY = `---
id: lost-badge
title: I lost my badge
questions:
  - I lost my badge, what do I do?
  - badge stolen
  - where do I report a lost badge?
  - left my access card on the train
keywords: [badge, access card, pass]
sources:
  - title: House rules
    url: https://intranet.example.org/rules
---
An example: change it, or delete it. Call the reception at once, so that they can block the badge. You get a day pass, and a new badge within a week.

## What to do
1. Call the reception.
2. Tell your manager.
`;
