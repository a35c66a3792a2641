import { breathe } from "../../common/breathe.ts";
import { createIntentHandler, type IntentHandler } from "../../conversation/handler.ts";
import { createInterimMatcher, newWordings } from "../../matching/interim.ts";
import type { Matcher } from "../../matching/matcher.ts";
import { createProvisionalMatcher } from "../../matching/provisional.ts";
import type { Pack } from "../../model.ts";
import { createForeignLanguageReader } from "../../text/language-detector.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";

/** What was learned of a pack. */
export interface Learned {
  readonly pack: Pack;
  readonly matcher: Matcher;
}

/** Makes what answers with a changed pack while it is trained, from what was learned of the one before. */
export async function interimKnowledge(
  { pack: before, matcher: learned }: Learned,
  pack: Pack,
): Promise<{ readonly pack: Pack; readonly handle: IntentHandler }> {
  const fresh = createProvisionalMatcher(pack, MATCHER_OPTIONS);
  for (const entry of newWordings(before, pack)) {
    await breathe();
    fresh.learn(entry);
  }
  await breathe();
  const readForeign = createForeignLanguageReader(MATCHER_OPTIONS.spokenLanguages, MATCHER_OPTIONS.commonWords);
  const matcher = createInterimMatcher(learned, fresh, pack);
  return { pack, handle: createIntentHandler({ pack, matcher, readForeign }) };
}
