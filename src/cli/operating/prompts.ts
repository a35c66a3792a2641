/** Questions at a terminal. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { MalinoisError } from "../../errors.ts";
import type { Terminal } from "../terminal.ts";

/** Asks questions. Each rejects with a `MalinoisError` if the person cancels or the input ends. */
export interface Prompts {
  /** Asks until the answer is valid; an empty one accepts the suggestion. `problem` returns what is wrong with an answer, undefined if it is valid. */
  text(question: string, suggestion: string, problem?: (answer: string) => string | undefined): Promise<string>;
  /** Asks for a secret; what is typed is not shown. */
  secret(question: string): Promise<string>;
  /** Asks for yes or no; empty is no. */
  confirm(question: string): Promise<boolean>;
  close(): void;
}

/** Reads answers line by line. */
export function openPrompts({ input, write }: Terminal): Prompts {
  // Only this writer echoes what is typed, so that a secret is not shown.
  let isHidden = false;
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      if (!isHidden) write(chunk.toString());
      done();
    },
  });
  const reader = createInterface({ input, output, terminal: "isTTY" in input && input.isTTY === true });
  const lines = reader[Symbol.asyncIterator]();
  const read = async (): Promise<string> => {
    const { done, value } = await lines.next();
    if (done === true)
      throw new MalinoisError("usage", "The questions were broken off. Nothing was changed", "Run the command again");
    return value.trim();
  };
  const ask = (question: string): Promise<string> => {
    reader.setPrompt(question);
    reader.prompt();
    return read();
  };
  return {
    async text(question, suggestion, problem = () => undefined) {
      for (;;) {
        const answer = (await ask(suggestion === "" ? `${question} ` : `${question} [${suggestion}] `)) || suggestion;
        const wrong = problem(answer);
        if (wrong === undefined) return answer;
        write(`${wrong}\n`);
      }
    },
    async secret(question) {
      write(question);
      isHidden = true;
      try {
        return await read();
      } finally {
        isHidden = false;
        write("\n");
      }
    },
    confirm: async (question) => /^(y|yes)$/i.test(await ask(`${question} [y/N] `)),
    close: () => reader.close(),
  };
}
