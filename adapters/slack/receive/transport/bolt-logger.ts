import type { Logger as BoltLogger, LogLevel } from "@slack/bolt";
import type { Logger } from "../../../../src/ports.ts";

/**
 * Returns a logger that passes on what Bolt and its clients log, except debug lines, which quote whole events and calls. Of an error it passes on only the
 * name, since the message may quote what somebody wrote.
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
