import { element } from "../elements.js";

// Shows the moments that a text mentions in the reader's own time zone.

/** @import { PageReply } from "../../protocol.ts" */

/**
 * Draws a text: its moments in this browser's time zone, everything else with `draw`.
 * @param {string} text
 * @param {Pick<PageReply, "language" | "moments">} reply
 * @param {(words: string) => readonly (Node | string)[]} draw
 * @returns {(Node | string)[]}
 */
export function withMoments(text, { language, moments = [] }, draw) {
  const [moment, ...others] = moments;
  if (moment === undefined) return text === "" ? [] : [...draw(text)];
  const shown = momentText(moment.at, language);
  return text.split(moment.text).flatMap((words, place) => {
    const before = withMoments(words, { language, moments: others }, draw);
    const time = element("time", { datetime: new Date(moment.at).toISOString() }, shown);
    return place === 0 ? before : [time, ...before];
  });
}

/**
 * Formats a moment in the reader's time zone, in a language and with the conventions of the reader's region.
 * @param {number} at
 * @param {string} language
 */
export function momentText(at, language) {
  const locale = navigator.languages.find((one) => one.split("-")[0] === language) ?? language;
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" }).format(at);
}
