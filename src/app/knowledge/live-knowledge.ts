import { join } from "node:path";
import { breathe, inSlices } from "../../common/breathe.ts";
import { prepareIntentHandler } from "../../conversation/handler.ts";
import { MalinoisError } from "../../errors.ts";
import { type Diagnostic, formatDiagnostic, toldOnce } from "../../knowledge/diagnostic.ts";
import { type PackSource, readServed } from "../../knowledge/overlay/overlay.ts";
import { lookAtFolders } from "../../knowledge/watch/folder-state.ts";
import { watchPack } from "../../knowledge/watch/watch.ts";
import { ROOT } from "../../languages/root.ts";
import { createMatcher } from "../../matching/matcher.ts";
import { type SelfTestSummary, summariseSelfTest } from "../../matching/self-test.ts";
import { buildSuggester, type PackSuggester } from "../../matching/suggester.ts";
import type { Asked, Pack } from "../../model.ts";
import { createHandlers, type Handlers } from "./handlers.ts";
import { interimKnowledge, type Learned } from "./interim-knowledge.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";
import { prepareLanguages } from "./prepare-languages.ts";
import { createProvisionalKnowledge } from "./provisional-knowledge.ts";
import type { Train, TrainingControl } from "./training.ts";

/** The folder of the pack that ships with Malinois. */
export const SHIPPED_PACK = join(ROOT, "content", "belgium");

/** A pack ready to answer. */
export interface Knowledge extends Handlers {
  readonly pack: Pack;
  /** How the pack does on its own ways of asking while they are left out of training; absent if that was not measured. */
  readonly selfTest?: SelfTestSummary;
}

/** The pack and handlers that answer now. */
export interface CurrentKnowledge extends Handlers {
  readonly pack: Pack;
  /** True until the first training has ended. Absent: it has. */
  readonly isProvisional?: boolean;
}

/** The pack in use, which changes with its files. Titles, and questions that equal a way of asking, are found at once; other questions only after training. */
export interface LiveKnowledge extends PackSuggester {
  readonly pack: Pack;
  /** Returns what answers now: while the pack is trained for the first time, or if that failed, the provisional knowledge, which needs no training. */
  current(): Promise<CurrentKnowledge>;
  /** Returns what answers once the first training has ended. Rejects if training failed, with an "AbortError" if `close` ended it. */
  trained(): Promise<Knowledge>;
  close(): void;
}

export interface LiveKnowledgeOptions extends PackSource {
  readonly train: Train;
  /** Called with each pack that comes into use after the first. */
  readonly onPack: (pack: Pack) => void;
  /** Called with the progress of training, 0–1; not for a pack whose saved model is loaded. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Called with the reasons why an edit was refused; the previous pack stays in use. */
  readonly onRefused: (reasons: readonly string[]) => void;
  /** Called when training failed for an edit that is in use: what is new in it is found only word for word. */
  readonly onUnlearned: (error: unknown) => void;
}

/**
 * Reads a pack, or several as one.
 * @throws MalinoisError (pack) with every diagnostic, a line each
 */
export async function readValidPack(...directories: readonly string[]): Promise<Pack> {
  return readValidSource({ directories });
}

/**
 * Reads packs as one, with their overlay.
 * @throws MalinoisError (pack) with every diagnostic, a line each
 */
export async function readValidSource({ directories, overlay }: PackSource): Promise<Pack> {
  const reading = await readServed({ directories, overlay });
  if (reading.ok) return reading.pack;
  throw new MalinoisError(
    "pack",
    `The pack in ${directories.join(", ")} cannot be served:\n${toldOnce(reading.diagnostics).map(formatDiagnostic).join("\n")}`,
    "Fix these lines; `malinois check` shows them again",
  );
}

/** How many of the pack's questions warm up the matcher, some with typos and some in pairs, so that nobody has to wait while patterns are compiled. */
const WARM_UPS = 200;
const WARM_UP: Asked = {
  kind: "asked",
  id: "warm-up",
  place: { platform: "", workspace: "", channel: "", private: true },
  asker: { id: "" },
  text: "",
  addressed: true,
};

/** Trains a pack, or loads its saved model, and makes it ready to answer. */
export async function prepareKnowledge(pack: Pack, train: Train, control: TrainingControl = {}): Promise<Knowledge & Learned> {
  const trained = await train(pack, control);
  await prepareLanguages(pack);
  await inSlices(prepareIntentHandler(pack));
  const matcher = createMatcher(pack, trained, MATCHER_OPTIONS);
  await breathe();
  await inSlices(matcher.prepare());
  await breathe();
  const handlers = createHandlers(pack, matcher);
  await breathe();
  for (const text of warmUpQuestions(pack)) {
    await breathe();
    handlers.handle({ ...WARM_UP, text }, {});
  }
  return { pack, ...handlers, matcher, selfTest: summariseSelfTest(trained.selfTest) };
}

