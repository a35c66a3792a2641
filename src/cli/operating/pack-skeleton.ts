/** The pack that `malinois init` creates: one entry, to be changed and copied. */
import { existsSync, readdirSync } from "node:fs";
import { MalinoisError } from "../../errors.ts";
import { idOf } from "../../knowledge/import/ids.ts";
import { PACK_FILE } from "../../knowledge/read/pack-file.ts";
import { packText } from "../../knowledge/write/pack-text.ts";
import { writeNewFile } from "../../knowledge/write/write-files.ts";
import type { Language } from "../../model.ts";

/**
 * Writes a pack with one entry into a new folder.
 * @param name what people call the pack; its id is made from it
 * @throws MalinoisError (usage) if the folder is not empty; (pack) if it cannot be written
 */
export async function writePackSkeleton(folder: string, name: string, language: Language): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new MalinoisError("usage", `${folder} is not empty`, "Name another folder for the pack");
  }
  const areas = [{ id: "general", title: { [language]: "General" } }];
  await writeNewFile(folder, `${language}/general/lost-badge.md`, ENTRY);
  await writeNewFile(
    folder,
    PACK_FILE,
    packText({ id: idOf(name, "own"), name: { [language]: name }, languages: [language], areas }),
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
