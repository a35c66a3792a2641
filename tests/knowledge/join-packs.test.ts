import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { readPacks } from "../../src/knowledge/packs/read-packs.ts";
import { entryText, SMALLEST_PACK, smallPack, writePack } from "./sample-pack.ts";

const HOUSE = `id: house
name: House
languages: [nl, en]
areas:
  - { id: door, title: { en: Door, nl: Deur } }
  - { id: desk, title: { en: Another title, nl: Aan je bureau } }
contacts:
  - title: { en: Porter, nl: Portier }
`;
const key = (language: string) => entryText({ id: "key", title: `Key ${language}`, questions: [`where is the key ${language}`] });

async function readBoth(second: Readonly<Record<string, string>>, first: Readonly<Record<string, string>> = smallFiles()) {
  const directories = [await writePack(first), await writePack(second)] as const;
  return { directories, reading: await readPacks(directories) };
}

function smallFiles(): Record<string, string> {
  return smallPack({ "pack.yaml": `${SMALLEST_PACK}contacts:\n  - title: Reception\n` }) as Record<string, string>;
}

describe("several packs as one", () => {
  test("have the entries and languages of all, areas merged by id, and the first pack's name and contacts first", async () => {
    const { reading } = await readBoth({ "pack.yaml": HOUSE, "en/door/key.md": key("en"), "nl/door/key.md": key("nl") });
    if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
    const { pack } = reading;
    expect(pack).toMatchObject({ id: "office", name: { en: "Office" }, languages: ["en", "nl"], defaultLanguage: "en" });
    expect(pack.areas).toEqual([
      { id: "desk", title: { en: "At your desk", nl: "Aan je bureau" } },
      { id: "door", title: { en: "Door", nl: "Deur" } },
    ]);
    expect(pack.contacts.map(({ title }) => title.en)).toEqual(["Reception", "Porter"]);
    expect(pack.entries.map(({ id, language }) => `${language}/${id}`)).toEqual(["en/lost-badge", "en/key", "nl/key"]);
  });

  test("cannot have entries or campaigns with the same id, which is an error that names both", async () => {
    const campaign = "id: hello\nname: H\ndescription: D\naudience: A\nsteps:\n  - { id: one, day: 1, entry: lost-badge }\n";
    const files = { ...smallFiles(), "campaigns/hello.yaml": campaign };
    const { directories, reading } = await readBoth(files, files);
    const [first = "", second = ""] = directories.map((directory) => basename(directory));
    expect(reading).toMatchObject({
      ok: false,
      diagnostics: [
        {
          file: `${second}/en/desk/lost-badge.md`,
          message: `The entry "lost-badge" is also in ${first}/en/desk/lost-badge.md`,
        },
        { file: `${second}/campaigns/hello.yaml`, message: `The campaign "hello" is also in ${first}/campaigns/hello.yaml` },
      ],
    });
  });

  test("have diagnostics and locations that name the pack before the file", async () => {
    const { directories, reading } = await readBoth({
      "pack.yaml": HOUSE,
      "en/door/key.md": "Text",
      "nl/door/key.md": key("nl"),
    });
    expect(reading).toMatchObject({ ok: false, diagnostics: [{ file: `${basename(directories[1])}/en/door/key.md`, line: 1 }] });
    const right = await readBoth({ "pack.yaml": HOUSE, "en/door/key.md": key("en"), "nl/door/key.md": key("nl") });
    if (!right.reading.ok) throw new Error("unexpected");
    const entry = right.reading.pack.entries.find(({ id }) => id === "key");
    if (entry === undefined) throw new Error("unexpected");
    expect(right.reading.locate(entry, ["title"])).toEqual({ file: `${basename(right.directories[1])}/en/door/key.md`, line: 3 });
  });
});
