import { describe, expect, it } from "vitest";
import { type SourceFile, sourceFiles } from "./source-files.ts";

const source = sourceFiles("src");
const kit = sourceFiles("adapters/kit");
/** The only file that names every adapter. */
const LIST_OF_PLATFORMS = "adapters/platforms.ts";
const adapters = sourceFiles("adapters").filter(({ path }) => !path.startsWith("adapters/kit/") && path !== LIST_OF_PLATFORMS);

/** Returns "src/x.ts imports adapters/y.ts" for each import that a rule forbids. */
function violations(files: readonly SourceFile[], forbidden: (target: string, file: SourceFile) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((target) => forbidden(target, file)).map((target) => `${file.path} imports ${target}`),
  );
}

function mentions(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
}

const PURE_FOLDERS = [
  "src/matching/",
  "src/conversation/",
  "src/nudges/schedule/",
  "src/nudges/content/",
  "src/nudges/decide/",
  "src/nudges/replies/",
  "src/hand-offs/decide/",
];
const pure = source.filter(({ path }) => PURE_FOLDERS.some((folder) => path.startsWith(folder)));
const IMPURE_PACKAGES = ["kysely", "libsql", "pg", "pino", "hono", "@hono/node-server", "commander"];

/** What the kit may import from the core: records, errors, and texts in any language. */
const SHARED_WITH_KIT = /^src\/(model|forms|ports|errors|actions)\.ts$|^src\/(text|languages|common)\//;
/** What an adapter may import from the core: it also declares its platform, and its own texts are catalogues like those of `src/languages`. */
const SHARED_WITH_ADAPTERS =
  /^src\/(model|forms|platform|settings|ports|errors|actions|reply-limits)\.ts$|^src\/(text|languages|web|common)\//;
const PACKAGES_OF_ADAPTERS: Readonly<Record<string, readonly string[]>> = {
  slack: ["@slack/bolt", "@slack/socket-mode", "@slack/types", "@slack/web-api", "undici"],
  discord: ["discord.js"],
  playground: [],
};
const PACKAGES_OF_ALL = ["hono", "zod"];

describe("the check of imports", () => {
  it("finds the files that it checks", () => {
    expect(source.length).toBeGreaterThan(50);
    expect(adapters.length).toBeGreaterThan(20);
    expect(pure.flatMap(({ imports }) => imports)).toContain("fuse.js");
  });

  it("keeps adapters out of src, except for the composition root", () => {
    const allowed = (target: string, path: string) => path === "src/main.ts" && target === LIST_OF_PLATFORMS;
    expect(violations(source, (target, { path }) => target.startsWith("adapters/") && !allowed(target, path))).toEqual([]);
  });

  it("lets an adapter import shared types and texts, its own files and its platform's package only", () => {
    const allowed = (target: string, { path }: SourceFile) => {
      const [, adapter = ""] = path.split("/");
      const packages = [...(PACKAGES_OF_ADAPTERS[adapter] ?? []), ...PACKAGES_OF_ALL];
      return (
        target.startsWith(`adapters/${adapter}/`) ||
        target.startsWith("adapters/kit/") ||
        target.startsWith("node:") ||
        SHARED_WITH_ADAPTERS.test(target) ||
        packages.some((name) => target === name || target.startsWith(`${name}/`))
      );
    };
    expect(violations(adapters, (target, file) => !allowed(target, file))).toEqual([]);
  });

  it("lets the adapters' kit import only shared records, texts and its own files, but no platform and no package", () => {
    const allowed = (target: string) =>
      target.startsWith("adapters/kit/") || target.startsWith("node:") || SHARED_WITH_KIT.test(target);
    expect(kit.length).toBeGreaterThan(5);
    expect(violations(kit, (target) => !allowed(target))).toEqual([]);
  });

  it("allows no cycles, not even of types", () => {
    expect(cycles(new Map([...source, ...adapters, ...kit].map(({ path, imports }) => [path, imports])))).toEqual([]);
  });

  it("keeps matching, conversation and nudges free of clock, environment, files, network, randomness and database", () => {
    expect(violations(pure, (target) => target.startsWith("node:") || IMPURE_PACKAGES.includes(target))).toEqual([]);
    expect(violations(pure, (target) => /^src\/(store|cli|app)|^src\/text\/common-words/.test(target))).toEqual([]);
    expect(
      mentions(pure, /\bDate\.now\b|new Date\(\)|Math\.random|\bprocess\.|\bfetch\(|\bsetTimeout\(|performance\.now/),
    ).toEqual([]);
  });

  it("lets only main and the command line read the environment", () => {
    const elsewhere = [...source, ...adapters].filter(({ path }) => path !== "src/main.ts" && !path.startsWith("src/cli/"));
    expect(mentions(elsewhere, /process\.env/)).toEqual([]);
  });

  it("allows no platform's name in src, except in the composition root", () => {
    const code = source
      .filter(({ path }) => path !== "src/main.ts")
      .map((file) => ({ ...file, text: withoutComments(file.text) }));
    expect(mentions(code, /slack|discord/i)).toEqual([]);
  });
});

/** Returns the import cycles among files, each as "a.ts → b.ts → a.ts". */
function cycles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) found.push([...way.slice(start), path].join(" → "));
    if (start >= 0 || done.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return found;
}

it("the search for import cycles finds a cycle", () => {
  const imports = new Map([
    ["a", ["b"]],
    ["b", ["c", "d"]],
    ["c", ["b"]],
  ]);
  expect(cycles(imports)).toEqual(["b → c → b"]);
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");
}
