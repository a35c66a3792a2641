import { pino } from "pino";
import { expect, it } from "vitest";
import { readableLines } from "../../src/cli/readable-lines.ts";

it("log lines for people consist of the time, the level from warnings on, the message and its details", () => {
  let out = "";
  const logger = pino(
    { timestamp: () => `,"time":${new Date(2026, 10, 26, 9, 3, 4).getTime()}` },
    readableLines({ write: (text) => (out += text) }),
  );
  logger.info({ inbound: "q1", ms: 12 }, "answered");
  logger.warn({ adapters: ["one"] }, "late");
  expect(out).toBe('09:03:04 answered  inbound=q1  ms=12\n09:03:04 WARN late  adapters=["one"]\n');
});
