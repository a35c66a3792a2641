import { moveClock, moveToNextNudge, readInbox } from "../api.js";
import { byId } from "../elements.js";
import { pageLanguage, say } from "../language.js";
import { inThisTab, remember, remembered } from "../preferences.js";
import { showReadiness } from "./readiness.js";

/** @import { Inbox, PageLetter } from "../../protocol.ts" */

const POLL_MS = 2_000;
/** After this time without an answer, in ms, the page asks again. */
const LONGEST_WAIT = 30_000;
/** The name under which the tab stores the id of the program's run and the number of the last letter. */
const POSITION = "inbox";

/**
 * Shows the movable clock, lets people move it, and polls for letters.
 * @param {(letter: PageLetter) => void} onArrival
 * @param {(letter: PageLetter) => void} onClosed called for each letter whose buttons were removed; more than once for the same letter
 */
export function connectClock(onArrival, onClosed) {
  const shown = byId("clock-now", HTMLElement);
  const status = byId("clock-status", HTMLElement);
  const moment = byId("clock-moment", HTMLInputElement);
  let now = Date.now();
  /** The id of the program's run that `last` belongs to. @type {string | undefined} */
  let run;
  let last = 0;
  /** Whether a request is under way: the answers to two at a time would bring the same letters. */
  let isLooking = false;
  /** The run, and the number of the last letter, that this tab had shown before it was reloaded. */
  const before = remembered(POSITION, inThisTab)?.split(" ");

  function draw() {
    shown.textContent = new Intl.DateTimeFormat(pageLanguage(), { dateStyle: "full", timeStyle: "medium" }).format(now);
    if (document.activeElement !== moment) moment.value = localMinute(now);
  }

  /** @param {number | null} at */
  async function move(at) {
    ({ now } = await moveClock(at));
    status.textContent = "";
    draw();
  }

  async function moveOn() {
    const next = await moveToNextNudge();
    now = next.now;
    status.textContent = next.isMoved ? "" : say("clockNothing");
    draw();
  }

  async function look() {
    if (isLooking) return;
    isLooking = true;
    try {
      take(await readInbox(last, AbortSignal.timeout(LONGEST_WAIT)));
    } finally {
      isLooking = false;
    }
  }

  /** @param {Inbox} inbox */
  function take(inbox) {
    now = inbox.now;
    draw();
    showReadiness(inbox.learned);
    if (run !== undefined && inbox.run !== run) {
      // The program has restarted, and its letters are numbered from the beginning.
      run = inbox.run;
      last = 0;
      return;
    }
    const isFirst = run === undefined;
    run = inbox.run;
    // Nudges from before the page was opened in this tab are not shown.
    const seen = !isFirst ? last : before?.[0] === run ? Number(before[1]) : Number.POSITIVE_INFINITY;
    for (const letter of inbox.letters) {
      last = letter.number;
      if (letter.number > seen || letter.team !== undefined) onArrival(letter);
    }
    for (const letter of inbox.closed) onClosed(letter);
    remember(POSITION, `${run} ${last}`, inThisTab);
  }

  /** Ignores errors: while the server is unreachable there is nothing to show. @param {Promise<void>} work */
  const quietly = (work) => void work.catch(() => undefined);
  byId("clock-steps", HTMLElement).addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    quietly(move(target.value === "" ? null : now + Number(target.value)));
  });
  byId("next-nudge", HTMLButtonElement).addEventListener("click", () => quietly(moveOn()));
  moment.addEventListener("change", () => {
    const at = new Date(moment.value).getTime();
    if (!Number.isNaN(at)) quietly(move(at));
  });
  draw();
  quietly(look());
  setInterval(() => {
    if (!document.hidden) quietly(look());
  }, POLL_MS);
}

/** Returns an instant as the value of an input of type "datetime-local". @param {number} at */
function localMinute(at) {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
