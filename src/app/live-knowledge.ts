import { createIntentHandler, type IntentHandler } from "../conversation/handler.ts";
import { MalinoisError } from "../errors.ts";
import { type Diagnostic, formatDiagnostic } from "../knowledge/diagnostic.ts";
import { readPack } from "../knowledge/read/read-pack.ts";
import { watchPack } from "../knowledge/watch/watch.ts";
import { createMatcher } from "../matching/matcher.ts";
import { createSuggester, type Suggester } from "../matching/suggester.ts";
import type { Asked, Pack } from "../model.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";
import type { Train } from "./training.ts";

/** A pack ready to answer. */
export interface Knowledge {
  readonly pack: Pack;
  readonly handle: IntentHandler;
}

/** The pack in use, which changes with its files. Titles are found at once, answers after the first training. */
export interface LiveKnowledge extends Suggester {
  readonly pack: Pack;
  /** What answers now; waits for the first training. Rejects when that failed. */
  current(): Promise<Knowledge>;
  close(): void;
}

export interface LiveKnowledgeOptions {
  readonly directory: string;
  readonly train: Train;
  /** Told of each pack that has come into use after the first. */
  readonly onPack: (pack: Pack) => void;
  /** Told why an edit was not taken over; the pack before it goes on. */
  readonly onRefused: (reasons: readonly string[]) => void;
}

/**
 * Reads a pack.
 * @throws MalinoisError (pack) with every diagnostic, a line each
 */
export async function readValidPack(directory: string): Promise<Pack> {
  const reading = await readPack(directory);
  if (reading.ok) return reading.pack;
  throw new MalinoisError(
    "pack",
    `The pack in ${directory} cannot be served:\n${reading.diagnostics.map(formatDiagnostic).join("\n")}`,
    "Fix these lines; `malinois check` shows them again",
  );
}

/** So many questions are asked of the pack itself first: patterns are compiled then, and no asker waits for it. */
const WARM_UPS = 20;
const WARM_UP: Asked = {
  kind: "asked",
  id: "warm-up",
  place: { platform: "", workspace: "", channel: "", private: true },
  asker: { id: "" },
  text: "",
  addressed: true,
};

/** Trains a pack, or loads its training, and makes it answer. */
export async function prepareKnowledge(pack: Pack, train: Train): Promise<Knowledge> {
  const matcher = createMatcher(pack, await train(pack), MATCHER_OPTIONS);
  const handle = createIntentHandler({ pack, matcher });
  for (const { questions } of pack.entries.slice(0, WARM_UPS)) handle({ ...WARM_UP, text: questions[0] ?? "" }, {});
  return { pack, handle };
}

/**
 * Serves a pack and follows changes of its files: a valid edit comes into use once it is trained, a broken one never.
 * @throws MalinoisError (pack) when the pack is broken at the start
 */
export async function serveKnowledge(options: LiveKnowledgeOptions): Promise<LiveKnowledge> {
  const { directory, train, onPack, onRefused } = options;
  let pack = await readValidPack(directory);
  let suggester = createSuggester(pack);
  let knowledge = prepareKnowledge(pack, train);
  // Whoever asks is told; until somebody does, a failed training is no unhandled rejection.
  knowledge.catch(() => undefined);
  const takeOver = async (next: Pack) => {
    try {
      const ready = await prepareKnowledge(next, train);
      pack = next;
      suggester = createSuggester(next);
      knowledge = Promise.resolve(ready);
      onPack(next);
    } catch (error) {
      onRefused([error instanceof Error ? error.message : String(error)]);
    }
  };
  let taking = Promise.resolve();
  const watch = watchPack(
    directory,
    (next) => {
      taking = taking.then(() => takeOver(next));
    },
    (diagnostics: readonly Diagnostic[]) => onRefused(diagnostics.map(formatDiagnostic)),
    { current: pack },
  );
  return {
    get pack() {
      return pack;
    },
    current: () => knowledge,
    suggest: (typed, language, limit) => suggester.suggest(typed, language, limit),
    close: () => watch.close(),
  };
}
