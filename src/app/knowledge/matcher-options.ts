import { readingOf } from "../../conversation/phrases/reading.ts";
import { isUiLanguage, UI_LANGUAGES } from "../../languages/languages.ts";
import { synonymsOf } from "../../languages/synonyms.ts";
import { DRAFT_PRIOR } from "../../matching/model/draft-prior.ts";
import { PRIOR } from "../../matching/model/prior.ts";
import type { MatcherOptions } from "../../matching/options.ts";
import { backgroundQuestions } from "../../text/background.ts";
import { commonWords } from "../../text/common-words.ts";

/** The options of the matcher, the same everywhere, since it must be trained and used with the same words. */
export const MATCHER_OPTIONS: MatcherOptions = {
  spokenLanguages: UI_LANGUAGES,
  commonWords,
  isStopWord: (word, language) => isUiLanguage(language) && readingOf(language).isStopWord(word),
  background: backgroundQuestions,
  synonyms: synonymsOf,
  prior: PRIOR,
  draftPrior: DRAFT_PRIOR,
};
