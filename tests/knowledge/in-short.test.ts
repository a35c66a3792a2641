import { expect, test } from "vitest";
import { packInShort } from "../../src/knowledge/packs/in-short.ts";
import { BICYCLE_PACK } from "../conversation/bicycle-pack.ts";

test("a pack in short says how many entries it has, in words that fit one of them", () => {
  const [entry] = BICYCLE_PACK.entries;
  if (entry === undefined) throw new Error("the pack of bicycles is empty");
  const pack = { ...BICYCLE_PACK, id: "mine", languages: ["nl", "fr"] };
  expect(packInShort({ ...pack, entries: [entry] })).toBe("mine, 1 entry in nl, fr");
  expect(packInShort({ ...pack, entries: [entry, entry] })).toBe("mine, 2 entries in nl, fr");
});
