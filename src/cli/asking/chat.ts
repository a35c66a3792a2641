import { createInterface } from "node:readline";
import type { Knowledge } from "../../app/knowledge/live-knowledge.ts";
import { replyAsText } from "../../conversation/replies/plain-text.ts";
import type { Button, Context, Decision, Inbound, Language } from "../../model.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { type AskOptions, typedQuestion } from "./ask.ts";
import { wrap } from "./wrap.ts";

const GREETING = 'Ask me anything about cyber security. A number picks a choice, "more" and "sources" go on, "exit" ends.';
const ENDS = /^\s*(?:exit|quit|bye|\/(?:exit|quit))\s*$/iu;
const NUMBER = /^\s*\[?(\d{1,2})\]?\s*$/u;

/** Runs `malinois chat`: the same conversation as on a platform, line by line, until the input ends. Nothing is kept afterwards. */
export async function runChat(
  { handle }: Knowledge,
  terminal: Terminal,
  { language, organisation }: Pick<AskOptions, "language" | "organisation">,
): Promise<ExitCode> {
  const { input, write, columns } = terminal;
  const say = (text: string) => write(`${wrap(text, columns)}\n\n`);
  let context: Context | undefined;
  let chosen: Language | undefined;
  let choices: readonly Button[] = [];
  let turns = 0;

  function inboundFor(typed: string): Inbound {
    turns += 1;
    const asked = typedQuestion(`chat-${turns}`, typed, language);
    const button = choices[Number(NUMBER.exec(typed)?.[1] ?? 0) - 1];
    if (button === undefined) return asked;
    const { id, place, asker } = asked;
    return { kind: "pressed", id, place, asker, action: button.action, text: "" };
  }

  function remember(decision: Decision): void {
    context = decision.context ?? context;
    choices = decision.replies.at(-1)?.choices ?? [];
    for (const change of decision.changes) {
      if (change.kind === "person-language") chosen = change.language;
      if (change.kind === "erase-person") [context, chosen] = [undefined, undefined];
    }
  }

  const prompt = () => {
    if (columns !== undefined) write("> ");
  };
  say(GREETING);
  prompt();
  for await (const typed of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (ENDS.test(typed)) break;
    if (typed.trim() !== "") {
      const decision = handle(inboundFor(typed), { context, language: chosen, organisation });
      remember(decision);
      for (const reply of decision.replies) say(replyAsText(reply));
    }
    prompt();
  }
  return 0;
}
