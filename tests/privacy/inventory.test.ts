import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sayPrivacy } from "../../src/languages/index.ts";
import { UI_LANGUAGES } from "../../src/languages/languages.ts";
import { INVENTORY, inventoryTable } from "../../src/privacy/inventory.ts";
import { TOPICS, topicLine } from "../../src/privacy/topics.ts";
import { openDatabase } from "../../src/store/database.ts";
import { ROOT } from "../repository-root.ts";

const PAGE = join(ROOT, "docs/privacy.md");

test("the inventory lists every table and column of the database, and no others", async () => {
  const database = await openDatabase({ dataDirectory: ":memory:" });
  const tables = await database.queries.introspection.getTables();
  await database.close();
  const kept = tables
    .filter(({ name }) => !name.startsWith("malinois_migration"))
    .map(({ name, columns }) => [name, columns.map((column) => column.name).sort()] as const);
  const known = Object.entries(INVENTORY).map(([name, { columns }]) => [name, Object.keys(columns).sort()] as const);
  expect(Object.fromEntries(known)).toEqual(Object.fromEntries(kept));
});

test("the inventory names, for every table with personal data, its topic on the privacy page and where the data is shown", () => {
  const personal = Object.entries(INVENTORY).filter(([, { columns }]) => Object.values(columns).some((kind) => kind !== "none"));
  expect(personal.filter(([, { topic, shown }]) => topic === undefined || shown.length === 0).map(([name]) => name)).toEqual([]);
  expect(new Set(Object.values(INVENTORY).flatMap(({ topic = [] }) => topic))).toEqual(new Set(TOPICS));
});

test.each(UI_LANGUAGES)("the privacy page explains every topic, with the retention periods of the code (%s)", (language) => {
  const lines = TOPICS.map((topic) => topicLine(topic, language)).join("\n");
  for (const times of ["2", "25", "24", "30", "180", "400", "730"]) expect(lines).toMatch(new RegExp(`\\b${times}\\b`));
  expect(sayPrivacy(language, "erase.stays", { days: 730 })).toContain("730");
});

test("docs/privacy.md contains the current inventory", async () => {
  const page = readFileSync(PAGE, "utf8");
  const [start = "", rest = ""] = page.split("<!-- inventory -->\n");
  const [, end = ""] = rest.split("\n<!-- end of the inventory -->");
  await expect(`${start}<!-- inventory -->\n\n${inventoryTable()}\n\n<!-- end of the inventory -->${end}`).toMatchFileSnapshot(
    PAGE,
  );
});
