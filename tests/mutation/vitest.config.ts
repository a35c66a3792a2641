import { defineConfig } from "vitest/config";

/** The tests that run against a mutant: those of the pure parts, which start no server, process or browser. */
export default defineConfig({
  test: {
    include: [
      "tests/matching/**/*.test.ts",
      "tests/text/**/*.test.ts",
      "tests/conversation/**/*.test.ts",
      "tests/nudges/{schedule,content,decide,replies,commands}/**/*.test.ts",
      "tests/nudges/{subscription,delivery/runner}.test.ts",
    ],
  },
});
