import { element } from "../elements.js";
import { languageName, pageLanguage, say } from "../language.js";

/**
 * @import { TextKey } from "../../texts.ts"
 * @import { DecisionFacts, PageCandidate } from "../../protocol.ts"
 */

const MOST_CANDIDATES = 6;

/**
 * Draws how a question was decided.
 * @param {DecisionFacts} decision
 */
export function drawDecision(decision) {
  return [
    element("p", { class: `badge outcome-${decision.outcome}` }, say(`outcome-${decision.outcome}`)),
    element(
      "dl",
      { class: "facts" },
      ...fact("panelLanguage", languageName(decision.language)),
      ...fact("panelTime", milliseconds(decision.milliseconds)),
      ...(decision.action ? fact("panelAction", say(`action-${decision.action}`)) : []),
    ),
    ...candidates(decision.candidates.slice(0, MOST_CANDIDATES)),
    ...matchedWords(decision.matched),
  ];
}

/**
 * @param {TextKey} name
 * @param {string} value
 */
function fact(name, value) {
  return [element("dt", {}, say(name)), element("dd", {}, value)];
}

/** @param {number} duration */
function milliseconds(duration) {
  return new Intl.NumberFormat(pageLanguage(), {
    style: "unit",
    unit: "millisecond",
    maximumSignificantDigits: 2,
  }).format(duration);
}

/** @param {readonly PageCandidate[]} shown */
function candidates(shown) {
  const heading = element("h3", {}, say("panelCandidates"));
  if (shown.length === 0) return [heading, element("p", { class: "hint" }, say("panelNoCandidates"))];
  return [heading, element("ol", { class: "candidates" }, ...shown.map(candidate))];
}

/** @param {PageCandidate} candidate */
function candidate({ id, confidence, chosen }) {
  const percent = new Intl.NumberFormat(pageLanguage(), { style: "percent", maximumFractionDigits: 0 }).format(confidence);
  const mark = chosen ? [element("span", { class: "visually-hidden" }, `, ${say("panelChosen")}`)] : [];
  return element(
    "li",
    chosen ? { class: "chosen" } : {},
    element("code", {}, id),
    element("span", { class: "percent" }, percent, ...mark),
    bar(confidence),
  );
}

/** Hidden from screen readers, since the percentage next to it says the same. @param {number} confidence */
function bar(confidence) {
  const drawn = element("span", { class: "bar", "aria-hidden": true });
  drawn.style.setProperty("--confidence", String(confidence));
  return drawn;
}

/** @param {readonly string[]} words */
function matchedWords(words) {
  if (words.length === 0) return [];
  return [
    element("h3", {}, say("panelMatched")),
    element("ul", { class: "words" }, ...words.map((word) => element("li", {}, word))),
  ];
}
