import { byId } from "./elements.js";
import { pageLanguage } from "./language.js";

/**
 * Says how far Malinois is with learning its content, as long as it does.
 * @param {number | undefined} learned the share, 0–1; undefined: all that it will learn
 */
export function showReadiness(learned) {
  byId("readiness", HTMLElement).hidden = learned === undefined;
  if (learned === undefined) return;
  const percent = new Intl.NumberFormat(pageLanguage(), { style: "percent", maximumFractionDigits: 0 });
  byId("readiness-share", HTMLElement).textContent = percent.format(learned);
  byId("readiness-bar", HTMLProgressElement).value = learned;
}
