import { breathe } from "../../common/breathe.ts";
import { createInterimMatcher, newWordings } from "../../matching/interim.ts";
import type { Matcher } from "../../matching/matcher.ts";
import { createProvisionalMatcher } from "../../matching/provisional.ts";
import type { Pack } from "../../model.ts";
import { createHandlers, type Handlers } from "./handlers.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";

/** A pack and the matcher that was trained on it. */
export interface Learned {
  readonly pack: Pack;
  readonly matcher: Matcher;
}

/** Makes the handlers of a changed pack for as long as it is being trained, from the matcher of the previous pack. */
export async function interimKnowledge(
  { pack: before, matcher: learned }: Learned,
  pack: Pack,
): Promise<Handlers & { readonly pack: Pack }> {
  const fresh = createProvisionalMatcher(pack, MATCHER_OPTIONS);
  for (const entry of newWordings(before, pack)) {
    await breathe();
    fresh.learn(entry);
  }
  await breathe();
  return { pack, ...createHandlers(pack, createInterimMatcher(learned, fresh, pack)) };
}
