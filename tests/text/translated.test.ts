import { expect, it } from "vitest";
import { textIn } from "../../src/text/translated.ts";
import { parseWebAddress } from "../../src/text/web-address.ts";

it("a name is in the requested language, otherwise in English, otherwise in any", () => {
  const name = { nl: "hond", en: "dog", fr: "chien" };
  expect([textIn(name, "fr"), textIn(name, "de"), textIn({ nl: "hond" }, "de"), textIn({}, "de", "id")]).toEqual([
    "chien",
    "dog",
    "hond",
    "id",
  ]);
});

it("only http and https addresses are web addresses", () => {
  expect(parseWebAddress("https://safeonweb.be/en")?.href).toBe("https://safeonweb.be/en");
  expect(["javascript:alert(1)", "mailto:a@b.be", "nonsense", ""].map(parseWebAddress)).toEqual(Array(4).fill(undefined));
});
