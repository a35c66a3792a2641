import { PLACEHOLDERS } from "../organisation/placeholders.ts";
import { type Diagnostic, nearestName } from "./diagnostic.ts";

/** A word in braces: the form of a placeholder. */
const IN_BRACES = /\{([\p{L}_-]{2,30})\}/gu;

/**
 * Returns what is wrong with the first placeholder of a text that would not be filled in; undefined if there is none.
 * @param isFilled whether placeholders are filled in at the place of the text
 */
export function wrongPlaceholder(text: string, isFilled = true): Pick<Diagnostic, "message" | "fix"> | undefined {
  const names = [...text.matchAll(IN_BRACES)].map(([, name = ""]) => name);
  const wrong = names.find((name) => !isFilled || !isPlaceholder(name));
  if (wrong === undefined) return undefined;
  if (isPlaceholder(wrong)) return { message: `"{${wrong}}" is not filled in here`, fix: "Say it in plain words here" };
  const meant = nearestName(wrong, PLACEHOLDERS);
  const list = `Known are: ${PLACEHOLDERS.map((name) => `{${name}}`).join(", ")}`;
  return { message: `Nobody fills in "{${wrong}}"`, fix: meant === undefined ? list : `Did you mean "{${meant}}"? ${list}` };
}

function isPlaceholder(name: string): boolean {
  return PLACEHOLDERS.some((known) => known === name);
}
