import { commonWords } from "../text/common-words.ts";
import type { MatcherOptions } from "../matching/matcher.ts";
import { SPOKEN_LANGUAGES } from "../languages/catalogue.ts";

/** How the matcher is made everywhere: trained and used with the same words. */
export const MATCHER_OPTIONS: MatcherOptions = { spokenLanguages: SPOKEN_LANGUAGES, commonWords };
