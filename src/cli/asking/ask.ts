import type { Knowledge } from "../../app/knowledge/live-knowledge.ts";
import { replyAsText } from "../../conversation/replies/plain-text.ts";
import type { Asked, Decision, Language, Organisation } from "../../model.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { wrap } from "./wrap.ts";

export interface AskOptions {
  readonly text: string;
  readonly language?: Language | undefined;
  readonly json?: boolean;
  /** The organisation that the asker works for. */
  readonly organisation?: Organisation;
}

/** Returns a question typed at the command line as an inbound message. */
export function typedQuestion(id: string, text: string, language?: Language): Asked {
  return {
    kind: "asked",
    id,
    place: { platform: "terminal", workspace: "", channel: "terminal", private: true },
    asker: { id: "terminal", ...(language === undefined ? {} : { language }) },
    text,
    addressed: true,
  };
}

/** Runs `malinois ask`: writes the answer as text, or the whole decision as one JSON object. */
export function runAsk(
  knowledge: Knowledge,
  { text, language, json = false, organisation }: AskOptions,
  { write, columns }: Terminal,
): ExitCode {
  const decision = knowledge.handle(typedQuestion("ask", text, language), { organisation });
  write(json ? `${JSON.stringify(asJson(decision))}\n` : `${wrap(decision.replies.map(replyAsText).join("\n\n"), columns)}\n`);
  return 0;
}

function asJson({ outcome, language, entries, action, replies }: Decision): object {
  return { outcome, language, entries, ...(action === undefined ? {} : { action }), replies };
}
