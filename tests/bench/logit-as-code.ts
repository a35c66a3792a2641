import type { ConditionalLogit, FittedLogit } from "../../src/matching/model/conditional-logit.ts";

/**
 * Returns the text of a module of src/matching/model that exports a fitted logit, with what makes it a prior.
 * @param what the comment above it, without its delimiters
 */
export function logitAsCode(name: string, what: string, logit: ConditionalLogit): string {
  const curvature = `  curvature: [
${logit.curvature.map((row) => `    ${numbers(row)},`).join("\n")}
  ],
`;
  return moduleOf(name, what, "ConditionalLogit", "./conditional-logit.ts", `${coefficientsOf(logit)}${curvature}`);
}

/** Returns the text of a module of src/conversation/questions that exports a fitted logit, for deciding alone. */
export function fittedAsCode(name: string, what: string, logit: FittedLogit): string {
  return moduleOf(name, what, "FittedLogit", "../../matching/model/conditional-logit.ts", coefficientsOf(logit));
}

function moduleOf(name: string, what: string, type: string, from: string, fields: string): string {
  return `import type { ${type} } from "${from}";

/**
 * ${what}
 */
export const ${name}: ${type} = {
${fields}};
`;
}

function coefficientsOf({ coefficients, means, deviations }: FittedLogit): string {
  return `  coefficients: ${numbers(coefficients)},
  means: ${numbers(means)},
  deviations: ${numbers(deviations)},
`;
}

function numbers(values: readonly number[]): string {
  return `[${values.map((value) => Number(value.toPrecision(4))).join(", ")}]`;
}
