import { breathe, inSlices } from "../../common/breathe.ts";
import { languageTools } from "../../matching/question/language-tools.ts";
import type { Pack } from "../../model.ts";
import { prepareLanguage } from "../../text/language-detector.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";

/** Reads the common words of the bot's and the pack's languages in slices, so that no question has to wait for that. Harmless when repeated. */
export async function prepareLanguages({ languages }: Pick<Pack, "languages">): Promise<void> {
  const { spokenLanguages, commonWords } = MATCHER_OPTIONS;
  for (const language of new Set([...spokenLanguages, ...languages])) {
    const words = commonWords(language);
    await breathe();
    await inSlices(prepareLanguage(words));
    const tools = languageTools(language, words);
    await breathe();
    tools.isPlace("");
    await breathe();
    tools.importance("");
  }
}
