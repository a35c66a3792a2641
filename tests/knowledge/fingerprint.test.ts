import { describe, expect, test } from "vitest";
import { packFingerprint } from "../../src/knowledge/watch/fingerprint.ts";
import { packOf, validEntry } from "./sample-pack.ts";

const pack = packOf([validEntry(), validEntry({ id: "lost-card" })]);

describe("the fingerprint of a pack", () => {
  test("is the same whatever the order of entries and fields", () => {
    const entries = [...pack.entries]
      .reverse()
      .map((entry) => Object.fromEntries(Object.entries(entry).reverse()) as typeof entry);
    expect(packFingerprint({ ...pack, entries })).toBe(packFingerprint(pack));
    expect(packFingerprint(pack)).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is another as soon as anything differs", () => {
    const variants = [
      packOf([validEntry()]),
      packOf([validEntry({ questions: ["Another?"] }), validEntry({ id: "lost-card" })]),
      packOf([validEntry({ language: "nl" }), validEntry({ id: "lost-card" })]),
      packOf([validEntry({ urgent: true }), validEntry({ id: "lost-card" })]),
      packOf(pack.entries, { defaultLanguage: "nl" }),
      packOf(pack.entries, { areas: [{ id: "desk", title: { en: "Other" } }] }),
    ];
    expect(new Set([pack, ...variants].map(packFingerprint)).size).toBe(variants.length + 1);
  });

  test("depends on the order that people see", () => {
    const reordered = packOf([validEntry({ questions: ["a", "b"] })]);
    expect(packFingerprint(packOf([validEntry({ questions: ["b", "a"] })]))).not.toBe(packFingerprint(reordered));
  });
});
