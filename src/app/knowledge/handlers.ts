import { createIntentHandler, type IntentHandler } from "../../conversation/handler.ts";
import { createCoverageReader } from "../../conversation/questions/coverage.ts";
import type { Matcher } from "../../matching/matcher.ts";
import { createOtherQuestions } from "../../matching/own/others.ts";
import { withOwnEntries } from "../../matching/own/own-matcher.ts";
import type { Entry, Pack } from "../../model.ts";
import { createForeignLanguageReader } from "../../text/language-detector.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";

/** What a workspace has of the content. */
export interface WorkspaceContent {
  /** The shared pack without what the workspace has switched off, and with its own entries. */
  readonly pack: Pack;
  readonly own: readonly Entry[];
  /** Whether an entry, which a model may still know, is switched off. */
  isOff(id: string): boolean;
}

/** Makes what answers, for everybody or for a workspace with content of its own. */
export interface Handlers {
  readonly handle: IntentHandler;
  /** Takes some hundredths of a second where the workspace has entries of its own. */
  forWorkspace(content: WorkspaceContent): IntentHandler;
}

/** Makes the handlers of a pack; they share all that is large. */
export function createHandlers(pack: Pack, matcher: Matcher): Handlers {
  const shared = {
    readForeign: createForeignLanguageReader(MATCHER_OPTIONS.spokenLanguages, MATCHER_OPTIONS.commonWords),
    coverage: createCoverageReader(),
  };
  const others = createOtherQuestions(pack, MATCHER_OPTIONS);
  return {
    handle: createIntentHandler({ pack, matcher, ...shared }),
    forWorkspace({ pack: laid, own, isOff }) {
      const all = own.length === 0 ? matcher : withOwnEntries(matcher, own, others, MATCHER_OPTIONS);
      return createIntentHandler({ ...shared, pack: laid, matcher: { match: (text, hint) => all.match(text, hint, isOff) } });
    },
  };
}
