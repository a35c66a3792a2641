import { expect, test } from "vitest";
import { createLastByPerson } from "../../src/common/last-by-person.ts";
import type { Place } from "../../src/model.ts";

const place = (workspace: string, channel = "c"): Place => ({ platform: "discord", workspace, channel, private: false });

function held() {
  const last = createLastByPerson<string>(10, () => 0);
  for (const workspace of ["", "one", "two"]) {
    for (const id of ["ann", "bob"]) last.set({ place: place(workspace), asker: { id } }, `${id} in ${workspace}`);
  }
  last.set({ place: { ...place("one"), platform: "slack" }, asker: { id: "ann" } }, "another ann");
  return last;
}

test("forgetting a person in a workspace keeps what is held of the person elsewhere, and of others", () => {
  const last = held();
  last.forget({ platform: "discord", workspace: "one", person: "ann" });
  expect(last.of(place("one"), "ann")).toBeUndefined();
  expect(last.of(place("two"), "ann")).toBe("ann in two");
  expect(last.of(place("one"), "bob")).toBe("bob in one");
});

test("forgetting a person who asks for it outside all workspaces covers every workspace of the platform, as in the store", () => {
  const last = held();
  last.forget({ platform: "discord", workspace: "", person: "ann" });
  expect(["", "one", "two"].map((workspace) => last.of(place(workspace), "ann"))).toEqual([undefined, undefined, undefined]);
  expect(last.of(place("two"), "bob")).toBe("bob in two");
  expect(last.of({ ...place("one"), platform: "slack" }, "ann")).toBe("another ann");
});

test("what was held for half an hour is deleted, and not only hidden", () => {
  let now = 0;
  const last = createLastByPerson<string>(10, () => now);
  last.set({ place: place("one"), asker: { id: "ann" } }, "ann");
  now = 30 * 60_000;
  last.set({ place: place("one"), asker: { id: "bob" } }, "bob");
  now = 1;
  expect(last.of(place("one"), "ann")).toBeUndefined();
  expect(last.of(place("one"), "bob")).toBe("bob");
});
