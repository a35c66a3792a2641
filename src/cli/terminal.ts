import type { Readable } from "node:stream";

/** What a command reads from and writes to; given as arguments, so that tests need no process. */
export interface Terminal {
  readonly input: Readable;
  /** Takes output, line ends included. */
  readonly write: (text: string) => void;
  /** How many characters a line of the output holds; absent: another program reads it. */
  readonly columns?: number | undefined;
  /** Takes what went wrong. */
  readonly warn: (text: string) => void;
}

/** 0: done; 1: what was asked failed; 2: wrong usage. */
export type ExitCode = 0 | 1 | 2;
