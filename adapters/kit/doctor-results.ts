import type { MalinoisError } from "../../src/errors.ts";
import type { DoctorResult } from "../../src/ports.ts";

/** Returns the result for a problem that `malinois doctor` found, with the fix. */
export function problem(message: string, fix: string): DoctorResult {
  return { level: "problem", message, fix };
}

/** Returns the same for an error that names its fix. */
export function problemOf({ message, fix }: MalinoisError): DoctorResult {
  return problem(message, fix);
}
