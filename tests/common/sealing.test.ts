import { describe, expect, it } from "vitest";
import { createSealer, SEALING_KEY } from "../../src/common/sealing.ts";

const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString("base64")}`;
const [FIRST, SECOND] = [key("k1", 1), key("k2", 2)];

describe("sealing", () => {
  const { seal, open, isCurrent } = createSealer([FIRST]);

  it("gives back what was sealed, and never shows it", () => {
    for (const text of ["", "xoxb-1", "ü 🐕".repeat(1_000)]) {
      const sealed = seal(text, "a:1");
      expect(open(sealed, "a:1")).toBe(text);
      expect(text === "" || !sealed.includes(text)).toBe(true);
      expect(seal(text, "a:1")).not.toBe(sealed);
    }
  });

  it("opens nothing for another owner, and nothing that was changed or cut", () => {
    const sealed = seal("xoxb-1", "a:1");
    const bytesOf = (text: string) => Buffer.from(text.slice(3), "base64url");
    expect(() => open(sealed, "a:2")).toThrow(/belongs to another workspace/);
    for (let place = 3; place < sealed.length; place += 1) {
      const other = sealed[place] === "A" ? "B" : "A";
      const changed = sealed.slice(0, place) + other + sealed.slice(place + 1);
      // The last character of base64 may contain unused bits.
      if (bytesOf(changed).equals(bytesOf(sealed))) continue;
      expect(() => open(changed, "a:1")).toThrow();
      expect(() => open(sealed.slice(0, place), "a:1")).toThrow();
    }
  });

  it("seals with the first key, and opens what any of them sealed", () => {
    const old = seal("xoxb-1", "a:1");
    const changed = createSealer([SECOND, FIRST]);
    expect(changed.open(old, "a:1")).toBe("xoxb-1");
    expect([isCurrent(old), changed.isCurrent(old)]).toEqual([true, false]);
    expect(changed.isCurrent(changed.seal("xoxb-1", "a:1"))).toBe(true);
  });

  it("names the key that is missing, and the fix", () => {
    expect(() => createSealer([SECOND]).open(seal("xoxb-1", "a:1"), "a:1")).toThrow(
      expect.objectContaining({
        code: "configuration",
        message: expect.stringContaining('"k1"'),
        fix: expect.stringContaining("put it back"),
      }),
    );
  });

  it("rejects an empty list, keys that are too short or share an id, and what is not a key", () => {
    for (const keys of [[], [FIRST, key("k1", 3)]]) expect(() => createSealer(keys)).toThrow(/not valid/);
    for (const wrong of ["k1", "k1:", "k1:c2hvcnQ=", `:${FIRST.split(":")[1]}`, `k 1:${FIRST.split(":")[1]}`, `${FIRST}A`])
      expect(wrong).not.toMatch(SEALING_KEY);
    expect(FIRST).toMatch(SEALING_KEY);
  });
});
