import type { MalinoisError } from "../../src/errors.ts";
import type { DoctorResult } from "../../src/ports.ts";

/** Something that `malinois doctor` found wrong, and how to fix it. */
export function problem(message: string, fix: string): DoctorResult {
  return { level: "problem", message, fix };
}

/** The same for an error that says so itself. */
export function problemOf({ message, fix }: MalinoisError): DoctorResult {
  return problem(message, fix);
}
