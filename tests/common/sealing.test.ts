import { describe, expect, it } from "vitest";
import { createSealer, SEALING_KEY } from "../../src/common/sealing.ts";

const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString("base64")}`;
const [FIRST, SECOND] = [key("k1", 1), key("k2", 2)];

describe("sealing a token", () => {
  const { seal, open, isCurrent } = createSealer([FIRST]);

  it("can be reversed, and hides the token", () => {
    for (const text of ["", "xoxb-1", "ü 🐕".repeat(1_000)]) {
      const sealed = seal(text, "a:1");
      expect(open(sealed, "a:1")).toBe(text);
      expect(text === "" || !sealed.includes(text)).toBe(true);
      expect(seal(text, "a:1")).not.toBe(sealed);
    }
  });

  it("cannot be reversed for another owner, or after a change or truncation", () => {
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

  it("uses the first key, and can be reversed with any of the keys", () => {
    const old = seal("xoxb-1", "a:1");
    const changed = createSealer([SECOND, FIRST]);
    expect(changed.open(old, "a:1")).toBe("xoxb-1");
    expect([isCurrent(old), changed.isCurrent(old)]).toEqual([true, false]);
    expect(changed.isCurrent(changed.seal("xoxb-1", "a:1"))).toBe(true);
  });

  it("reports a missing key, with the fix", () => {
    expect(() => createSealer([SECOND]).open(seal("xoxb-1", "a:1"), "a:1")).toThrow(
      expect.objectContaining({
        code: "configuration",
        message: expect.stringContaining('"k1"'),
        fix: expect.stringContaining("put it back"),
      }),
    );
  });

  it("refuses an empty list, keys that are too short, duplicate ids, and malformed keys", () => {
    for (const keys of [[], [FIRST, key("k1", 3)]]) expect(() => createSealer(keys)).toThrow(/not valid/);
    for (const wrong of ["k1", "k1:", "k1:c2hvcnQ=", `:${FIRST.split(":")[1]}`, `k 1:${FIRST.split(":")[1]}`, `${FIRST}A`])
      expect(wrong).not.toMatch(SEALING_KEY);
    expect(FIRST).toMatch(SEALING_KEY);
  });
});
