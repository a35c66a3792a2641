import type { ConditionalLogit } from "../../src/matching/model/conditional-logit.ts";

/**
 * Returns the text of a module that exports a fitted logit.
 * @param what the comment above it, without delimiters
 */
export function logitAsCode(name: string, what: string, logit: ConditionalLogit): string {
  const numbers = (values: readonly number[]) => `[${values.map((value) => Number(value.toPrecision(4))).join(", ")}]`;
  return `import type { ConditionalLogit } from "./conditional-logit.ts";

/**
 * ${what}
 */
export const ${name}: ConditionalLogit = {
  coefficients: ${numbers(logit.coefficients)},
  means: ${numbers(logit.means)},
  deviations: ${numbers(logit.deviations)},
  curvature: [
${logit.curvature.map((row) => `    ${numbers(row)},`).join("\n")}
  ],
};
`;
}
