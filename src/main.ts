#!/usr/bin/env -S node --max-semi-space-size=2 --optimize-for-size
/** The composition root: the only place that knows the platforms, and with src/cli the only reader of the environment. */
import { pino } from "pino";
import { PLATFORMS } from "../adapters/platforms.ts";
import { createProgram } from "./cli/program.ts";
import { readableLines } from "./cli/readable-lines.ts";
import { correlation } from "./delivery/correlation.ts";
import { createRedactor, redactStream } from "./privacy/redaction.ts";

/** Settings in `.env` count where the environment has none. */
function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

loadEnvironmentFile();
const redact = createRedactor(
  process.env,
  PLATFORMS.flatMap(({ secrets }) => secrets),
);
// The one way to print unredacted: for a secret that somebody asked for.
const reveal = process.stdout.write.bind(process.stdout);
for (const stream of [process.stdout, process.stderr]) redactStream(stream, redact);
// Node itself would print it past the streams.
process.on("uncaughtException", (error) => {
  process.stderr.write(`Unexpected failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
// Whoever reads the output may have seen enough ("ask --batch | head").
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
const program = createProgram({
  environment: process.env,
  terminal: {
    input: process.stdin,
    write: (text) => process.stdout.write(text),
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    warn: (text) => process.stderr.write(text),
  },
  platforms: PLATFORMS,
  makeLogger(level) {
    const options = { level, mixin: correlation };
    return pino(options, process.stdout.isTTY ? readableLines(process.stdout) : process.stdout);
  },
  onUnhandledRejection: (report) => process.on("unhandledRejection", report),
  reveal: (text) => void reveal(text),
  isInteractive: process.stdout.isTTY === true,
  exit: (code) => process.exit(code),
  untilSignal: (stop) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop().finally(() => process.exit()));
  },
});

process.exitCode = await program.run(process.argv.slice(2));
