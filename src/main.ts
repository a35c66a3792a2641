#!/usr/bin/env node
/** The composition root: the only place that knows the platforms, and with src/cli the only reader of the environment. */
import { pino } from "pino";
import { PLATFORMS } from "../adapters/platforms.ts";
import { createProgram } from "./cli/program.ts";
import { readableLines } from "./cli/readable-lines.ts";
import { createRedactor } from "./redaction.ts";

/** Settings in `.env` count where the environment has none. */
function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

loadEnvironmentFile();
const redact = createRedactor(process.env);
/** Every way out of the program, without secrets. */
const output = { write: (text: string) => process.stdout.write(redact(text)) };
const errors = { write: (text: string) => process.stderr.write(redact(text)) };
process.on("uncaughtException", (error) => {
  errors.write(`Unexpected failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
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
    write: output.write,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    warn: errors.write,
  },
  platforms: PLATFORMS,
  makeLogger: (level) => pino({ level }, process.stdout.isTTY ? readableLines(output) : output),
  onUnhandledRejection: (report) => process.on("unhandledRejection", report),
  isInteractive: process.stdout.isTTY === true,
  exit: (code) => process.exit(code),
  untilSignal: (stop) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop().finally(() => process.exit()));
  },
});

process.exitCode = await program.run(process.argv.slice(2));
