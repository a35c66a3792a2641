import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { PLATFORMS } from "../../adapters/platforms.ts";
import { CONFIG_NAMES } from "../../src/app/config.ts";
import { ROOT } from "../repository-root.ts";
import { sourceFiles } from "./source-files.ts";

const LONGEST_FILE = 300;
/** About a dozen files per folder. */
const MOST_FILES = 14;
/** Each change of the schema adds a file here, and none is ever removed. */
const GROWING_FOLDER = "src/store/migrations";
const DOCUMENTS = [".", "docs"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);
const MOST_MEMBERS_OF_THE_PORT = 7;

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

describe("the repository", () => {
  it("has no source file over 300 lines", () => {
    const long = sourceFiles("src", "adapters").filter(({ text }) => text.split("\n").length > LONGEST_FILE);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it("has no source folder with more than 14 files", () => {
    const folders = ["src", "adapters"].flatMap((root) =>
      readdirSync(join(ROOT, root), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath }) => relative(ROOT, parentPath)),
    );
    const counts = new Map<string, number>();
    for (const folder of folders) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    expect([...counts].filter(([folder, count]) => count > MOST_FILES && folder !== GROWING_FOLDER)).toEqual([]);
  });

  it("explains in .env.example every variable that is read, and no other", () => {
    const named = [...read(".env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    const variables = [...CONFIG_NAMES, ...PLATFORMS.flatMap((platform) => platform.variables)];
    expect(named.sort()).toEqual(variables.sort());
  });

  it("only mentions files that exist in its documents", () => {
    const missing = DOCUMENTS.flatMap((document) =>
      [
        ...read(document).matchAll(/`((?:src|adapters|content|tests|docs|\.ci)\/[\w./-]*)`|\]\(((?!https?:|#|mailto:)[^)#\s]+)/g),
      ].flatMap(([, code, link]) => {
        const path = code ?? link ?? "";
        return existsSync(join(ROOT, path)) || existsSync(join(ROOT, "docs", path)) ? [] : [`${document} names ${path}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  it("has an adapter port with at most seven members, none of them optional", () => {
    const [, port = ""] = read("src/ports.ts").match(/^export interface Adapter \{\n(.*?)^\}/ms) ?? [];
    const members = [...port.matchAll(/^ {2}(?:readonly )?(\w+)(\??)[:(]/gm)];
    expect(members.map(([, name]) => name)).toContain("find");
    expect(members.length).toBeLessThanOrEqual(MOST_MEMBERS_OF_THE_PORT);
    expect(members.filter(([, , mark]) => mark !== "").map(([, name]) => name)).toEqual([]);
  });
});
