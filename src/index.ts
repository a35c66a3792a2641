/** The public API, for programs that embed Malinois: `import { createAssistant } from "malinois"`. docs/embedding.md shows how to use it. */
import { prepareKnowledge, readValidPack, SHIPPED_PACK } from "./app/knowledge/live-knowledge.ts";
import { rememberTraining, trainInProcesses } from "./app/knowledge/training.ts";
import type { Asked, Context, Decision, Inbound, Language, Pack } from "./model.ts";

export type { Action } from "./actions.ts";
export { replyAsText } from "./conversation/replies/plain-text.ts";
export { type ErrorCode, MalinoisError } from "./errors.ts";
export type {
  Area,
  Asked,
  Button,
  Candidate,
  Contact,
  Context,
  Decision,
  Entry,
  Inbound,
  Language,
  Outcome,
  Pack,
  Person,
  Place,
  Pressed,
  Reply,
  Section,
  Source,
} from "./model.ts";
export { VERSION } from "./version.ts";

export interface AssistantOptions {
  /** The pack's folder; absent: the pack that ships. */
  readonly content?: string;
  /** A folder in which the trained model is kept, so that the next start takes less than a second; absent: every start trains. */
  readonly models?: string;
  /** Called with the progress of training, 0–1. */
  readonly onProgress?: (share: number) => void;
}

export interface AskOptions {
  /** The asker's language, for a question that does not tell it. */
  readonly language?: Language;
  /** `context` of the decision before, so that "more" and "source?" are understood. */
  readonly context?: Context;
}

/** What answers: a pack, trained. It holds no state, so one assistant serves any number of conversations. */
export interface Assistant {
  readonly pack: Pack;
  /** Answers a typed question. Never throws, whatever was typed. */
  ask(text: string, options?: AskOptions): Decision;
  /** Answers anything that can happen on a platform: a question with its place and asker, or a button pressed. Never throws. */
  handle(inbound: Inbound, memory?: { readonly context?: Context; readonly language?: Language }): Decision;
}

/**
 * Reads a pack and learns it, in processes of its own: some seconds for a hundred entries, unless `models` holds the result.
 * @throws MalinoisError (pack) with every problem of the pack, a line each
 */
export async function createAssistant({ content, models, onProgress }: AssistantOptions = {}): Promise<Assistant> {
  const pack = await readValidPack(content ?? SHIPPED_PACK);
  const train = models === undefined ? trainInProcesses : rememberTraining(models, trainInProcesses);
  const { handle } = await prepareKnowledge(pack, train, { onProgress });
  return {
    pack,
    ask: (text, { language, context } = {}) => handle(typedQuestion(text, language), context === undefined ? {} : { context }),
    handle: (inbound, memory = {}) => handle(inbound, memory),
  };
}

function typedQuestion(text: string, language: Language | undefined): Asked {
  return {
    kind: "asked",
    id: "question",
    place: { platform: "embedded", workspace: "", channel: "embedded", private: true },
    asker: { id: "asker", ...(language === undefined ? {} : { language }) },
    text,
    addressed: true,
  };
}
