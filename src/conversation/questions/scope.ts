import type { Match } from "../../matching/matcher.ts";
import { plainWords } from "../../text/utterance.ts";
import { readingOf } from "../phrases/reading.ts";

/**
 * Returns whether a message can be about no entry, though it shares words with some: an order to make something, or a question about another country. A
 * country does not count for people who speak of themselves, since they may be in trouble while abroad. If an entry would be the answer, only an order to
 * write something, or to break into something, counts: "send a file safely" may be how people ask.
 */
export function isBeyondScope(text: string, { language, isElsewhere, outcome }: Match): boolean {
  const words = plainWords(text);
  const reading = readingOf(language);
  if (outcome === "answer") return reading.isOrder(words);
  return reading.isOffTopic(words) || (isElsewhere === true && !reading.tellsOfSelf(words));
}
