import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { PLATFORMS } from "../../adapters/platforms.ts";
import { CONFIG_NAMES } from "../../src/app/config.ts";
import { ROOT } from "../repository-root.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const dockerfile = read("Dockerfile");
const compose = parse(read("compose.yaml"));
/** The top-level name of each path that .dockerignore lets through. */
const inContext = [...read(".dockerignore").matchAll(/^!(\S+)$/gm)].map(([, name]) => name);
const OF_NODE_AND_LIBC = ["NODE_ENV", "MALLOC_ARENA_MAX"];
const variables = [...CONFIG_NAMES, ...PLATFORMS.flatMap((platform) => platform.variables)];

describe("the Dockerfile", () => {
  it("only copies files that exist and that .dockerignore includes", () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = ""]) => names.split(" "));
    expect(copied).toContain("package-lock.json");
    expect(copied.filter((name) => !existsSync(join(ROOT, name)) || !inContext.includes(name))).toEqual([]);
  });

  it("copies into the image every folder that the package ships", () => {
    const { files } = JSON.parse(read("package.json")) as { files: string[] };
    const needed = new Set(files.filter((path) => /^(dist|src|adapters|content)\b/.test(path)).map((path) => path.split("/")[0]));
    const [, image = ""] = dockerfile.split(/^FROM .*slim$/m);
    const inImage = new Set([...image.matchAll(/^COPY .* (\w+)$/gm)].map(([, name]) => name));
    expect([...needed].filter((name) => !inImage.has(name))).toEqual([]);
  });

  it("uses a supported and tested Node version on glibc, and does not run as root", () => {
    const { engines } = JSON.parse(read("package.json"));
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases).size).toBe(1);
    const [, major] = /^node:(\d+)-bookworm-slim$/.exec(bases[0] ?? "") ?? [];
    const [, least] = /^>=(\d+)/.exec(engines.node) ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(Number(least));
    expect(parse(read(".github/workflows/ci.yml")).jobs.test.strategy.matrix.node).toContain(Number(major));
    expect(dockerfile).toMatch(/^USER [1-9]\d*:0$/m);
  });

  it("only sets variables that are read", () => {
    const [, settings = ""] = /^ENV (.+)$/m.exec(dockerfile) ?? [];
    const names = settings.split(" ").map((setting) => setting.split("=")[0] ?? "");
    expect(names.filter((name) => ![...variables, ...OF_NODE_AND_LIBC].includes(name))).toEqual([]);
  });
});

describe("compose.yaml", () => {
  it("only sets variables that are read, mounts what it declares, and opens no port to others", () => {
    const { malinois, database } = compose.services;
    expect(Object.keys(malinois.environment).filter((name) => !variables.includes(name))).toEqual([]);
    const volumes = [...malinois.volumes, ...database.volumes].map((volume: string) => volume.split(":")[0]);
    expect(volumes.sort()).toEqual(Object.keys(compose.volumes).sort());
    expect(malinois.ports.every((port: string) => port.startsWith("127.0.0.1:"))).toBe(true);
    expect(database.ports).toBeUndefined();
  });

  it("gives Malinois no writable folder except its data, and enough time to stop", () => {
    const { malinois } = compose.services;
    expect(malinois).toMatchObject({ read_only: true, init: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] });
    expect(Number.parseInt(malinois.stop_grace_period, 10)).toBeGreaterThan(10);
  });
});
