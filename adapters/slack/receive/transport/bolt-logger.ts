import type { Logger as BoltLogger, LogLevel } from "@slack/bolt";
import type { Logger } from "../../../../src/ports.ts";

/**
 * Hands on what Bolt and its clients log. Not their debug lines, which quote whole events and calls, and of errors only
 * the kind: their messages may quote what somebody wrote.
 */
export function boltLogger(logger: Logger): BoltLogger {
  const hand = (write: (details: object, message: string) => void) => {
    return (...parts: unknown[]): void => write({ from: "bolt" }, parts.map(describe).join(" "));
  };
  return {
    debug: () => undefined,
    info: hand((details, message) => logger.info(details, message)),
    warn: hand((details, message) => logger.warn(details, message)),
    error: hand((details, message) => logger.error(details, message)),
    setLevel: () => undefined,
    getLevel: () => "info" as LogLevel,
    setName: () => undefined,
  };
}

function describe(part: unknown): string {
  if (typeof part === "string") return part;
  return part instanceof Error ? part.name : typeof part;
}