/** Returns questions of the pack. In every other one two letters are swapped, and every third one is followed by another question. */
function warmUpQuestions({ entries }: Pack): string[] {
  const questions = entries.flatMap((entry) => entry.questions.slice(0, 3)).slice(0, WARM_UPS);
  return questions.map((question, at) => {
    const typed = at % 2 === 0 ? question : question.replace(/(\p{L}{2})(\p{L})(\p{L})/u, "$1$3$2");
    return at % 3 === 0 ? `${typed}? And ${questions[at - 1] ?? question}?` : typed;
  });
}

/**
 * Serves a pack and follows changes to its files. A valid edit takes effect at once: until it is trained, the model of the previous pack answers, and what is
 * new is found word for word. A broken edit never takes effect.
 * @throws MalinoisError (pack) when the pack is broken at the start
 */
export async function serveKnowledge(options: LiveKnowledgeOptions): Promise<LiveKnowledge> {
  const { directories, overlay, train, onPack, onRefused, onUnlearned, onProgress } = options;
  const closing = new AbortController();
  const control = { onProgress, signal: closing.signal };
  // Taken before reading, so that an edit made before the watch begins is noticed too.
  const { state } = await lookAtFolders({ directories, overlay });
  let pack = await readValidSource({ directories, overlay });
  let suggester = await inSlices(buildSuggester(pack));
  let provisional = createProvisionalKnowledge(pack);
  let progress = 0;
  /** The latest result of training, of the pack in use or an earlier one. Undefined until the first training has ended. */
  let learned: (Knowledge & Learned) | undefined;
  /** What answers now. Undefined until the first training has ended. */
  let answering: CurrentKnowledge | undefined;
  /** Resolves when all changes so far are in use. They are applied one after another. */
  let turn = Promise.resolve();
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(work);
    // A failed change does not hold up later ones.
    turn = done.catch(() => undefined);
    return done;
  }

  async function takeOver(next: Pack): Promise<void> {
    const nextSuggester = await inSlices(buildSuggester(next));
    if (learned === undefined) {
      const prepared = createProvisionalKnowledge(next);
      prepared.onProgress(progress);
      await prepared.ready;
      provisional = prepared;
    } else answering = await interimKnowledge(learned, next);
    pack = next;
    suggester = nextSuggester;
    onPack(next);
  }
  const adopt = (ready: Knowledge & Learned) =>
    inTurn(async () => {
      learned = ready;
      answering = ready.pack === pack ? ready : await interimKnowledge(ready, pack);
    });
  function unlearned(error: unknown): void {
    if (!closing.signal.aborted) onUnlearned(error);
  }
  async function learnAnew(next: Pack): Promise<void> {
    // No time is spent on an edit that a later one has replaced.
    if (next !== pack || closing.signal.aborted) return;
    await prepareKnowledge(next, train, control).then(adopt).catch(unlearned);
  }

  const trained = prepareKnowledge(pack, train, {
    ...control,
    onProgress(share) {
      progress = share;
      provisional.onProgress(share);
      onProgress?.(share);
    },
  }).then(async (ready) => {
    await adopt(ready);
    return ready;
  });
  // Callers of `trained` get the error. Until somebody calls it, a failed training must not count as an unhandled rejection.
  let learning = trained.then(
    () => undefined,
    () => provisional.onProgress(0),
  );
  const watch = watchPack(
    { directories, overlay },
    (next) => {
      const taken = inTurn(() => takeOver(next)).then(
        () => true,
        (error: unknown) => {
          unlearned(error);
          return false;
        },
      );
      learning = learning.then(() => taken).then((isTaken) => (isTaken ? learnAnew(next) : undefined));
    },
    (diagnostics: readonly Diagnostic[]) => onRefused(toldOnce(diagnostics).map(formatDiagnostic)),
    { current: pack, seen: state },
  );
  return {
    get pack() {
      return pack;
    },
    async current() {
      if (answering !== undefined) return answering;
      return Promise.race([trained.catch(() => provisional.ready), provisional.ready]);
    },
    trained: () => trained,
    suggest: (typed, language, limit) => suggester.suggest(typed, language, limit),
    over: (laid, own) => suggester.over(laid, own),
    close() {
      closing.abort();
      watch.close();
    },
  };
}
