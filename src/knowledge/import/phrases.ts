import type { Asking } from "../../languages/asking.ts";
import type { Wording } from "./wording.ts";

const TOKEN = /[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*['’]?|[^\s\p{L}\p{N}]/gu;
const END = /^[.,;:)–—]$/;
/** In words, and in letters where it is one word. */
const LONGEST = 3;
const SHORTEST_WORD = 5;

/**
 * What a sentence speaks of: one to three words between an article and a place where a phrase ends ("a staged attack", "the
 * press"). With the article where questions of the language keep it.
 */
export function phrasesOf(sentence: string, { asking }: Wording): readonly string[] {
  if (asking === undefined) return [];
  const tokens = (sentence.match(TOKEN) ?? []).flatMap((token) => token.split(/(?<=^[ld]['’])/iu));
  return tokens.flatMap((token, at) => {
    const article = token.toLowerCase();
    if (!asking.articles.has(article)) return [];
    let end = at + 1;
    while (end < tokens.length && isContent(tokens[end] ?? "", asking)) end++;
    const words = tokens.slice(at + 1, end);
    const closes = tokens[end]?.toLowerCase() ?? ".";
    const isWhole = words.length > 0 && words.length <= LONGEST && (END.test(closes) || asking.closing.has(closes));
    if (!isWhole || words.join(" ").length < SHORTEST_WORD) return [];
    const phrase = words.join(" ");
    return [!asking.keepsArticle ? phrase : /['’]$/.test(article) ? article + phrase : `${article} ${phrase}`];
  });
}

function isContent(token: string, { smallWords, articles, prepositions }: Asking): boolean {
  const word = token.toLowerCase();
  return /[\p{L}\p{N}]/u.test(word) && !smallWords.has(word) && !articles.has(word) && !prepositions.has(word);
}
