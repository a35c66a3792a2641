/** A fitted logistic regression, as plain data: an intercept and a coefficient for each standardised feature. */
export interface LogisticModel {
  readonly coefficients: readonly number[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

const ITERATIONS = 30;
const SMALLEST_STEP = 1e-6;
/** Keeps coefficients finite where the classes separate perfectly (ridge penalty on standardised features). */
const RIDGE = 1;

/**
 * Fits a logistic regression by Newton's method (iteratively reweighted least squares) on standardised features.
 * Without both outcomes in `outcomes` the model always answers their share.
 */
export function fitLogistic(rows: readonly (readonly number[])[], outcomes: readonly boolean[]): LogisticModel {
  const positives = outcomes.filter(Boolean).length;
  const width = rows[0]?.length ?? 0;
  const means = columnStatistic(rows, width, mean);
  const deviations = columnStatistic(rows, width, (values) => standardDeviation(values) || 1);
  let coefficients = new Array<number>(width + 1).fill(0);
  if (positives === 0 || positives === rows.length) {
    const share = (positives + 0.5) / (rows.length + 1);
    coefficients[0] = Math.log(share / (1 - share));
    return { coefficients, means, deviations };
  }
  const design = rows.map((row) => standardise(row, means, deviations));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const step = newtonStep(design, outcomes, coefficients);
    coefficients = coefficients.map((value, index) => value + (step[index] ?? 0));
    if (Math.max(...step.map(Math.abs)) < SMALLEST_STEP) break;
  }
  return { coefficients, means, deviations };
}

/** The probability (0–1) that a row of features is positive. */
export function probability({ coefficients, means, deviations }: LogisticModel, row: readonly number[]): number {
  return sigmoid(dot(coefficients, standardise(row, means, deviations)));
}

function standardise(row: readonly number[], means: readonly number[], deviations: readonly number[]): number[] {
  return [1, ...row.map((value, column) => (value - (means[column] ?? 0)) / (deviations[column] ?? 1))];
}

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

function standardDeviation(values: readonly number[]): number {
  const average = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - average) ** 2)));
}

function columnStatistic(rows: readonly (readonly number[])[], width: number, statistic: (values: number[]) => number): number[] {
  return Array.from({ length: width }, (_, column) => statistic(rows.map((row) => row[column] ?? 0)));
}

/** One Newton step: the ridge-penalised gradient divided by the Hessian. */
function newtonStep(
  design: readonly (readonly number[])[],
  outcomes: readonly boolean[],
  coefficients: readonly number[],
): number[] {
  const size = coefficients.length;
  const gradient = coefficients.map((value, index) => (index === 0 ? 0 : -RIDGE * value));
  const hessian = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column): number => (row === column ? (row === 0 ? 1e-9 : RIDGE) : 0)),
  );
  design.forEach((row, index) => {
    const expected = sigmoid(dot(coefficients, row));
    const residual = (outcomes[index] ? 1 : 0) - expected;
    const curvature = Math.max(expected * (1 - expected), 1e-9);
    for (let i = 0; i < size; i++) {
      gradient[i] = (gradient[i] ?? 0) + residual * (row[i] ?? 0);
      const hessianRow = hessian[i] ?? [];
      for (let j = 0; j < size; j++) hessianRow[j] = (hessianRow[j] ?? 0) + curvature * (row[i] ?? 0) * (row[j] ?? 0);
    }
  });
  return solve(hessian, gradient);
}

/** Solves a small symmetric positive definite system by Gaussian elimination. */
function solve(matrix: number[][], vector: number[]): number[] {
  const size = vector.length;
  const rows = matrix.map((row, index) => [...row, vector[index] ?? 0]);
  for (let pivot = 0; pivot < size; pivot++) {
    const pivotRow = rows[pivot] ?? [];
    for (let below = pivot + 1; below < size; below++) {
      const row = rows[below] ?? [];
      const factor = (row[pivot] ?? 0) / (pivotRow[pivot] ?? 1);
      for (let column = pivot; column <= size; column++) row[column] = (row[column] ?? 0) - factor * (pivotRow[column] ?? 0);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let index = size - 1; index >= 0; index--) {
    const row = rows[index] ?? [];
    let rest = row[size] ?? 0;
    for (let column = index + 1; column < size; column++) rest -= (row[column] ?? 0) * (solution[column] ?? 0);
    solution[index] = rest / (row[index] ?? 1);
  }
  return solution;
}
