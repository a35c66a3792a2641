import { describe, expect, test } from "vitest";
import { packFingerprint } from "../../src/knowledge/watch/fingerprint.ts";
import { packOf, validEntry } from "./sample-pack.ts";

const pack = packOf([validEntry(), validEntry({ id: "lost-card" })]);

describe("the fingerprint of a pack", () => {
  test("does not depend on the order of entries and fields", async () => {
    const entries = [...pack.entries]
      .reverse()
      .map((entry) => Object.fromEntries(Object.entries(entry).reverse()) as typeof entry);
    const fingerprint = await packFingerprint(pack);
    expect(await packFingerprint({ ...pack, entries })).toBe(fingerprint);
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  test("changes if anything differs", async () => {
    const variants = [
      packOf([validEntry()]),
      packOf([validEntry({ questions: ["Another?"] }), validEntry({ id: "lost-card" })]),
      packOf([validEntry({ language: "nl" }), validEntry({ id: "lost-card" })]),
      packOf([validEntry({ urgent: true }), validEntry({ id: "lost-card" })]),
      packOf(pack.entries, { defaultLanguage: "nl" }),
      packOf(pack.entries, { areas: [{ id: "desk", title: { en: "Other" } }] }),
    ];
    expect(new Set(await Promise.all([pack, ...variants].map(packFingerprint))).size).toBe(variants.length + 1);
  });

  test("depends on any order that people see", async () => {
    const reordered = packOf([validEntry({ questions: ["a", "b"] })]);
    const ordered = packOf([validEntry({ questions: ["b", "a"] })]);
    expect(await packFingerprint(ordered)).not.toBe(await packFingerprint(reordered));
  });
});
