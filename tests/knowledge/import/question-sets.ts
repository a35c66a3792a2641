import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../repository-root.ts";

export const FIXTURES = join(ROOT, "tests/knowledge/import/fixtures");

/** A natural question: of kind "in" with the ids of the entries that answer it, or "off" if nothing in the text does. */
export interface NaturalQuestion {
  readonly id: string;
  readonly kind: "in" | "off";
  readonly q: string;
  readonly expect: readonly string[];
}

/** Reads a set of natural questions among the fixtures. */
export function questionsIn(questionSet: string): readonly NaturalQuestion[] {
  const lines = readFileSync(join(FIXTURES, questionSet), "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as NaturalQuestion);
}
