import type { Match, Matcher } from "../../src/matching/matcher.ts";
import type { Language, Pack } from "../../src/model.ts";

/** Words that say nothing about the topic, and so show the language. */
const SMALL_WORDS: Readonly<Record<Language, string>> = {
  en: "the a an is are was my i do does how what where who can for of to in on and or it me we you now with from this that",
  nl: "de het een is zijn mijn ik hoe wat waar wie kan kun voor van op in en of naar met dat dit me we je nu doe ben uit heb moet",
  fr: "le la les un une est mon ma je comment que quoi où qui pour de du des à au en et ou sur ce cette avec quel ai l d faire suis",
  de: "der die das ein eine ist mein meine ich wie was wo wer kann für von zu auf im in und oder mit den dem es nun wir sie aus",
};

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Makes a matcher with predictable results. The confidence of an entry is the Dice coefficient of the content words of the question and those of the
 * entry's title, question or keyword that has most in common with it.
 */
export function createOverlapMatcher({ entries, defaultLanguage }: Pack): Matcher {
  const small = new Map(Object.entries(SMALL_WORDS).map(([language, list]) => [language, new Set(list.split(" "))]));
  const names = entries.flatMap(({ id, language, title, questions, keywords }) =>
    [title, ...questions, ...keywords].map((name) => ({ id, language, words: contentOf(name, language) })),
  );
  const vocabulary = new Map(
    [...small.keys()].map((language) => [
      language,
      new Set(names.filter((name) => name.language === language).flatMap((name) => [...name.words])),
    ]),
  );

  function contentOf(text: string, language: Language): Set<string> {
    return new Set(words(text).filter((word) => !small.get(language)?.has(word)));
  }

  function detect(text: string, hint: Language): Language {
    const hits = (language: Language) =>
      words(text).filter((word) => small.get(language)?.has(word) || vocabulary.get(language)?.has(word)).length;
    const languages = [hint, ...small.keys()];
    return languages.reduce((best, language) => (hits(language) > hits(best) ? language : best));
  }

  return {
    match(question, hint = defaultLanguage): Match {
      const language = detect(question, hint);
      const asked = contentOf(question, language);
      const best = new Map<string, { confidence: number; matched: string[] }>();
      for (const name of names) {
        const matched = [...asked].filter((word) => name.words.has(word));
        const confidence = matched.length === 0 ? 0 : (2 * matched.length) / (asked.size + name.words.size);
        if (confidence > (best.get(name.id)?.confidence ?? 0)) best.set(name.id, { confidence, matched });
      }
      const ranked = [...best].sort(([, a], [, b]) => b.confidence - a.confidence).slice(0, 8);
      const [first, second] = ranked.map(([, { confidence }]) => confidence);
      const sure = (first ?? 0) >= 0.9 || (second ?? 0) < 0.75 * (first ?? 0);
      const close = ranked.filter(([, { confidence }]) => confidence > 0.75 * (first ?? 0)).length;
      const outcome = (first ?? 0) < 0.25 ? "unknown" : sure && (first ?? 0) >= 0.5 ? "answer" : "choices";
      return {
        language,
        outcome,
        candidates: ranked.map(([id, { confidence }]) => ({ id, confidence })),
        offered: Math.min(4, Math.max(2, close)),
        matched: ranked[0]?.[1].matched ?? [],
      };
    },
  };
}
