import { createBreather, inSlices } from "../../common/breathe.ts";
import { type IntentHandler, prepareIntentHandler } from "../../conversation/handler.ts";
import { withLead } from "../../conversation/turn.ts";
import { say } from "../../languages/index.ts";
import { dateLocale, uiLanguageFor } from "../../languages/languages.ts";
import { createProvisionalMatcher } from "../../matching/provisional.ts";
import type { Language, Pack } from "../../model.ts";
import { createHandlers, type Handlers } from "./handlers.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";
import { prepareLanguages } from "./prepare-languages.ts";

/** Answers questions while a pack is trained for the first time. */
export interface ProvisionalKnowledge {
  /** Takes the progress of training, 0–1. The first call, which comes only if there is no saved model, starts the preparation of answers. */
  onProgress(share: number): void;
  /** Resolves when it can answer. Pending until progress is reported; never rejects. */
  readonly ready: Promise<Handlers & { readonly pack: Pack; readonly isProvisional: true }>;
}

/** Makes the provisional knowledge of a pack: it answers questions that match word for word, offers titles for others, and says that it is still learning. */
export function createProvisionalKnowledge(pack: Pack): ProvisionalKnowledge {
  let share = 0;
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });

  async function prepare(): ProvisionalKnowledge["ready"] {
    await begun;
    await prepareLanguages(pack);
    const matcher = createProvisionalMatcher(pack, MATCHER_OPTIONS);
    const rest = createBreather();
    for (const entry of pack.entries) {
      matcher.learn(entry);
      await rest();
    }
    await inSlices(prepareIntentHandler(pack));
    const { handle, forWorkspace } = createHandlers(pack, matcher);
    return {
      pack,
      isProvisional: true,
      handle: whileLearning(handle),
      forWorkspace: (content) => whileLearning(forWorkspace(content)),
    };
  }

  function whileLearning(handle: IntentHandler): IntentHandler {
    return (inbound, memory) => {
      const decision = handle(inbound, memory);
      const isSure = decision.outcome !== "choices" && decision.outcome !== "unknown";
      return isSure ? decision : withLead(decision, stillLearning(decision.language, share));
    };
  }

  return {
    onProgress(soFar) {
      share = soFar;
      begin();
    },
    ready: prepare(),
  };
}

function stillLearning(spoken: Language, share: number): string {
  const language = uiLanguageFor(spoken);
  const percent = new Intl.NumberFormat(dateLocale(language), { style: "percent" }).format(share);
  return say(language, "unknown.learning", { percent });
}
