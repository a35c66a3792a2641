import { expect, test } from "vitest";
import { joinPacks } from "../../src/knowledge/read/join-packs.ts";
import { packOf, validEntry } from "./sample-pack.ts";

test("packs that are joined keep what each offers to a cry for help, the first pack's first", () => {
  const first = packOf([validEntry({ urgent: true, steps: ["Call."] })], { firstAid: ["lost-badge"] });
  const second = packOf([validEntry({ id: "fire", urgent: true, steps: ["Leave."] })], { firstAid: ["fire"] });
  const joined = joinPacks([
    { label: "one", pack: first },
    { label: "two", pack: second },
  ]);
  expect(joined.ok ? joined.value.firstAid : joined.diagnostics).toEqual(["lost-badge", "fire"]);
});
