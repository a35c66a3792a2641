import { Readable } from "node:stream";
import { createProgram } from "../../src/cli/program.ts";
import type { Platform } from "../../src/platform.ts";
import type { Environment } from "../../src/settings.ts";

export interface RunOptions {
  readonly environment: Environment;
  /** What is typed; nothing if absent. */
  readonly input?: Readable;
  /** The width of the terminal, in characters. */
  readonly columns?: number | undefined;
  readonly platforms?: readonly Platform[];
}

/** Runs one command line of the program in this process, and returns its exit code with what it wrote. */
export async function runProgram(
  args: readonly string[],
  { environment, input = Readable.from([]), columns, platforms = [] }: RunOptions,
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const program = createProgram({
    environment,
    terminal: {
      ...{ input, ...(columns === undefined ? {} : { columns }) },
      write: (text) => {
        out += text;
      },
      warn: (text) => {
        err += text;
      },
    },
    platforms,
    makeLogger: () => ({ info: () => {}, warn: () => {}, error: () => {} }),
    isInteractive: true,
    reveal: (text) => {
      out += text;
    },
    exit: () => {},
    untilSignal: () => {},
    onUnhandledRejection: () => {},
  });
  return { code: await program.run(args), out, err };
}
