import { describe, expect, test } from "vitest";
import { packFingerprint } from "../../src/knowledge/watch/fingerprint.ts";
import { packOf, soundEntry } from "./sample-pack.ts";

const pack = packOf([soundEntry(), soundEntry({ id: "lost-card" })]);

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
      packOf([soundEntry()]),
      packOf([soundEntry({ questions: ["Another?"] }), soundEntry({ id: "lost-card" })]),
      packOf([soundEntry({ language: "nl" }), soundEntry({ id: "lost-card" })]),
      packOf([soundEntry({ urgent: true }), soundEntry({ id: "lost-card" })]),
      packOf(pack.entries, { defaultLanguage: "nl" }),
      packOf(pack.entries, { areas: [{ id: "desk", title: { en: "Other" } }] }),
    ];
    expect(new Set([pack, ...variants].map(packFingerprint)).size).toBe(variants.length + 1);
  });

  test("depends on the order that people see", () => {
    const reordered = packOf([soundEntry({ questions: ["a", "b"] })]);
    expect(packFingerprint(packOf([soundEntry({ questions: ["b", "a"] })]))).not.toBe(packFingerprint(reordered));
  });
});
