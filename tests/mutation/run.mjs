import { Stryker } from "@stryker-mutator/core";

/**
 * Mutation testing: changes the code in small ways, one after the other, and says which change no test noticed.
 * `npm run mutate` works on all pure parts, which takes hours; `npm run mutate -- src/nudges/decide` on one folder.
 */
const PURE_PARTS = [
  "src/matching",
  "src/text",
  "src/conversation",
  "src/nudges/schedule",
  "src/nudges/content",
  "src/nudges/decide",
  "src/nudges/replies",
];

const named = process.argv.slice(2);
const folders = named.length > 0 ? named : PURE_PARTS;

await new Stryker({
  mutate: folders.map((folder) => `${folder}/**/*.ts`),
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "tests/mutation/vitest.config.ts", related: true },
  // Stryker would rewrite the file with TypeScript's old API, which this TypeScript does not have; nothing here needs it.
  tsconfigFile: "tests/mutation/none.json",
  coverageAnalysis: "perTest",
  // Constants of a module are set once, before any test: changing them means starting anew for each.
  ignoreStatic: true,
  concurrency: 1,
  reporters: ["progress-append-only", "clear-text"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: ".stryker",
}).runMutationTest();
