import { Stryker } from "@stryker-mutator/core";

/**
 * Mutation testing: changes the code in small ways, one after the other, and says which change no test noticed.
 * `npm run mutate` works on all pure parts, which takes hours; `npm run mutate -- src/nudges/decide` on one folder.
 *
 * A change is judged by the tests that ran over its line. What is made once and kept, such as a recogniser of phrases, is made in
 * the first test that needs it, and the others are not asked: with `--every-test` they are, which takes several times as long.
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

const EVERY_TEST = "--every-test";
const given = process.argv.slice(2);
const named = given.filter((argument) => argument !== EVERY_TEST);
const folders = named.length > 0 ? named : PURE_PARTS;

await new Stryker({
  mutate: folders.map((folder) => `${folder}/**/*.ts`),
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "tests/mutation/vitest.config.ts", related: true },
  // Stryker would rewrite the file with TypeScript's old API, which this TypeScript does not have; nothing here needs it.
  tsconfigFile: "tests/mutation/none.json",
  // Constants of a module are set once, before any test: changing them means starting anew for each.
  ...(given.includes(EVERY_TEST) ? { coverageAnalysis: "all" } : { coverageAnalysis: "perTest", ignoreStatic: true }),
  concurrency: 1,
  reporters: ["progress-append-only", "clear-text"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: ".stryker",
}).runMutationTest();
