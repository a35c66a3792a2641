import { MalinoisError } from "../errors.ts";

/**
 * Describes an error for the log: its name, its code and where it was thrown. The message is included only for Malinois' own errors, since others
 * may quote what somebody wrote.
 */
export function describeError(error: unknown): object {
  if (error instanceof MalinoisError) return { error: error.message, fix: error.fix };
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const at = /^\s+at .*$/m.exec(error.stack ?? "")?.[0].trim();
  return { error: error.name, ...(code !== undefined && { code }), ...(at !== undefined && { at }) };
}
