import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ROOT } from "../repository-root.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly uses?: string;
  readonly needs?: string | readonly string[];
  readonly steps?: readonly Step[];
  readonly permissions?: object;
  readonly "timeout-minutes"?: number;
}

interface Workflow {
  readonly name: string;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const workflows = readdirSync(join(ROOT, ".github/workflows")).map((file) => ({
  file,
  text: read(`.github/workflows/${file}`),
  workflow: parse(read(`.github/workflows/${file}`), { uniqueKeys: true }) as Workflow,
}));
const steps = workflows.flatMap(({ file, workflow }) =>
  Object.values(workflow.jobs).flatMap((job) => (job.steps ?? []).map((step) => ({ file, step }))),
);
const { scripts, engines } = JSON.parse(read("package.json")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
};

describe("the workflows", () => {
  it("declare their permissions, and give every job a time limit and steps, or another workflow", () => {
    const broken = workflows.flatMap(({ file, workflow }) => [
      ...(workflow.permissions === undefined ? [`${file} has no permissions`] : []),
      ...Object.entries(workflow.jobs).flatMap(([name, job]) => {
        if (job.uses !== undefined) return existsSync(join(ROOT, job.uses)) ? [] : [`${file}, ${name}: no ${job.uses}`];
        return (job.steps?.length ?? 0) > 0 && job["timeout-minutes"] !== undefined ? [] : [`${file}, ${name}`];
      }),
    ]);
    expect(workflows.length).toBeGreaterThan(2);
    expect(broken).toEqual([]);
  });

  it("only wait for jobs that exist", () => {
    const missing = workflows.flatMap(({ file, workflow: { jobs } }) =>
      Object.values(jobs).flatMap(({ needs = [] }) =>
        [needs].flat().flatMap((name) => (name in jobs ? [] : [`${file}: ${name}`])),
      ),
    );
    expect(missing).toEqual([]);
  });

  it("only run scripts and files that exist", () => {
    const missing = steps.flatMap(({ file, step: { run = "" } }) => [
      ...[...run.matchAll(/npm run (?:-s )?([\w:]+)/g)].flatMap(([, name = ""]) => (name in scripts ? [] : [`${file}: ${name}`])),
      ...[...run.matchAll(/(?:^|\s)(\.\w+\/[\w/]+)/g)].flatMap(([, path = ""]) => (existsSync(join(ROOT, path)) ? [] : [path])),
    ]);
    const named = workflows.flatMap(({ text }) => [...text.matchAll(/npm run -s ([\w:]+)/g)].map(([, name = ""]) => name));
    expect(missing).toEqual([]);
    expect(named).toContain("release:publish");
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("pin every action to a major version or a commit", () => {
    const actions = steps.flatMap(({ step: { uses } }) => (uses === undefined ? [] : [uses]));
    expect(actions.length).toBeGreaterThan(5);
    expect(actions.filter((action) => !/^[\w-]+\/[\w/-]+@(v\d+|[0-9a-f]{40})$/.test(action))).toEqual([]);
  });

  it("test the oldest Node that the package supports, and two newer ones", () => {
    const nodes = (parse(read(".github/workflows/ci.yml")) as { jobs: { test: { strategy: { matrix: { node: number[] } } } } })
      .jobs.test.strategy.matrix.node;
    expect(engines.node).toMatch(new RegExp(`^>=${Math.min(...nodes)}\\.`));
    expect(nodes.length).toBeGreaterThanOrEqual(3);
  });
});

describe("the configuration of GitHub, changesets, Renovate and editors", () => {
  it("is valid JSON or YAML", () => {
    for (const path of ["renovate.json", ".changeset/config.json", ".devcontainer/devcontainer.json"]) {
      expect(() => JSON.parse(read(path)), path).not.toThrow();
    }
    for (const file of readdirSync(join(ROOT, ".github/ISSUE_TEMPLATE"))) {
      const form = parse(read(`.github/ISSUE_TEMPLATE/${file}`));
      if (file !== "config.yml") expect(form, file).toMatchObject({ name: expect.any(String), body: expect.any(Array) });
    }
  });

  it("includes a changelog with notes for the version of the package", () => {
    const { version } = JSON.parse(read("package.json"));
    expect(read("CHANGELOG.md")).toContain(`\n## ${version}\n`);
  });
});
