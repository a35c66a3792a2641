import { createIntentHandler, type IntentHandler } from "../../conversation/handler.ts";
import { createCoverageReader } from "../../conversation/questions/coverage.ts";
import type { Matcher } from "../../matching/matcher.ts";
import { createOtherQuestions } from "../../matching/own/others.ts";
import { withOwnEntries } from "../../matching/own/own-matcher.ts";
import type { Entry, Pack } from "../../model.ts";
import { createForeignLanguageReader } from "../../text/language-detector.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";

/** The content of a workspace that differs from the shared pack. */
export interface WorkspaceContent {
  /** The shared pack without what the workspace has switched off, and with its own entries. */
  readonly pack: Pack;
  readonly own: readonly Entry[];
  /** Whether an entry is switched off. The shared model may still find it. */
  isOff(id: string): boolean;
}

/** The intent handlers of a pack: for everybody, and for workspaces with content of their own. */
export interface Handlers {
  readonly handle: IntentHandler;
  /** Makes the handler of a workspace. Takes some hundredths of a second if the workspace has entries of its own. */
  forWorkspace(content: WorkspaceContent): IntentHandler;
}

/** Makes the handlers of a pack. They share everything that takes much memory. */
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
