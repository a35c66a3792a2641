import { createInterface } from "node:readline";
import { MalinoisError } from "../../errors.ts";
import type { Terminal } from "../terminal.ts";

/** One thing that a command needs to know. */
export interface Question {
  /** The option that gives the answer where there is no terminal: "--title". */
  readonly option: string;
  readonly text: string;
  /** The answer if nothing is typed. */
  readonly suggestion?: string;
  /** Returns what is wrong with an answer; undefined if it is valid. */
  readonly check?: (answer: string) => string | undefined;
}

/** Asks a person for what the options did not give. */
export interface Questioner {
  /**
   * Returns the given answer, if there is one; else asks the person until the answer is valid.
   * @throws MalinoisError (usage) if the given answer is not valid, or if there is nobody to ask
   */
  ask(question: Question, given: string | undefined): Promise<string>;
  /** Reads lines until an empty one; returns none if nobody can be asked. */
  askLines(text: string): Promise<readonly string[]>;
  close(): void;
}

/** @param hasPerson whether a person is at the terminal: without one nothing is read, so that no command waits for ever */
export function createQuestioner({ input, write }: Terminal, hasPerson: boolean): Questioner {
  const reader = hasPerson ? createInterface({ input }) : undefined;
  const lines = reader?.[Symbol.asyncIterator]();

  /** Returns the next line; undefined at the end of the input. */
  const typed = async (prompt: string): Promise<string | undefined> => {
    write(prompt);
    const next = await lines?.next();
    return next === undefined || next.done ? undefined : next.value.trim();
  };

  return {
    async ask({ option, text, suggestion, check = () => undefined }, given) {
      const missing = () => new MalinoisError("usage", `${text}: there is no answer`, `Add ${option}`);
      if (given !== undefined) {
        const problem = given.trim() === "" ? "is empty" : check(given);
        if (problem === undefined) return given.trim();
        throw new MalinoisError("usage", `${option} ${problem}`, `Write ${option} again`);
      }
      if (reader === undefined) {
        if (suggestion !== undefined) return suggestion;
        throw missing();
      }
      for (;;) {
        const line = await typed(`${text}${suggestion === undefined ? "" : ` [${suggestion}]`}: `);
        if (line === undefined) throw missing();
        const answer = line === "" ? (suggestion ?? "") : line;
        const problem = answer === "" ? "is empty" : check(answer);
        if (problem === undefined) return answer;
        write(`  This ${problem}.\n`);
      }
    },
    async askLines(text) {
      if (reader === undefined) return [];
      write(`${text} (an empty line ends):\n`);
      const answers: string[] = [];
      for (let line = await typed("  "); line !== undefined && line !== ""; line = await typed("  ")) answers.push(line);
      return answers;
    },
    close: () => reader?.close(),
  };
}
