import { createInterface } from "node:readline";
import { z } from "zod";
import type { Knowledge } from "../../app/knowledge/live-knowledge.ts";
import { MalinoisError } from "../../errors.ts";
import type { Context, Decision, Language } from "../../model.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { typedQuestion } from "./ask.ts";

const Line = z.object({
  id: z.string(),
  q: z.string(),
  lang: z.string().optional(),
  conversation: z.string().optional(),
});

/** Asks one question after another, each in the context of its conversation. */
export type AskInTurn = (
  id: string,
  text: string,
  language?: Language,
  conversation?: string,
) => { decision: Decision; ms: number };

/** @param now a clock in milliseconds, to measure the handler's own time */
export function askInTurn({ handle }: Knowledge, now: () => number): AskInTurn {
  const contexts = new Map<string, Context>();
  return (id, text, language, conversation) => {
    const context = conversation === undefined ? undefined : contexts.get(conversation);
    const begun = now();
    const decision = handle(typedQuestion(id, text, language), context === undefined ? {} : { context });
    const ms = now() - begun;
    if (conversation !== undefined && decision.context !== undefined) contexts.set(conversation, decision.context);
    return { decision, ms };
  };
}

/**
 * Runs `malinois ask --batch`: reads one JSON object per line and writes one per line, in the same order.
 * @throws MalinoisError (usage) at the first line that is not a JSON object of this form
 */
export async function runBatch(
  knowledge: Knowledge,
  { input, write }: Terminal,
  now: () => number,
  language?: Language,
): Promise<ExitCode> {
  const ask = askInTurn(knowledge, now);
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === "") continue;
    const { id, q, lang, conversation } = readLine(text, number);
    const { decision, ms } = ask(id, q, lang ?? language, conversation);
    const { outcome, entries, action } = decision;
    const line = {
      id,
      outcome,
      language: decision.language,
      entries,
      ...(action === undefined ? {} : { action }),
      ms: round(ms),
    };
    write(`${JSON.stringify(line)}\n`);
  }
  return 0;
}

function readLine(text: string, number: number): z.infer<typeof Line> {
  // Trimmed, since the input may begin with a byte order mark.
  const parsed = Line.safeParse(parseJson(text.trim()));
  if (parsed.success) return parsed.data;
  throw new MalinoisError(
    "usage",
    `Line ${number} of the input is not a question`,
    'Write lines such as {"id":"1","q":"what is NIS2"}',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const round = (ms: number) => Math.round(ms * 1_000) / 1_000;
