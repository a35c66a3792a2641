import type { Moment } from "../../src/model.ts";

/** Splits a text at the moments that it mentions. Returns the text between them and the moments, in order, without empty texts. */
export function splitAtMoments(text: string, moments: readonly Moment[]): readonly (string | Moment)[] {
  const [moment, ...others] = moments;
  if (moment === undefined) return text === "" ? [] : [text];
  if (moment.text === "") return splitAtMoments(text, others);
  return text.split(moment.text).flatMap((words, place) => {
    const before = splitAtMoments(words, others);
    return place === 0 ? before : [moment, ...before];
  });
}
