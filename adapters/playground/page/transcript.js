import { inThisTab, remember, remembered } from "./preferences.js";

/**
 * The conversation in this tab. It survives a reload, and is lost when the tab is closed.
 * @import { DecisionFacts, PageReply } from "../protocol.ts"
 * @typedef {{ said?: string, replies: readonly PageReply[] }} KeptTurn
 * @typedef {{ thread: string, turns: readonly KeptTurn[], decision?: DecisionFacts }} Transcript
 */

const NAME = "transcript";
/** More than anybody scrolls back through. */
const MOST_TURNS = 50;
/** In UTF-16 units: well below the five million that browsers store for a site. */
const LARGEST = 1_000_000;

/** @returns {Transcript | undefined} */
export function keptTranscript() {
  const kept = remembered(NAME, inThisTab);
  return kept === undefined || kept === "" ? undefined : JSON.parse(kept);
}

/** Stores the latest turns, as many as there is room for. @param {Transcript} transcript */
export function keepTranscript({ turns, ...others }) {
  let latest = turns.slice(-MOST_TURNS);
  let written = JSON.stringify({ ...others, turns: latest });
  while (written.length > LARGEST && latest.length > 0) {
    latest = latest.slice(Math.ceil(latest.length / 4));
    written = JSON.stringify({ ...others, turns: latest });
  }
  remember(NAME, written, inThisTab);
}

export function forgetTranscript() {
  remember(NAME, "", inThisTab);
}
