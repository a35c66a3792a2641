import { UI_LANGUAGES } from "../languages/languages.ts";
import type { MatcherOptions } from "../matching/matcher.ts";
import { commonWords } from "../text/common-words.ts";

/** How the matcher is made everywhere: trained and used with the same words. */
export const MATCHER_OPTIONS: MatcherOptions = { spokenLanguages: UI_LANGUAGES, commonWords };
