import { byId } from "../elements.js";
import { pageLanguage } from "../language.js";

/**
 * Shows the progress of learning the content, until it has ended.
 * @param {number | undefined} learned the share that is learned, 0–1; undefined: learning has ended
 */
export function showReadiness(learned) {
  byId("readiness", HTMLElement).hidden = learned === undefined;
  if (learned === undefined) return;
  const percent = new Intl.NumberFormat(pageLanguage(), { style: "percent", maximumFractionDigits: 0 });
  byId("readiness-share", HTMLElement).textContent = percent.format(learned);
  byId("readiness-bar", HTMLProgressElement).value = learned;
}
