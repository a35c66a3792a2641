import { describe, expect, test } from "vitest";
import { lintPack } from "../../src/knowledge/check/lint.ts";
import { readPack } from "../../src/knowledge/read/read-pack.ts";
import { UI_LANGUAGES } from "../../src/languages/languages.ts";

/** A fixed date, so that this test does not begin to fail one day. `malinois check` uses the real date. */
const TODAY = "2026-11-26";

const reading = await readPack("content/belgium");
const pack = reading.ok ? reading.pack : undefined;

describe("the pack that ships", () => {
  test("can be read", () => {
    expect(reading.ok ? [] : reading.diagnostics).toEqual([]);
    expect(pack?.id).toBe("belgium");
  });

  test("has no errors in lint", () => {
    if (!reading.ok) throw new Error("the pack cannot be read");
    const diagnostics = lintPack(reading.pack, { today: TODAY, locate: reading.locate });
    expect(diagnostics.filter((diagnostic) => diagnostic.level === "error")).toEqual([]);
  });

  test("has 129 entries in English", () => {
    expect(pack?.entries.filter((entry) => entry.language === "en")).toHaveLength(129);
  });

  test("has the ids of checked facts in every entry", () => {
    for (const { id, language, facts } of pack?.entries ?? []) {
      expect(facts, `${language}/${id}`).not.toEqual([]);
      for (const fact of facts) expect(fact, `${language}/${id}`).toMatch(/^[A-Z]\d{2,3}$/);
    }
  });

  test("has steps in every practical entry", () => {
    const practical = pack?.entries.filter((entry) => entry.area === "practical") ?? [];
    expect(practical).not.toEqual([]);
    for (const { id, steps } of practical) expect(steps, id).not.toEqual([]);
  });

  test("has its name, areas and contacts in every language that Malinois speaks", () => {
    const texts = [pack?.name, ...(pack?.areas ?? []).map((area) => area.title)];
    for (const contact of pack?.contacts ?? []) texts.push(contact.title, contact.when);
    for (const text of texts) expect(Object.keys(text ?? {})).toEqual(expect.arrayContaining([...UI_LANGUAGES]));
  });

  test("lists as first aid what most people need", () => {
    expect(pack?.firstAid).toEqual([
      "my-account-was-hacked",
      "i-clicked-a-phishing-link",
      "ransomware-first-steps",
      "lost-or-stolen-device",
      "i-gave-bank-data-or-lost-money",
    ]);
  });

  test("has the organisation's own people as the first contact, and the right number for bank cards", () => {
    expect(pack?.contacts[0]?.title.en).toMatch(/IT helpdesk/);
    expect(pack?.contacts.find((contact) => contact.title.en === "Card Stop")?.phone?.en).toBe("078 170 170");
    for (const { id, summary, steps, tips } of pack?.entries ?? []) {
      expect([summary, ...steps, ...tips].join(" "), id).not.toContain("070 344 344");
    }
  });
});
