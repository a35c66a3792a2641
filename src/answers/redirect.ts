import { directPlace } from "../delivery/direct-place.ts";
import { say } from "../languages/index.ts";
import type { Reply } from "../model.ts";
import type { DecidedAnswer } from "./ports.ts";

/**
 * The other way that an answer takes when it cannot arrive where it was asked for: what only the asker may see goes to the asker's direct messages;
 * of what everybody may see, the asker is told there in one line. Undefined where there is no other way, or nobody waits.
 */
export function redirect(answer: DecidedAnswer): DecidedAnswer | undefined {
  const { place, asker, language } = answer;
  if (answer.isRedirected || asker === undefined) return undefined;
  // A direct message without a handle is that other way already.
  if (place.recipient === asker.person && place.handle === undefined) return undefined;
  const redirected = { ...answer, place: directPlace(asker), isRedirected: true };
  return place.private ? redirected : { ...redirected, replies: [undelivered(language)] };
}

/** The same for an answer that comes too late to be of use. */
export function redirectLate(answer: DecidedAnswer): DecidedAnswer | undefined {
  const redirected = redirect(answer);
  return redirected && { ...redirected, replies: [undelivered(answer.language)] };
}

function undelivered(language: DecidedAnswer["language"]): Reply {
  return { kind: "notice", language, body: [say(language, "undelivered")], choices: [], actions: [] };
}
