import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunks, packInOrder } from "../../../adapters/kit/grouping.ts";

describe("grouping", () => {
  it("splits into groups of a size", () => {
    expect(chunks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunks([], 2)).toEqual([]);
  });

  it("fills one group after the other, up to the limit of each measure", () => {
    const pack = (items: readonly string[]) =>
      packInOrder(items, ({ length }) => ({ characters: length, items: 1 }), { characters: 6, items: 2 });
    expect(pack(["abc", "def", "g"])).toEqual([["abc", "def"], ["g"]]);
    expect(pack(["a", "b", "c"])).toEqual([["a", "b"], ["c"]]);
    expect(pack(["abcd", "efg", "hi"])).toEqual([["abcd"], ["efg", "hi"]]);
    expect(pack(["a", "much too long", "b"])).toEqual([["a"], ["much too long"], ["b"]]);
  });

  it("keeps the order, and starts a new group only if the next item does not fit", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1 }), (sizes) => {
        const groups = packInOrder(sizes, (size) => ({ size }), { size: 10 });
        const sum = (group: readonly number[] = []) => group.reduce((total, size) => total + size, 0);
        expect(groups.flat()).toEqual(sizes);
        for (const [place, group] of groups.entries()) {
          if (group.length > 1) expect(sum(group)).toBeLessThanOrEqual(10);
          if (place > 0) expect(sum(groups[place - 1]) + (group[0] ?? 0)).toBeGreaterThan(10);
        }
      }),
    );
  });
});
